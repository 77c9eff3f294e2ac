"""Queries hand pages plain values: no row of a table, no lazy query, nothing that could ask the database again."""

from __future__ import annotations

import dataclasses
import inspect
import types
import typing
import uuid
from collections.abc import Mapping

import pytest
from django.db.models import Manager, Model, QuerySet

from lantaarn.audit import queries as audit
from lantaarn.network import queries as network
from lantaarn.outreach import queries as outreach
from lantaarn.programme import queries as programme
from lantaarn.signals import queries as signals
from lantaarn.signals.actions import pass_on
from lantaarn.signals.queries import Filters
from lantaarn.tables import queries as tables

FORBIDDEN = (Model, QuerySet, Manager)
ACCOUNTS = {"user_by_email", "demo_user"}
"""Signing in needs the account itself: the session is made of it, and it holds no case data."""


def found_in(value: object, path: str, seen: set[int]) -> list[str]:
    """Where in this value something of Django's models hides."""
    if id(value) in seen:
        return []
    seen.add(id(value))
    if isinstance(value, FORBIDDEN):
        return [path]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = [(f.name, getattr(value, f.name)) for f in dataclasses.fields(value)]
    elif isinstance(value, Mapping):
        parts = [(str(k), v) for k, v in value.items()]
    elif isinstance(value, list | tuple | set | frozenset):
        parts = [(str(i), v) for i, v in enumerate(value)]
    else:
        return []
    return [hit for name, part in parts for hit in found_in(part, f"{path}.{name}", seen)]


def test_what_queries_answer_holds_no_row(stage):
    folder = stage.accepted(facts={"labour": "yes", "possible_victim": "yes"})
    stage.do(pass_on, folder_id=folder, revision=stage.revision(folder), by=stage.noor)
    noor, sanne = stage.noor, stage.sanne
    sittings = stage.do(signals.meetings, by=sanne)
    answers = {
        "one": stage.do(signals.one, folder_id=folder, by=noor),
        "inbox": stage.do(signals.inbox, by=sanne),
        "list": stage.do(signals.signal_list, filters=Filters(), by=noor),
        "chain": stage.do(signals.chain, by=sanne),
        "figures": stage.do(signals.figures, by=sanne),
        "past": stage.do(signals.past_facts, by=sanne),
        "meetings": sittings,
        "bodies": stage.do(signals.my_bodies, by=sanne),
        "mail": stage.do(signals.uncertain_mail, by=sanne),
        "tasks": stage.do(signals.open_tasks, by=stage.bram),
        "next": stage.do(signals.next_for, folder_id=folder, by=sanne),
        "desks": network.desks(region="drenthe"),
        "filling": network.filling(region="drenthe"),
        "members": network.members(desk_id=noor.desk_id),
        "standing": network.standing_of(user_id=noor.user_id, membership_id=None),
        "versions": tables.versions("drenthe"),
        "active": tables.active_pack("drenthe"),
        "log": stage.do(audit.events, asked=audit.Asked(), by=stage.esra.for_purpose("log.read")),
    }
    hidden = [hit for name, answer in answers.items() for hit in found_in(answer, name, set())]
    assert not hidden


def kinds(annotation: object) -> set[type]:
    """Every class that a return type mentions."""
    if isinstance(annotation, type) and not typing.get_args(annotation):
        return {annotation}
    return {kind for part in typing.get_args(annotation) for kind in kinds(part)}


ROOMS = [audit, network, outreach, programme, signals, tables]


@pytest.mark.parametrize("module", ROOMS, ids=lambda m: m.__name__.split(".")[1])
def test_no_query_promises_a_row(module: types.ModuleType):
    promised = {}
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if (
            function.__module__.startswith("lantaarn.")
            and ".queries" in function.__module__
            and not name.startswith("_")
        ):
            promised[name] = kinds(typing.get_type_hints(function).get("return"))
    assert promised
    rows = {name for name, found in promised.items() if any(issubclass(kind, FORBIDDEN) for kind in found)}
    assert rows - ACCOUNTS == set()


def test_this_test_finds_a_row_that_hides(stage):
    from lantaarn.network.models import Region

    hidden = {"a": [({"b": Region(code="x")},)], "c": uuid.uuid4()}
    assert found_in(hidden, "x", set()) == ["x.a.0.0.b"]
