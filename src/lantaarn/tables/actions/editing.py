"""Edits of a draft: a cell, a rule, the whole file; each is kept with what was there before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lantaarn.context.actor import Actor
from lantaarn.rules.tables import (
    Decision,
    Model,
    Rule,
    TableError,
    read_dmn,
    with_cell,
    with_rule_added,
    with_rule_removed,
    write_dmn,
)
from lantaarn.rules.transitions import NotAllowed
from lantaarn.tables.actions.drafts import draft_for, edit, write
from lantaarn.tables.changes import Changed, last_standing
from lantaarn.tables.models import TableVersion


def _cells(rule: Rule) -> tuple[str, ...]:
    return (*(cell.text for cell in rule.inputs), *(cell.text for cell in rule.outputs), *rule.annotations)


def _rule(model: Model, decision: str, rule: int) -> tuple[Decision, tuple[str, ...]]:
    table = model.decision(decision)
    if not 1 <= rule <= len(table.rules):
        raise TableError(f"Er is geen regel {rule}. De tabel heeft {len(table.rules)} regels.", decision=table.name)
    return table, _cells(table.rules[rule - 1])


@transaction.atomic
def change_cell(
    *, version_id: UUID, decision: str, rule: int, column: str, text: str, seen: dt.datetime | None = None, by: Actor
) -> TableVersion:
    """One cell of a draft gets another text."""
    return change_rule(version_id=version_id, decision=decision, rule=rule, cells={column: text}, seen=seen, by=by)


@transaction.atomic
def change_rule(
    *,
    version_id: UUID,
    decision: str,
    rule: int,
    cells: Mapping[str, str],
    seen: dt.datetime | None = None,
    by: Actor,
) -> TableVersion:
    """Several cells of one rule at once; what is the same already is left alone."""
    version = draft_for(version_id, seen, by)
    model = read_dmn(version.dmn)
    table, before = _rule(model, decision, rule)
    now = dict(zip(table.columns, before, strict=True))
    wanted = {column: text for column, text in cells.items() if now.get(column) != text}
    if not wanted:
        return version
    for column, text in wanted.items():
        model = with_cell(model, decision, rule, column, text)
    change = edit(
        by,
        "change",
        decision=table.label or table.name,
        rule=rule,
        column="",
        before=before,
        after=_rule(model, decision, rule)[1],
    )
    return write(version, write_dmn(model), replace(change, column=table.name), by=by)


@transaction.atomic
def add_rule(
    *,
    version_id: UUID,
    decision: str,
    texts: Sequence[str],
    annotations: Sequence[str] = (),
    at: int | None = None,
    seen: dt.datetime | None = None,
    by: Actor,
) -> TableVersion:
    """A new rule: all condition and conclusion texts, at place `at` (from 1) or as the last."""
    version = draft_for(version_id, seen, by)
    model = with_rule_added(read_dmn(version.dmn), decision, texts, annotations, at=at)
    table = model.decision(decision)
    rule = len(table.rules) if at is None else at
    change = edit(
        by, "add", decision=table.label or table.name, rule=rule, column=table.name, after=(*texts, *annotations)
    )
    return write(version, write_dmn(model), change, by=by)


@transaction.atomic
def remove_rule(
    *, version_id: UUID, decision: str, rule: int, seen: dt.datetime | None = None, by: Actor
) -> TableVersion:
    """A draft without this rule."""
    version = draft_for(version_id, seen, by)
    model = read_dmn(version.dmn)
    table, before = _rule(model, decision, rule)
    if len(table.rules) == 1:
        raise NotAllowed(_("Een tabel heeft minstens één regel. Wijzig deze regel, of voeg eerst een andere toe."))
    change = edit(by, "remove", decision=table.label or table.name, rule=rule, column=table.name, before=before)
    return write(version, write_dmn(with_rule_removed(model, decision, rule)), change, by=by)


@transaction.atomic
def move_rule(
    *, version_id: UUID, decision: str, rule: int, to: int, seen: dt.datetime | None = None, by: Actor
) -> TableVersion:
    """The rule gets another place; that matters where the first rule that fits wins, and for who reads."""
    version = draft_for(version_id, seen, by)
    model = read_dmn(version.dmn)
    table, _ = _rule(model, decision, rule)
    _rule(model, decision, to)
    if rule == to:
        return version
    change = edit(
        by,
        "move",
        decision=table.label or table.name,
        rule=rule,
        column=table.name,
        before=(str(rule),),
        after=(str(to),),
    )
    return write(version, write_dmn(_moved(model, decision, rule, to)), change, by=by)


def _moved(model: Model, decision: str, rule: int, to: int) -> Model:
    table, cells = _rule(model, decision, rule)
    return _inserted(with_rule_removed(model, decision, rule), table, cells, to)


def _inserted(model: Model, table: Decision, cells: Sequence[str], at: int) -> Model:
    split = len(table.inputs) + len(table.outputs)
    return with_rule_added(model, table.name, cells[:split], cells[split:], at=at)


@transaction.atomic
def undo(*, version_id: UUID, seen: dt.datetime | None = None, by: Actor) -> TableVersion:
    """Take back the last edit that still stands; it can itself not be undone, but the next one before it can."""
    version = draft_for(version_id, seen, by)
    last = last_standing(cast(list[dict[str, Any]], version.changes))
    if last is None:
        raise NotAllowed(_("Er is niets om terug te draaien."))
    model = _undone(read_dmn(version.dmn), last)
    change = edit(by, "undo", decision=last.decision, rule=last.rule, column=last.at)
    return write(version, model.source if last.did == "text" and model.source else write_dmn(model), change, by=by)


def _undone(model: Model, last: Changed) -> Model:
    decision = last.column
    if last.did == "text":
        return read_dmn(last.before[0])
    if last.did == "add":
        return with_rule_removed(model, decision, last.rule)
    if last.did == "move":
        return _moved(model, decision, int(last.after[0]), int(last.before[0]))
    table = model.decision(decision)
    if last.did == "remove":
        return _inserted(model, table, last.before, last.rule)
    for column, was, now in zip(table.columns, last.before, last.after, strict=True):
        if was != now:
            model = with_cell(model, decision, last.rule, column, was)
    return model


@transaction.atomic
def replace_text(*, version_id: UUID, dmn: str, seen: dt.datetime | None = None, by: Actor) -> TableVersion:
    """The whole file of a draft, as edited in a DMN programme; errors name the rule and the cell."""
    version = draft_for(version_id, seen, by)
    read_dmn(dmn)
    change = edit(by, "text", before=(version.dmn,), after=("",))
    return write(version, dmn, change, by=by)
