"""A reporter answers a question with the code alone; the database sees that code and question belong together."""

from __future__ import annotations

import json
import uuid
from uuid import UUID

from django.db import connection
from procrastinate.contrib.django import app

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.context.session import acting
from lantaarn.signals.actions.mailing import tell_desk
from lantaarn.signals.codes import fingerprint
from lantaarn.vault.ciphers import Cell
from lantaarn.vault.opening import Keys, open_one
from lantaarn.vault.sealing import seal_beside


def answer_question(*, region: str, code: str, question_id: UUID, text: str) -> bool:
    """Keep the answer; False when it was answered already, or when code and question do not belong together."""
    by = Actor(kind="code", region=region, role="reporter", name="melder", purpose="report.answer")
    with acting(by):
        row = _keep(fingerprint(code), question_id, text)
        audit.record(action="report.answered", outcome="done" if row else "denied", by=by)
        if row:
            desk_id, folder_id, contribution_id = row
            tell_desk(desk_id, template="answered", link=f"/postvak/{folder_id}/", by=by)
            app.configure_task("make_findable").defer(contribution_id=str(contribution_id), region=region)
    return row is not None


def _keep(code_hash: str, question_id: UUID, text: str) -> tuple[UUID, UUID, UUID] | None:
    """Under the key of the question, which came to the reporter along with it; who reads on reads what was asked too.

    The answer is a contribution of the desk that asked: (desk, folder, contribution).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT signals_follow(%s)", [code_hash])
        (told,) = cursor.fetchone() or (None,)
        found = json.loads(told) if isinstance(told, str) else told or {"questions": [], "keys": None}
        asked = {q["id"]: q["text"] for q in found["questions"]}
        if str(question_id) not in asked:
            return None
        question, keys, brought = asked[str(question_id)], Keys.read(found["keys"]), uuid.uuid4()
        answer, words = Cell("signals_question", "answer", question_id), Cell("folders_contribution", "text", brought)
        both = f"{open_one(Cell('signals_question', 'text', question_id), question, keys)}\n{text}"
        cursor.execute(
            "SELECT desk_id, folder_id FROM signals_answer(%s, %s, %s, %s, %s)",
            [
                code_hash,
                question_id,
                seal_beside(answer, text, beside=question, keys=keys),
                brought,
                seal_beside(words, both, beside=question, keys=keys),
            ],
        )
        row = cursor.fetchone()
    return (*row, brought) if row else None
