"""A reporter answers a question with the code alone; the database sees that code and question belong together."""

from __future__ import annotations

import json
from uuid import UUID

from django.db import connection

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.context.session import acting
from lantaarn.signals.actions.mailing import tell_desk
from lantaarn.signals.codes import fingerprint
from lantaarn.vault.ciphers import Cell
from lantaarn.vault.opening import Keys
from lantaarn.vault.sealing import seal_beside


def answer_question(*, region: str, code: str, question_id: UUID, text: str) -> bool:
    """Keep the answer; False when it was answered already, or when code and question do not belong together."""
    by = Actor(kind="code", region=region, role="reporter", name="melder", purpose="report.answer")
    with acting(by):
        row = _keep(fingerprint(code), question_id, text)
        audit.record(action="report.answered", outcome="done" if row else "denied", by=by)
        if row:
            desk_id, folder_id = row
            tell_desk(desk_id, template="answered", link=f"/postvak/{folder_id}/", by=by)
    return row is not None


def _keep(code_hash: str, question_id: UUID, text: str) -> tuple[UUID, UUID] | None:
    """Under the key of the question, which came to the reporter along with it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT signals_follow(%s)", [code_hash])
        (told,) = cursor.fetchone() or (None,)
        found = json.loads(told) if isinstance(told, str) else told or {"questions": [], "keys": None}
        asked = {q["id"]: q["text"] for q in found["questions"]}
        if str(question_id) not in asked:
            return None
        place = Cell("signals_question", "answer", question_id)
        sealed = seal_beside(place, text, beside=asked[str(question_id)], keys=Keys.read(found["keys"]))
        cursor.execute("SELECT desk_id, folder_id FROM signals_answer(%s, %s, %s)", [code_hash, question_id, sealed])
        row: tuple[UUID, UUID] | None = cursor.fetchone()
    return row
