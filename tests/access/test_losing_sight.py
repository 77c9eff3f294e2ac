"""Sight ends when what was asked ends: by giving back, or when who asked takes it back; and not sooner."""

from __future__ import annotations

import pytest
from django.http import Http404

from ground.region import EMMEN
from lantaarn.folders import sharing
from lantaarn.signals import queries
from lantaarn.signals.actions import add_contribution, close, decline, pass_on, pass_on_otherwise, withdraw


def sees(stage, folder, by) -> bool:
    try:
        return stage.do(queries.one, folder_id=folder, by=by).folder_id == folder
    except Http404:
        return False


def asked_beside(stage, folder, desk_id) -> None:
    stage.do(
        pass_on_otherwise,
        folder_id=folder,
        desk_id=desk_id,
        leads=False,
        reason="Kent het adres.",
        note="",
        revision=stage.revision(folder),
        by=stage.noor,
    )


def end(stage, action, folder, desk_id, by):
    return stage.do(
        action,
        folder_id=folder,
        referral_id=stage.referral(folder, desk_id).id,
        reason="Verkeerde balie.",
        revision=stage.revision(folder),
        by=by,
    )


def test_what_was_offered_by_mistake_and_taken_back_is_no_longer_seen(stage):
    folder, bram = stage.accepted(), stage.bram
    asked_beside(stage, folder, bram.desk_id)
    assert sees(stage, folder, bram)
    end(stage, withdraw, folder, bram.desk_id, stage.noor)
    assert not sees(stage, folder, bram)
    assert sees(stage, folder, stage.noor)


@pytest.mark.parametrize("way", [withdraw, decline])
def test_what_it_was_shown_does_not_come_back_with_a_later_request(stage, way):
    folder, sanne = stage.accepted(), stage.sanne
    asked_beside(stage, folder, sanne.desk_id)
    shown = {"folder_id": folder, "desk_id": sanne.desk_id, "ground": "share"}
    assert stage.rows("access_disclosure", **shown)
    end(stage, way, folder, sanne.desk_id, stage.noor if way is withdraw else sanne)
    assert all(row.revoked_at for row in stage.rows("access_disclosure", **shown))
    assert {row.state for row in stage.rows("access_share", to_desk_id=sanne.desk_id)} == {"ended"}


def test_taking_back_does_not_end_what_another_desk_or_the_route_let_see(stage):
    folder = stage.report(facts={"possible_victim": "yes"}).folder_id
    stage.accept(folder, by=stage.noor)
    fenna = stage.fenna
    asked_beside(stage, folder, fenna.desk_id)
    (asked,) = [r for r in stage.rows("signals_referral", folder_id=folder) if r.task == "think_along"]
    stage.do(
        withdraw, folder_id=folder, referral_id=asked.id, reason="x", revision=stage.revision(folder), by=stage.noor
    )
    assert sees(stage, folder, fenna), "the care coordinator is still asked to contact the victim"


def test_who_gives_back_a_part_keeps_sight_while_the_drieluik_it_sits_in_waits(stage):
    folder = stage.accepted(facts={"sexual": "yes"})
    stage.do(pass_on, folder_id=folder, revision=stage.revision(folder), by=stage.noor)
    fenna = stage.fenna
    end(stage, decline, folder, fenna.desk_id, fenna)
    assert sees(stage, folder, fenna)


@pytest.mark.parametrize("again", [False, True])
def test_who_gives_a_signal_back_loses_it_and_may_get_it_again(stage, again):
    folder = stage.report().folder_id
    noor, sanne = stage.noor, stage.sanne
    end(stage, decline, folder, noor.desk_id, noor)
    assert not sees(stage, folder, noor)
    assert sees(stage, folder, sanne)
    if again:
        stage.accept(folder, by=sanne)
        stage.do(
            pass_on_otherwise,
            folder_id=folder,
            desk_id=stage.desk("focal_point_social", EMMEN),
            leads=True,
            reason="Toch wel.",
            note="",
            revision=stage.revision(folder),
            by=sanne,
        )
        assert sees(stage, folder, noor)


def test_what_was_passed_on_of_it_ends_too_when_it_is_taken_back(stage):
    folder, bram, sanne = stage.accepted(), stage.bram, stage.sanne
    asked_beside(stage, folder, sanne.desk_id)
    words = {line.contribution_id for share in stage.do(sharing.shares_of, folder_id=folder, by=sanne)
             for line in share.lines}  # fmt: skip
    assert not words, "a receiver is not told of lines"
    seen = {word.id for word in stage.do(queries.one, folder_id=folder, by=sanne).words}
    going = {"ground": "covenant", "purpose": "help", "contribution_ids": seen, "by": sanne}
    stage.do(sharing.share, folder_id=folder, to=bram.desk_id, **going)
    assert sees(stage, folder, bram)
    end(stage, withdraw, folder, sanne.desk_id, stage.noor)
    assert not sees(stage, folder, sanne)
    assert not sees(stage, folder, bram)


def on_paper(stage, folder) -> list[str]:
    return [s.state for s in stage.rows("access_share", folder_id=folder, to_desk_id=stage.desk("nla"))]


def test_a_sheet_that_nobody_took_ends_with_the_signal(stage):
    folder = stage.accepted(facts={"labour": "yes"})
    asked_beside(stage, folder, stage.desk("nla"))
    words = {"reason": "no_trafficking_found", "note": "", "feedback": "thanks_only"}
    ended = stage.do(close, folder_id=folder, revision=stage.revision(folder), by=stage.noor, **words)
    assert on_paper(stage, folder) == ["ended"]
    assert [one.why for one in ended.cannot_recall] == ["paper"]


@pytest.mark.parametrize("way", [withdraw, decline])
def test_what_went_on_paper_is_shared_no_more_and_whom_to_call_is_told(stage, way):
    folder = stage.accepted(facts={"labour": "yes"})
    if way is decline:
        stage.do(pass_on, folder_id=folder, revision=stage.revision(folder), by=stage.noor)
    else:
        asked_beside(stage, folder, stage.desk("nla"))
    assert on_paper(stage, folder) == ["in_force"]
    ended = end(stage, way, folder, stage.desk("nla"), stage.noor)
    assert on_paper(stage, folder) == ["ended"]
    assert [(one.recipient, one.why) for one in ended.cannot_recall] == [
        ("Nederlandse Arbeidsinspectie (NLA)", "paper")
    ]
    words = {"kind": "observed", "category": "phenomenon", "domain": "municipality", "text": "Nog twee mensen."}
    later = stage.do(add_contribution, folder_id=folder, by=stage.noor, **words)
    paper = {share.id for share in stage.rows("access_share", folder_id=folder, to_desk_id=stage.desk("nla"))}
    followed = {line.share_id for line in stage.rows("access_shareline", contribution_id=later)}
    assert not paper & followed, "nothing goes along any more"
