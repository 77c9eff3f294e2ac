"""Nothing tells whether something lies where a desk may not look: no key, no double, no refusal, no count."""

from __future__ import annotations

import uuid

import pytest
from django.db import DatabaseError, connection
from django.http import Http404

from lantaarn.context.session import acting
from lantaarn.folders import sharing
from lantaarn.folders.models import Contribution
from lantaarn.signals import actions, queries
from lantaarn.signals.models import Place
from lantaarn.signals.queries import Filters


def refusal(act) -> tuple[str, str]:
    """The code of the database, and what it says without the ids that were given."""
    with pytest.raises(DatabaseError) as caught:
        act()
    cause = caught.value.__cause__
    return cause.sqlstate, str(cause.diag.message_primary)


def corrected(stage, folder, old):
    noor = stage.noor

    def act() -> None:
        with acting(noor):
            Contribution.objects.create(
                region_id="drenthe",
                folder_id=folder,
                desk_id=noor.desk_id,
                organisation_id=noor.organisation_id,
                domain="care",
                kind="observed",
                category="phenomenon",
                at="2026-01-01T00:00Z",
                corrects_id=old,
            )

    return act


def placed(stage, folder, contribution):
    def act() -> None:
        with acting(stage.noor):
            Place(region_id="drenthe", folder_id=folder, contribution_id=contribution, kind="found").save(
                force_insert=True
            )

    return act


def test_a_foreign_key_tells_nothing_of_another_desks_words(stage):
    folder = stage.accepted()
    theirs = stage.report(source_domain="safety").folder_id
    there = stage.rows("folders_contribution", folder_id=theirs)[0].id
    for pointing in (corrected, placed):
        assert refusal(pointing(stage, folder, there)) == refusal(pointing(stage, folder, uuid.uuid4()))


def test_what_is_there_and_what_is_not_are_refused_alike(stage):
    theirs = stage.report(source_domain="safety").folder_id
    share_id, contribution_id = uuid.uuid4(), stage.rows("folders_contribution", folder_id=theirs)[0].id
    noor = stage.noor
    for folder in (theirs, uuid.uuid4()):
        for ask, given in (
            (queries.one, {"folder_id": folder}),
            (sharing.shares_of, {"folder_id": folder}),
            (sharing.open_emergency, {"folder_id": folder, "reason": "Zij is weg."}),
            (
                sharing.preview,
                {"folder_id": folder, "to": stage.sanne.desk_id, "ground": "covenant", "purpose": "help"},
            ),
        ):
            with pytest.raises(Http404):
                stage.do(ask, by=noor, **given)
    held, words = stage.accepted(), {"kind": "observed", "category": "person", "text": "x"}
    for one in (contribution_id, uuid.uuid4()):
        with pytest.raises(Http404):
            stage.do(actions.correct, folder_id=held, contribution_id=one, by=noor, **words)
    with pytest.raises(Http404):
        stage.do(sharing.withdraw_share, share_id=share_id, why="x", by=noor)


def test_functions_that_count_or_tell_count_nothing_of_elsewhere(stage):
    received = stage.report(source_domain="safety")
    theirs = received.folder_id
    with acting(stage.noor), connection.cursor() as cursor:
        for ask in (
            "SELECT count(*) FROM access_holders(%s)",
            "SELECT count(*) FROM access_reach(%s)",
            "SELECT count(*) FROM access_facts_of(%s)",
            "SELECT count(*) FROM signals_words(%s)",
            "SELECT count(*) FROM signals_readers(%s)",
        ):
            assert cursor.execute(ask, [theirs]).fetchone() == (0,), ask
    page = stage.do(queries.signal_list, filters=Filters(words=received.signal_code), by=stage.noor)
    assert (page.rows, page.count) == ((), 0)
