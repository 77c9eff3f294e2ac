"""A document as it was read, row by row: who is meant, what it would become, and how it differs from what is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone

from lantaarn.context.actor import Actor
from lantaarn.network.models import Organisation
from lantaarn.programme.comparing import pair, part_of
from lantaarn.programme.indicators import suggest
from lantaarn.programme.inputs import ActionInput, PartyInput
from lantaarn.programme.matching import Known, Match, match
from lantaarn.programme.models import Action, ImportDraft
from lantaarn.programme.models.plan import LEVELS
from lantaarn.programme.queries.rows import day_of
from lantaarn.rules.lights import target_of


@dataclass(frozen=True)
class ReadRow:
    """One action as it was read, and what it will be when nobody corrects it."""

    index: int
    action: ActionInput
    part: int | None
    holders: tuple[Match, ...]
    parties: tuple[Match, ...]
    status: str
    """new, changed, same; empty for a first import."""
    differs: tuple[tuple[str, str, str], ...]
    """(field, before, now) against the action that is there."""
    action_id: UUID | None
    doubts: bool
    """A person must look: nobody holds it, a name can be two, or the reader was not sure."""


@dataclass(frozen=True)
class ReadView:
    """A document that waits for a person."""

    id: UUID
    name: str
    state: str
    programme_id: UUID | None
    title: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    parts: tuple[Mapping[str, Any], ...]
    rows: tuple[ReadRow, ...]
    gone: tuple[tuple[UUID, str], ...]
    budget: tuple[Mapping[str, Any], ...]
    warnings: tuple[Mapping[str, Any], ...]
    unread: tuple[Mapping[str, Any], ...]
    lines: tuple[Mapping[str, Any], ...]
    """The document itself: kind, text, and line or page, as `programme.reading` gives them."""


@dataclass(frozen=True)
class DraftRow:
    """A document in the list of those that wait."""

    id: UUID
    name: str
    title: str
    made_at: dt.datetime
    state: str
    programme_id: UUID | None


SILENT_FOR = dt.timedelta(seconds=90)
"""After that the reading is taken to have ended without a word."""


@dataclass(frozen=True)
class ReadingView:
    """How the reading of a document stands."""

    id: UUID
    name: str
    state: str
    what: str
    number: int
    of: int
    refused: str
    silent: bool


def reading(*, draft_id: UUID, by: Actor) -> ReadingView:
    """Being read, refused, or through it."""
    draft = ImportDraft.objects.filter(id=draft_id, region_id=by.region).defer("content", "read", "lines").first()
    if draft is None:
        raise Http404
    what, number, of = draft.step.rsplit(" ", 2) if draft.step else ("", "0", "0")
    silent = draft.state == "reading" and (draft.seen_at or draft.made_at) < timezone.now() - SILENT_FOR
    return ReadingView(draft.id, draft.name, draft.state, what, int(number), int(of), draft.refused, silent)


def import_drafts(*, by: Actor) -> list[DraftRow]:
    """What is being read, or was, and waits; those alone see it who manage programmes."""
    found = ImportDraft.objects.filter(region_id=by.region, state__in=("reading", "refused", "open")).only(
        "id", "name", "read", "made_at", "programme", "state"
    )
    return [DraftRow(d.id, d.name, d.read.get("title") or d.name, d.made_at, d.state, d.programme_id) for d in found]


def import_draft(*, draft_id: UUID, by: Actor) -> ReadView:
    """Everything that was read and everything that was not, beside the document's own lines."""
    draft = ImportDraft.objects.filter(id=draft_id, region_id=by.region).first()
    if draft is None:
        raise Http404
    return view_of(draft)


def view_of(draft: ImportDraft) -> ReadView:
    read: dict[str, Any] = draft.read
    rows = _rows(draft)
    gone = _gone(draft, rows)
    return ReadView(
        id=draft.id,
        name=draft.name,
        state=draft.state,
        programme_id=draft.programme_id,
        title=read.get("title") or draft.name,
        starts_on=day_of(read["period"]["from"]),
        ends_on=day_of(read["period"]["until"]),
        parts=tuple(read["parts"]),
        rows=rows,
        gone=gone,
        budget=tuple(read["budget"]),
        warnings=tuple(read["warnings"]),
        unread=tuple(read["unread"]),
        lines=tuple(draft.lines),
    )


