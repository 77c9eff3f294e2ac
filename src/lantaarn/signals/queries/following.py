"""For reporters without account: following with a code, and half-filled forms. Both go through narrow doors."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.context.session import acting
from lantaarn.signals.codes import fingerprint
from lantaarn.vault.opening import Keys, open_in
from lantaarn.vault.passing import open_under, seal_under

DRAFT_HOURS = 24


@dataclass(frozen=True)
class AskedQuestion:
    """A question to the reporter."""

    id: UUID
    text: str
    asked_at: dt.datetime
    answer: str
    answered_at: dt.datetime | None


@dataclass(frozen=True)
class Followed:
    """All that a code tells: received, taken up, finished; never who."""

    received_at: dt.datetime
    taken_up_at: dt.datetime | None
    closed_at: dt.datetime | None
    feedback: str
    questions: tuple[AskedQuestion, ...]


@dataclass(frozen=True)
class KeptDraft:
    """A half-filled form as it was kept."""

    data: dict[str, object]
    changed_at: dt.datetime


def _reporter(region: str) -> Actor:
    return Actor(kind="code", region=region, role="reporter", name="melder", purpose="report.follow")


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def follow(*, region: str, code: str) -> Followed | None:
    """What the code shows, or None; a try that fails is in the log, without the code."""
    by = _reporter(region)
    with acting(by):
        with connection.cursor() as cursor:
            cursor.execute("SELECT signals_follow(%s)", [fingerprint(code)])
            row = cursor.fetchone()
        found = json.loads(row[0]) if row and isinstance(row[0], str) else (row[0] if row else None)
        audit.record(action="report.followed", outcome="done" if found else "denied", by=by)
    if not found or found["region"] != region:
        return None
    keys = Keys.read(found["keys"])
    open_in(found["questions"], keys, table="signals_question", columns=("text", "answer"))
    return Followed(
        received_at=dt.datetime.fromisoformat(found["received_at"]),
        taken_up_at=_moment(found["taken_up_at"]),
        closed_at=_moment(found["closed_at"]),
        feedback=found["feedback"],
        questions=tuple(
            AskedQuestion(
                UUID(q["id"]),
                q["text"],
                dt.datetime.fromisoformat(q["asked_at"]),
                q["answer"],
                _moment(q["answered_at"]),
            )
            for q in found["questions"]
        ),
    )


def _hash(token: str) -> str:
    return hashlib.sha256(b"draft" + token.encode()).hexdigest()


def _as(region: str, by: Actor | None) -> AbstractContextManager[object]:
    """A desk's own half-filled form is kept inside its running transaction; a reporter's in one of its own."""
    return acting(_reporter(region)) if by is None else nullcontext()


def keep_draft(*, region: str, token: str, data: dict[str, object], by: Actor | None = None) -> None:
    """Keep a half-filled form for a day, sealed under the token that the writer's browser holds."""
    sealed = seal_under(token, json.dumps(data), region=region, what="draft")
    with _as(region, by), connection.cursor() as cursor:
        cursor.execute("SELECT signals_draft_keep(%s, %s, %s)", [_hash(token), json.dumps(sealed), DRAFT_HOURS])


def read_draft(*, region: str, token: str, by: Actor | None = None) -> KeptDraft | None:
    """The half-filled form of this token, or None."""
    with _as(region, by), connection.cursor() as cursor:
        cursor.execute("SELECT signals_draft_read(%s)", [_hash(token)])
        row = cursor.fetchone()
    found = json.loads(row[0]) if row and isinstance(row[0], str) else (row[0] if row else None)
    if not found or not isinstance(found["data"], str):
        return None
    data: dict[str, object] = json.loads(open_under(token, found["data"], region=region, what="draft"))
    return KeptDraft(data, dt.datetime.fromisoformat(found["changed_at"]))


def drop_draft(*, region: str, token: str, by: Actor | None = None) -> None:
    """The form was sent, or thrown away."""
    with _as(region, by), connection.cursor() as cursor:
        cursor.execute("SELECT signals_draft_drop(%s)", [_hash(token)])
