"""A reporter answers a question with the code alone; the database sees that code and question belong together."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.context.session import acting
from lantaarn.signals.actions.mailing import tell_desk
from lantaarn.signals.codes import fingerprint


def answer_question(*, region: str, code: str, question_id: UUID, text: str) -> bool:
    """Keep the answer; False when it was answered already, or when code and question do not belong together."""
    by = Actor(kind="code", region=region, role="reporter", name="melder", purpose="report.answer")
    with acting(by):
        with connection.cursor() as cursor:
            query = "SELECT desk_id, folder_id FROM signals_answer(%s, %s, %s)"
            cursor.execute(query, [fingerprint(code), question_id, text])
            row = cursor.fetchone()
        audit.record(action="report.answered", outcome="done" if row else "denied", by=by)
        if row:
            desk_id, folder_id = row
            tell_desk(desk_id, template="answered", link=f"/postvak/{folder_id}/", by=by)
    return row is not None