def _rows(draft: ImportDraft) -> tuple[ReadRow, ...]:
    read: dict[str, Any] = draft.read
    known = [Known(o.id, o.name, o.kind) for o in Organisation.objects.filter(region_id=draft.region_id)]
    short = read.get("abbreviations") or {}
    matches: dict[str, Match] = {}
    for one in read["actions"]:
        for name in (*one["holder"], *one["parties"]):
            if name not in matches:
                matches[name] = match(name, known, short)
    there = _there(draft)
    same = pair([one["what"] for one in read["actions"]], {key: action.what for key, action in there.items()})
    return tuple(
        _row(index, one, read["parts"], matches, there.get(same.get(index, "")), draft.programme_id is not None)
        for index, one in enumerate(read["actions"])
    )


def _there(draft: ImportDraft) -> dict[str, Action]:
    if draft.programme_id is None:
        return {}
    found = Action.objects.filter(programme_id=draft.programme_id, ended_on__isnull=True).prefetch_related("parties")
    return {str(action.id): action for action in found}


def _row(
    index: int,
    one: Mapping[str, Any],
    parts: Sequence[Mapping[str, Any]],
    matches: Mapping[str, Match],
    there: Action | None,
    again: bool,
) -> ReadRow:
    holders = tuple(matches[name] for name in one["holder"])
    parties = tuple(matches[name] for name in one["parties"])
    action = _input(one, holders, parties)
    differs = _differs(there, action) if there else ()
    status = "" if not again else "new" if there is None else "changed" if differs else "same"
    unclear = any(not m.found for m in holders) or any(m.choices for m in parties)
    doubts = unclear or not holders or action.sure < 0.8 or bool(one.get("doubts"))
    return ReadRow(
        index,
        action,
        one["part_index"] if "part_index" in one else part_of(one["part"], parts),
        holders,
        parties,
        status,
        differs,
        there.id if there else None,
        doubts,
    )


def _input(one: Mapping[str, Any], holders: Sequence[Match], parties: Sequence[Match]) -> ActionInput:
    when, source = one["when"], one["source"]
    recurrence = when["recurrence"] or ""
    target = target_of(recurrence)
    level = str(one["level"] or "")
    return ActionInput(
        what=one["what"],
        why=one["why"] or "",
        level=level if level in LEVELS else "both" if "local" in level and "regional" in level else "",
        parties=tuple(_party(m, holds=True) for m in holders) + tuple(_party(m, holds=False) for m in parties),
        when_text=when["text"] or "",
        starts_on=day_of(when["from"]),
        ends_on=day_of(when["until"]),
        recurrence=recurrence,
        target=target.number if target else None,
        target_per=target.per if target else "",
        indicator=suggest(one["what"]) if target else "",
        source_line=source.get("line"),
        source_page=source.get("page"),
        source_quote=source.get("quote") or "",
        sure=float(one["sure"]),
    )


def _party(found: Match, *, holds: bool) -> PartyInput:
    return PartyInput(
        found.name, holds=holds, organisation_id=found.organisation_id, role=found.role, group=found.group
    )


_COMPARED = ("what", "why", "level", "when_text", "starts_on", "ends_on", "recurrence")


def _differs(there: Action, now: ActionInput) -> tuple[tuple[str, str, str], ...]:
    pairs = [(name, _text(getattr(there, name)), _text(getattr(now, name))) for name in _COMPARED]
    names = [(p.holds, p.name) for p in there.parties.all()]
    for label, holds in (("holders", True), ("parties", False)):
        before = ", ".join(name for is_holder, name in names if is_holder == holds)
        pairs.append((label, before, ", ".join(p.name for p in now.parties if p.holds == holds)))
    return tuple(one for one in pairs if one[1] != one[2])


def _gone(draft: ImportDraft, rows: Sequence[ReadRow]) -> tuple[tuple[UUID, str], ...]:
    kept = {row.action_id for row in rows}
    return tuple((action.id, action.what) for action in _there(draft).values() if action.id not in kept)


def _text(value: object) -> str:
    return "" if value is None else str(value)
