"""Searching looks in words that the own desk wrote down, in what it may still see, and in nothing of others."""

from __future__ import annotations

from lantaarn.signals import queries
from lantaarn.signals.queries import Filters


def found(stage, words: str, *, by) -> list:
    return [row.folder_id for row in stage.do(queries.signal_list, filters=Filters(words=words), by=by).rows]


def test_own_words_are_found_in_any_case_and_literally(stage):
    folder_id = stage.report(observed="Zes BEDDEN in de loods, 100% zeker, onder_de_trap.").folder_id
    assert found(stage, "bedden", by=stage.noor) == [folder_id]
    assert found(stage, "100%", by=stage.noor) == [folder_id]
    assert found(stage, "onderXdeXtrap", by=stage.noor) == []


def test_words_of_another_desk_are_not_found(stage):
    stage.report(observed="Zes bedden in de loods.")
    assert found(stage, "bedden", by=stage.bram) == []
    assert found(stage, "bedden", by=stage.sanne) == []


def test_what_a_desk_gave_back_it_finds_no_more(stage):
    from lantaarn.signals import actions

    folder_id = stage.report(observed="Zes bedden in de loods.").folder_id
    referral = stage.referral(folder_id, stage.noor.desk_id)
    stage.do(
        actions.decline,
        folder_id=folder_id,
        referral_id=referral.id,
        reason="Niet voor ons.",
        revision=stage.revision(folder_id),
        by=stage.noor,
    )
    assert found(stage, "bedden", by=stage.noor) == []
