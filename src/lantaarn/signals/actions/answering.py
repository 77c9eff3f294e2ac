"""A reporter answers a question with the code alone; the database sees that code and question belong together."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.context.session import acting
from lantaarn.signals.codes import fingerprint


def answer_question(*, region: str, code: str, question_id: UUID, text: str) -> bool:
    """Keep the answer; False when it was answered already, or when code and question do not belong together."""
    by = Actor(kind="code", region=region, role="reporter", name="melder", purpose="report.answer")
    with acting(by):
        with connection.cursor() as cursor:
            cursor.execute("SELECT signals_answer(%s, %s, %s)", [fingerprint(code), question_id, text])
            row = cursor.fetchone()
        kept = bool(row and row[0])
        audit.record(action="report.answered", outcome="done" if kept else "denied", by=by)
    return kept
