"""What a field means is declared once; a code has its word; a status can be reached; a capability opens a door."""

from __future__ import annotations

import ast
import functools
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

from ground.doors import ADDRESSES
from lantaarn.access import models as access
from lantaarn.folders import models as folders
from lantaarn.rules import transitions
from lantaarn.signals import jobs
from lantaarn.signals.actions import advice, handling, mailing
from lantaarn.signals.models import signal as signal_models
from lantaarn.web import words

SOURCE = Path(__file__).parents[2] / "src" / "lantaarn"
PACK = Path(__file__).parents[2] / "regions" / "drenthe" / "region.toml"
ROOMS = ("vault", "network", "tables", "access", "retention", "folders", "signals", "subjects", "outreach", "programme")
MEANING = re.compile(
    r"privacy=(none|internal|personal|special|criminal); category=[a-z ]+; keep=(row|region|account|case|log|draft)"
)
UNMANAGED = {"audit"}
"""The log's columns are made in SQL, because Django makes no partitions."""

OUR_FIELDS = [
    (model, field)
    for room in ROOMS
    for model in apps.get_app_config(room).get_models()
    for field in model._meta.local_concrete_fields
]


def test_every_field_says_what_it_means():
    mute = [f"{m.__name__}.{f.name}" for m, f in OUR_FIELDS if not MEANING.fullmatch(f.db_comment or "")]
    assert not mute, "say it with context.fields.means"


def test_every_room_with_models_is_looked_at():
    own = {c.label for c in apps.get_app_configs() if c.name.startswith("lantaarn.") and list(c.get_models())}
    assert own == set(ROOMS) | UNMANAGED


def test_the_meaning_stands_in_the_database(database, superuser):
    for model, field in OUR_FIELDS:
        found = superuser.execute(
            "SELECT col_description(%s::regclass, attnum) FROM pg_attribute"
            " WHERE attrelid = %s::regclass AND attname = %s",
            [model._meta.db_table, model._meta.db_table, field.column],
        ).fetchone()
        assert found == (field.db_comment,), f"{model.__name__}.{field.name}"


CODES = [
    (signal_models.ENTRIES, words.ENTRY),
    (signal_models.EXPLOITATION, words.EXPLOITATION),
    (signal_models.PLACE_KINDS, words.PLACE),
    (folders.KINDS, words.KIND),
    (folders.CATEGORIES, words.CATEGORY),
    (folders.DOMAINS, words.DOMAIN),
    (folders.FIELDS, words.PERSON),
    (handling.CLOSE_REASONS, words.CLOSE_REASON),
    (handling.FEEDBACK, words.FEEDBACK),
    (advice.ASKED_FROM, words.ADVICE_FROM),
    (advice.OUTCOMES, words.ADVICE_OUTCOME),
    (transitions.SIGNAL.states, words.STATUS),
    (transitions.REFERRAL.states, words.REFERRAL_STATE),
    (mailing.TEMPLATES, jobs.SUBJECTS),
]


@pytest.mark.parametrize("codes,told", CODES)
def test_every_code_has_its_word_and_no_word_is_left_over(codes, told):
    assert set(codes) == set(told)
    assert all(str(word).strip() for word in told.values())


@pytest.mark.parametrize("table", transitions.TABLES, ids=lambda t: t.name)
def test_every_status_can_be_reached_and_no_step_leads_nowhere(table):
    reached, fresh = set(), {table.begins}
    while fresh:
        reached |= fresh
        fresh = {step.end for step in table.steps if step.start & reached} - reached
    assert reached == set(table.states)
    for step in table.steps:
        assert step.start <= set(table.states)
        assert step.end in table.states


def test_no_word_for_a_signal_names_a_state_differently_from_the_status_table():
    assert {code: str(word) for code, word in words.STATUS.items()} == dict(transitions.SIGNAL.labels)
    assert {code: str(word) for code, word in words.REFERRAL_STATE.items()} == dict(transitions.REFERRAL.labels)


