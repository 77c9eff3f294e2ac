"""The doctor says when the log is sealed too late."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from audit.test_sealing import settle
from ground import address
from lantaarn.audit import actions as audit
from lantaarn.audit.sealing import keys_in, seal
from lantaarn.config.doctor.sealing import CHECK, sealing
from lantaarn.context.session import acting
from lantaarn.network import queries


@pytest.fixture
def look(cast, tmp_path):
    environ = address.urls(address.database_name()) | {"LANTAARN_DATA_DIR": str(tmp_path)}
    return lambda: {finding.check: finding for finding in sealing(environ)}


def wrote(cast, monkeypatch, *, minutes_ago: int) -> None:
    by = queries.actor_of(user_id=cast.people["Noor Voorbeeld"], membership_id=None).for_purpose("signal.handle")
    moment = timezone.now() - dt.timedelta(minutes=minutes_ago)
    with monkeypatch.context() as clock:
        clock.setattr("django.utils.timezone.now", lambda: moment)
        with acting(by):
            audit.record(action="signal.read", by=by)


def test_a_seal_that_is_late_is_said_until_it_is_made(cast, connect, look, monkeypatch, tmp_path):
    assert look()[CHECK].found == "alles is verzegeld"
    wrote(cast, monkeypatch, minutes_ago=2)
    assert look()[CHECK].good
    wrote(cast, monkeypatch, minutes_ago=90)
    assert "2 regels wachten, de oudste 90 minuten" in look()[CHECK].found
    assert "lantaarn work" in look()[CHECK].remedy
    sealer = connect("lantaarn_sealer")
    settle(sealer)
    seal(sealer, keys_in(tmp_path, make=True), now=timezone.now())
    assert look()[CHECK].found == "alles is verzegeld"
    (tmp_path / "log-seal.key").chmod(0o644)
    assert "chmod 600" in look()["sleutel van het logboek"].remedy
