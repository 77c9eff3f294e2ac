"""The database believes a signed actor alone: for one transaction, one session, two minutes, and loudly otherwise."""

from __future__ import annotations

import time
from dataclasses import replace
from threading import Thread

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from lantaarn.context.actor import Actor
from lantaarn.context.session import SECONDS_VALID, acting, enter, sign
from lantaarn.signals.models import Signal

NONE, WRONG = "LA001", "LA002"


@pytest.fixture
def noor(stage) -> Actor:
    stage.accepted()
    return stage.noor


def token(actor: Actor, *, pid: int, now: float | None = None, key: bytes | None = None) -> str:
    return sign(actor, backend_pid=pid, now=now or time.time(), key=key or settings.CONTEXT_KEY)


def count(session: psycopg.Connection, raw: str | None) -> int:
    """How many signals a session of the website's role sees under this context."""
    with session.transaction():
        if raw is not None:
            session.execute("SELECT set_config('lantaarn.context', %s, true)", [raw])
        return session.execute("SELECT count(*) FROM signals_signal").fetchone()[0]


def refused(session: psycopg.Connection, raw: str | None, code: str) -> None:
    with pytest.raises(psycopg.Error) as caught:
        count(session, raw)
    assert caught.value.sqlstate == code


def test_a_signed_actor_sees_what_the_desk_holds(noor, as_app):
    assert count(as_app, token(noor, pid=as_app.info.backend_pid)) == 1


def test_without_a_context_a_look_at_case_data_raises(noor, as_app):
    refused(as_app, None, NONE)
    refused(as_app, "", NONE)


def test_a_context_signed_with_another_key_is_refused(noor, as_app):
    refused(as_app, token(noor, pid=as_app.info.backend_pid, key=b"\1" * 32), WRONG)


@pytest.mark.parametrize("position", range(11))
def test_no_claim_can_be_changed_after_signing(noor, as_app, position):
    claims = token(noor, pid=as_app.info.backend_pid).split("|")
    claims[position] = "999999999999" if position >= 9 else claims[position] + "x"
    refused(as_app, "|".join(claims), WRONG)


def test_a_context_that_was_read_in_another_session_is_worth_nothing(noor, as_app, connect):
    stolen = token(noor, pid=as_app.info.backend_pid)
    assert count(as_app, stolen) == 1
    refused(connect("lantaarn_app"), stolen, WRONG)


def test_an_expired_context_is_refused(noor, as_app):
    pid = as_app.info.backend_pid
    refused(as_app, token(noor, pid=pid, now=time.time() - SECONDS_VALID - 1), WRONG)
    assert count(as_app, token(noor, pid=pid, now=time.time() - SECONDS_VALID + 5)) == 1


@pytest.mark.parametrize("raw", ["x", "|", "|" * 11, "|" * 12, "1|desk", "a|" * 200, "1|desk|||||||||1|1|"])
def test_a_malformed_context_is_refused(noor, as_app, raw):
    refused(as_app, raw, WRONG)


def test_a_bar_in_a_value_cannot_shift_the_claims(noor, as_app):
    sly = replace(noor, purpose="signal.handle|1|9999999999", region="drenthe|")
    raw = token(sly, pid=as_app.info.backend_pid)
    assert raw.count("|") == 11


def test_the_next_transaction_of_the_same_session_has_no_context(noor):
    with acting(noor):
        assert Signal.objects.count() == 1
        session = connection.connection.info.backend_pid
    with pytest.raises(DatabaseError) as caught, transaction.atomic():  # noqa: PT012 - the session must be the same
        assert connection.connection.info.backend_pid == session
        Signal.objects.count()
    assert caught.value.__cause__.sqlstate == NONE


def test_a_transaction_that_was_rolled_back_leaves_no_context(noor):
    with pytest.raises(ZeroDivisionError), acting(noor):
        raise ZeroDivisionError
    with pytest.raises(DatabaseError), transaction.atomic():
        Signal.objects.count()


def test_an_actor_cannot_enter_outside_a_transaction(noor):
    with pytest.raises(RuntimeError, match="inside a transaction"):
        enter(noor)


def test_a_context_that_was_set_outside_a_transaction_does_not_hold(noor, as_app):
    """PostgreSQL only warns of it; the next statement then stands alone."""
    raw = token(noor, pid=as_app.info.backend_pid)
    as_app.execute("SELECT set_config('lantaarn.context', %s, true)", [raw])
    refused(as_app, None, NONE)


def test_what_is_read_after_the_transaction_such_as_a_stream_fails_closed(noor):
    """A streaming answer runs when the door has closed: it gets an error, never rows."""
    with acting(noor):
        stream = Signal.objects.iterator()
    with pytest.raises(DatabaseError), transaction.atomic():
        next(stream)


def test_a_thread_does_not_inherit_the_actor(noor):
    seen: list[object] = []

    def look() -> None:
        try:
            seen.append(Signal.objects.count())
        except DatabaseError as error:
            seen.append(error.__cause__.sqlstate)
        finally:
            connection.close()

    with acting(noor):
        thread = Thread(target=look)
        thread.start()
        thread.join()
    assert seen == [NONE]


def test_one_actor_inside_another_acts_alone_and_gives_the_first_back_nothing(stage, noor):
    """A second actor in the same transaction replaces the first: nobody acts as two."""
    with acting(noor):
        assert Signal.objects.count() == 1
        with acting(stage.bram):
            assert Signal.objects.count() == 0


def test_no_role_but_the_keeper_reads_the_key(stage, connect):
    for role in ("lantaarn_app", "lantaarn_worker", "lantaarn_sealer"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connect(role).execute("SELECT * FROM context_key")


def test_a_context_without_desk_sees_no_signal(stage, noor):
    for name in ("Esra Voorbeeld", "Hanna Oefening", "Iris Testpersoon", "Pim Proef"):
        actor = stage.person(name)
        assert actor.desk_id is None
        with acting(actor):
            assert Signal.objects.count() == 0


def test_a_key_that_was_replaced_holds_until_its_day(stage, noor, as_app, superuser):
    """Rotation: the old key is accepted beside the new one until a stated moment, and not after it."""
    old = b"\2" * 32
    pads = (bytes(b ^ 0x36 for b in old.ljust(64, b"\0")), bytes(b ^ 0x5C for b in old.ljust(64, b"\0")))
    superuser.execute("INSERT INTO context_key VALUES (2, %s, %s, now() + interval '1 hour')", pads)
    raw = token(noor, pid=as_app.info.backend_pid, key=old)
    assert count(as_app, raw) == 1
    superuser.execute("UPDATE context_key SET valid_until = now() - interval '1 second' WHERE id = 2")
    refused(as_app, raw, WRONG)