@functools.cache
def nodes() -> tuple[ast.AST, ...]:
    """All our code, read once."""
    return tuple(node for path in SOURCE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text())))


def calls(name: str, position: int) -> set[str]:
    """The text constants that stand at this place in calls of `name` in our code."""
    found = set()
    for node in nodes():
        called = node.func if isinstance(node, ast.Call) else None
        if getattr(called, "id", getattr(called, "attr", "")) == name and len(node.args) > position:
            given = node.args[position]
            options = (given.body, given.orelse) if isinstance(given, ast.IfExp) else (given,)
            found |= {o.value for o in options if isinstance(o, ast.Constant) and isinstance(o.value, str)}
    return found


def keywords(name: str, keyword: str) -> set[str]:
    found = set()
    for node in nodes():
        called = node.func if isinstance(node, ast.Call) else None
        if getattr(called, "id", getattr(called, "attr", "")) != name:
            continue
        for given in (k.value for k in node.keywords if k.arg == keyword):
            options = (given.body, given.orelse) if isinstance(given, ast.IfExp) else (given,)
            found |= {o.value for o in options if isinstance(o, ast.Constant)}
    return found


def defaults(argument: str) -> set[str]:
    """The text that a function takes for this argument when nobody says another."""
    found = set()
    for node in nodes():
        if isinstance(node, ast.FunctionDef):
            pairs = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
            found |= {d.value for a, d in pairs if a.arg == argument and isinstance(d, ast.Constant) and d.value}
    return found


def test_every_ground_that_a_log_names_has_its_word():
    """Of our own code, of consents, and of what the regions' sharing tables ask."""
    of_packs = {
        value["value"]
        for pack in PACK.parents[1].glob("*/region.toml")
        for fact in tomllib.loads(pack.read_text()).get("sharing_fact", [])
        if fact["name"] == "ground"
        for value in fact["value"]
    }
    assert "covenant" in of_packs
    assert keywords("record", "ground") | of_packs | set(access.CONSENT_KINDS) <= set(words.GROUND)


def test_every_step_in_the_course_of_a_signal_can_be_told():
    kinds = calls("step", 1) | calls("_moment", 1)
    assert {"accepted", "passed_on", "received", "enriched"} <= kinds
    in_sql = set(re.findall(r"clock_timestamp\(\), '(\w+)', ''", (SOURCE / "signals" / "doors.py").read_text()))
    assert in_sql == {"answered"}
    assert kinds | in_sql == set(words.MOMENT)


def test_every_action_in_the_log_has_its_word():
    from lantaarn.audit.words import ACTIONS

    used = keywords("record", "action") | keywords("one", "action") | defaults("action")
    assert {"signal.accepted", "signal.read", "list.read", "list.exported"} <= used
    assert used - set(ACTIONS) == set()


def test_every_purpose_of_a_door_has_its_word():
    from lantaarn.audit.words import PURPOSES

    used = {address.door.purpose for address in ADDRESSES if address.door}
    assert "signal.handle" in used
    assert used - set(PURPOSES) == set()


def test_every_template_of_mail_that_is_used_is_known():
    assert keywords("tell_desk", "template") <= set(mailing.TEMPLATES)


def capabilities_of_pack() -> set[str]:
    roles = tomllib.loads(PACK.read_text())["role"]
    return {capability for role in roles for capability in role["may"]}


ASKED_OTHERWISE = re.compile(r"(?:\.can|network_may)\(\s*['\"]([a-z_.]+)['\"]")


def capabilities_of_doors() -> set[str]:
    """What doors ask, what actions and pages ask of an actor, and what the database's narrow doors ask."""
    asked = {capability for address in ADDRESSES if address.door for capability in address.door.any_of}
    return asked | {word for path in SOURCE.rglob("*.py") for word in ASKED_OTHERWISE.findall(path.read_text())}


def test_every_capability_of_a_role_opens_some_door():
    assert capabilities_of_pack() - capabilities_of_doors() == set()


def test_every_capability_that_a_door_asks_is_held_by_some_role():
    assert capabilities_of_doors() - capabilities_of_pack() == set()
