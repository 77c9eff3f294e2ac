"""Fifty people report at the same moment: all are kept, none twice, no error."""

from __future__ import annotations

import threading

from web.report_ground import FILLED, drenthe, kept, once_of, open_form, visitor

__all__ = ["drenthe", "visitor"]


def post(once: str, number: int) -> tuple[int, str]:
    """One visitor, in a thread of its own: the whole website, with the pool of connections that it has when served."""
    from django.db import connections
    from django.test import Client

    try:
        answer = Client().post("/melden/drenthe/", {**FILLED, "once": once, "observed": f"Signaal {number}"})
        return answer.status_code, answer.content.decode()
    finally:
        connections.close_all()


def at_once(marks: list[str]) -> list[tuple[int, str]]:
    answers: list[tuple[int, str]] = []
    gate = threading.Barrier(len(marks))

    def send(once: str, number: int) -> None:
        gate.wait()
        answers.append(post(once, number))

    threads = [threading.Thread(target=send, args=(once, number)) for number, once in enumerate(marks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_fifty_reports_at_once_are_all_kept(visitor, superuser):
    answers = at_once([open_form(visitor) for _ in range(50)])
    assert {status for status, _text in answers} == {200}
    assert kept(superuser) == 50
    assert superuser.execute("SELECT count(DISTINCT code) FROM signals_signal").fetchone()[0] == 50
    assert superuser.execute("SELECT count(*) FROM folders_contribution WHERE kind = 'observed'").fetchone()[0] == 50


def test_one_form_sent_by_twenty_hands_at_once_is_kept_once(visitor, superuser):
    answers = at_once([once_of(visitor.get("/melden/drenthe/"))] * 20)
    assert {status for status, _text in answers} == {200}
    assert kept(superuser) == 1
    codes = {text.split('la-big-code">')[1].split("<")[0] for _status, text in answers}
    assert len(codes) == 1
