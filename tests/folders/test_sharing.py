"""Sharing as an act: seen beforehand, chosen line by line, kept whole, taken back; nothing goes by accident."""

from __future__ import annotations

import dataclasses

import pytest
from django.http import Http404

from lantaarn.folders import sharing
from lantaarn.folders.sharing import ConsentInput, PartyKind
from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals import actions, queries

COVENANT = {"ground": "covenant", "purpose": "help"}


def add(stage, folder, by, category="person", domain="municipality", text="De heer Verzonnen.", **more):
    return stage.do(
        actions.add_contribution,
        folder_id=folder,
        kind="observed",
        category=category,
        text=text,
        domain=domain,
        by=by,
        **more,
    )


def ids(stage, folder, by) -> set:
    return {one.id for one in stage.do(queries.one, folder_id=folder, by=by).words}


def preview(stage, folder, by, to, **terms):
    found = stage.do(sharing.preview, folder_id=folder, to=to, by=by, **(COVENANT | terms))
    return {line.contribution_id: line for line in found.lines}


def share(stage, folder, by, to, chosen, **terms):
    return stage.do(sharing.share, folder_id=folder, to=to, contribution_ids=chosen, by=by, **(COVENANT | terms))


def colleague(actor):
    """Somebody else at the same desk."""
    from uuid import uuid4

    return dataclasses.replace(actor, user_id=uuid4(), name="Bas Bedacht")


def test_a_preview_says_of_each_contribution_what_would_be_seen_and_why_the_rest_stays(stage):
    folder = stage.accepted()
    person = add(stage, folder, stage.noor)
    care = add(stage, folder, stage.noor, category="care", domain="care", text="Zij krijgt hulp.")
    found = stage.do(sharing.preview, folder_id=folder, to=stage.sanne.desk_id, by=stage.noor, **COVENANT)
    lines = {line.contribution_id: line for line in found.lines}
    assert lines[person].verdict == "share"
    assert lines[person].may_go
    assert lines[care].verdict == "after_consent"
    assert lines[care].asks == "consent"
    assert "Jeugdwet" in lines[care].article
    assert lines[care].sentence
    assert found.recipient_label == "Ketenregisseur"
    assert found.seen + found.behind == len(found.lines)
    assert stage.rows("access_share") == [], "looking is not sharing"


def test_what_is_shared_is_seen_at_once_and_what_was_not_chosen_is_not(stage):
    folder = stage.accepted()
    person = add(stage, folder, stage.noor)
    other = add(stage, folder, stage.noor, category="contact", text="06 00 00 00 12")
    outcome = share(stage, folder, stage.noor, stage.sanne.desk_id, [person])
    assert (outcome.state, outcome.given) == ("in_force", 1)
    assert person in ids(stage, folder, stage.sanne)
    assert other not in ids(stage, folder, stage.sanne)
    lines = {row.contribution_id: row for row in stage.rows("access_shareline", share_id=outcome.share_id)}
    assert lines[person].chosen
    assert not lines[other].chosen
    assert lines[other].verdict == "share", "what stayed behind is kept, with what the table said"


def test_what_the_table_holds_back_cannot_be_chosen_whatever_the_page_sends(stage):
    folder = stage.accepted()
    care = add(stage, folder, stage.noor, category="care", domain="care")
    with pytest.raises(NotAllowed):
        share(stage, folder, stage.noor, stage.sanne.desk_id, [care])
    assert care not in {row.contribution_id for row in stage.rows("access_disclosure") if row.ground == "share"}


def test_who_does_not_hold_the_folder_previews_and_shares_nothing(stage):
    folder = stage.accepted()
    person = add(stage, folder, stage.noor)
    for act in (
        lambda: preview(stage, folder, stage.bram, stage.sanne.desk_id),
        lambda: share(stage, folder, stage.bram, stage.sanne.desk_id, [person]),
    ):
        with pytest.raises(Http404):
            act()


def test_care_never_reaches_riec_and_the_reason_stands_at_each_line(stage):
    folder = stage.accepted()
    person = add(stage, folder, stage.noor, domain="care")
    own = add(stage, folder, stage.noor)
    lines = preview(
        stage, folder, stage.noor, PartyKind("riec"), ground="own_ground_municipality", purpose="integrated_approach"
    )
    assert lines[person].verdict in {"without_person_data", "may_not"}
    assert lines[own].verdict == "share"
    outcome = share(
        stage,
        folder,
        stage.noor,
        PartyKind("riec"),
        [own],
        ground="own_ground_municipality",
        purpose="integrated_approach",
    )
    assert outcome.state == "in_force"
    assert not [row for row in stage.rows("access_disclosure") if row.share_id == outcome.share_id], "it went on paper"


def test_what_a_municipality_got_from_care_it_does_not_pass_on_as_its_own(stage):
    """Provenance travels: the recipient's onward share is checked at the source's rule too."""
    veilig_thuis = stage.at("veilig_thuis")
    report = stage.filled(source_domain="municipality", observed="", stated="", interpreted="", card={})
    registered = stage.do(actions.register, report=report, by=veilig_thuis).folder_id
    person = add(stage, registered, veilig_thuis, category="person", domain="municipality")
    share(stage, registered, veilig_thuis, stage.noor.desk_id, [person])
    terms = {"ground": "own_ground_municipality", "purpose": "integrated_approach"}
    (onward,) = [
        line
        for key, line in preview(stage, registered, stage.noor, PartyKind("riec"), **terms).items()
        if key == person
    ]
    assert onward.verdict == "may_not", "Veilig Thuis, the source, may not give this to RIEC on that ground"
    own = add(stage, registered, stage.noor)
    assert preview(stage, registered, stage.noor, PartyKind("riec"), **terms)[own].verdict == "share"


def test_a_second_person_is_another_than_the_first_and_nothing_goes_before(stage):
    folder = stage.accepted()
    person = add(stage, folder, stage.noor)
    bram = stage.bram
    outcome = share(stage, folder, stage.noor, bram.desk_id, [person])
    assert outcome.state == "waiting_second"
    with pytest.raises(Http404):
        ids(stage, folder, bram)
    with pytest.raises(NotAllowed, match="collega"):
        stage.do(sharing.confirm_second, share_id=outcome.share_id, by=stage.noor)
    stranger = stage.sanne
    with pytest.raises(Http404):
        stage.do(sharing.confirm_second, share_id=outcome.share_id, by=stranger)
    stage.do(sharing.confirm_second, share_id=outcome.share_id, by=colleague(stage.noor))
    assert person in ids(stage, folder, bram)


def test_a_second_person_who_says_no_ends_it(stage):
    folder = stage.accepted()
    person = add(stage, folder, stage.noor)
    outcome = share(stage, folder, stage.noor, stage.bram.desk_id, [person])
    (waiting,) = stage.do(sharing.waiting_for_second, by=colleague(stage.noor))
    assert waiting.id == outcome.share_id
    stage.do(sharing.refuse_second, share_id=outcome.share_id, why="Niet nodig.", by=colleague(stage.noor))
    assert stage.row("access_share", id=outcome.share_id).state == "refused"
    with pytest.raises(NotAllowed):
        stage.do(sharing.confirm_second, share_id=outcome.share_id, by=colleague(stage.noor))


def test_a_withdrawn_share_ends_what_was_passed_on_from_it_too(stage):
    folder = stage.accepted()
    person = add(stage, folder, stage.noor)
    outcome = share(stage, folder, stage.noor, stage.sanne.desk_id, [person])
    share(stage, folder, stage.sanne, stage.fenna.desk_id, [person])
    assert person in ids(stage, folder, stage.fenna)
    ended = stage.do(sharing.withdraw_share, share_id=outcome.share_id, why="Vergissing.", by=stage.noor)
    assert {one.desk for one in ended.ended} == {"Ketenregisseur", "Zorgcoördinatoren"}
    for actor in (stage.sanne, stage.fenna):
        with pytest.raises(Http404):
            ids(stage, folder, actor)
    assert person in ids(stage, folder, stage.noor)
    with pytest.raises(NotAllowed):
        stage.do(sharing.withdraw_share, share_id=outcome.share_id, why="Nog eens.", by=stage.noor)


def test_what_is_seen_by_another_way_too_stays_seen(stage):
    folder = stage.accepted()
    person = add(stage, folder, stage.noor)
    first = share(stage, folder, stage.noor, stage.sanne.desk_id, [person])
    share(stage, folder, stage.noor, stage.sanne.desk_id, [person], ground="legal_task")
    share(stage, folder, stage.sanne, stage.fenna.desk_id, [person])
    ended = stage.do(sharing.withdraw_share, share_id=first.share_id, why="Dubbel.", by=stage.noor)
    assert person in ids(stage, folder, stage.sanne)
    assert person in ids(stage, folder, stage.fenna)
    assert len(ended.ended) == 1


def test_what_went_on_paper_is_told_and_cannot_be_recalled(stage):
    folder = stage.accepted()
    own = add(stage, folder, stage.noor)
    terms = {"ground": "own_ground_municipality", "purpose": "integrated_approach"}
    outcome = share(stage, folder, stage.noor, PartyKind("riec"), [own], **terms)
    ended = stage.do(sharing.withdraw_share, share_id=outcome.share_id, why="Vergissing.", by=stage.noor)
    assert ended.ended == ()
    (left,) = ended.cannot_recall
    assert (left.why, left.contributions) == ("paper", 1)


def consent(**changed) -> ConsentInput:
    plain = ConsentInput(
        kind="secrecy_permission",
        subject="Mirte Verzonnen",
        age_group="from_16",
        given_by="self",
        how="written",
        told="Dat de ketenregisseur weet welke hulp zij krijgt.",
        scope_kinds=("safety_house",),
        categories=("care", "health"),
    )
    return dataclasses.replace(plain, **changed)


def test_consent_that_is_withdrawn_ends_the_view_at_the_next_request(stage):
    folder = stage.accepted()
    care = add(stage, folder, stage.noor, category="care", domain="care", text="Zij krijgt hulp.")
    given = stage.do(sharing.record_consent, folder_id=folder, consent=consent(), by=stage.noor)
    terms = {"ground": "permission_lifted", "consent_id": given}
    assert preview(stage, folder, stage.noor, stage.sanne.desk_id, **terms)[care].verdict == "share"
    share(stage, folder, stage.noor, stage.sanne.desk_id, [care], **terms)
    assert care in ids(stage, folder, stage.sanne)
    ended = stage.do(sharing.withdraw_consent, consent_id=given, why="Zij wil niet meer.", by=stage.noor)
    assert [one.contribution_id for one in ended.ended] == [care]
    with pytest.raises(Http404):
        ids(stage, folder, stage.sanne)
    assert preview(stage, folder, stage.noor, stage.sanne.desk_id, **terms)[care].verdict == "may_not"


def test_consent_holds_for_what_was_named_and_is_not_permission(stage):
    folder = stage.accepted()
    care = add(stage, folder, stage.noor, category="care", domain="care")
    named = stage.do(sharing.record_consent, folder_id=folder, consent=consent(categories=("health",)), by=stage.noor)
    plain = stage.do(sharing.record_consent, folder_id=folder, consent=consent(kind="avg_consent"), by=stage.noor)
    to = stage.sanne.desk_id
    seen = preview(stage, folder, stage.noor, to, ground="permission_lifted", consent_id=named)
    assert seen[care].verdict == "after_consent"
    seen = preview(stage, folder, stage.noor, to, ground="consent", consent_id=plain)
    assert seen[care].verdict == "after_consent", "consent of the AVG does not lift a secret"


@pytest.mark.parametrize(
    "age,who,holds",
    [
        ("under_12", "parents", True),
        ("under_12", "self", False),
        ("under_12", "both", False),
        ("from_12", "both", True),
        ("from_12", "parents", False),
        ("from_12", "self", False),
        ("from_16", "self", True),
        ("from_16", "parents", False),
        ("unknown", "self", False),
        ("unknown", "representative", True),
    ],
)
def test_who_may_say_yes_follows_from_the_age(stage, age, who, holds):
    folder = stage.accepted()
    asked = {"folder_id": folder, "consent": consent(age_group=age, given_by=who), "by": stage.noor}
    if holds:
        assert stage.do(sharing.record_consent, **asked)
    else:
        with pytest.raises(NotAllowed):
            stage.do(sharing.record_consent, **asked)


def test_permission_stands_on_paper_where_the_recipient_must_show_it(stage):
    folder = stage.accepted()
    spoken = consent(how="spoken", scope_kinds=("care",))
    with pytest.raises(NotAllowed, match="papier"):
        stage.do(sharing.record_consent, folder_id=folder, consent=spoken, by=stage.noor)


def correct(stage, folder, by, contribution, **changed):
    words = {"kind": "observed", "category": "person", "text": "De heer Verzonnen."} | changed
    return stage.do(actions.correct, folder_id=folder, contribution_id=contribution, by=by, **words)


RIEC = {"to": PartyKind("riec"), "ground": "own_ground_municipality", "purpose": "integrated_approach"}


def test_a_correction_reaches_every_receiver_hand_by_hand_and_names_who_must_be_told(stage):
    folder, noor, sanne, fenna = stage.accepted(), stage.noor, stage.sanne, stage.fenna
    person = add(stage, folder, noor, text="De heer Fout.")
    share(stage, folder, noor, sanne.desk_id, [person])
    share(stage, folder, sanne, fenna.desk_id, [person])
    share(stage, folder, noor, chosen=[person], **RIEC)
    fixed = correct(stage, folder, noor, person)
    for reader in (sanne, fenna):
        assert fixed.contribution_id in ids(stage, folder, reader)
    assert fixed.told == ("Ketenregisseur", "Zorgcoördinatoren")
    assert fixed.tell_yourself == ("RIEC",)
    assert stage.row("folders_contribution", id=fixed.contribution_id).domain == "municipality", "origin travels along"
    with pytest.raises(Http404):
        correct(stage, folder, sanne, person)


def test_whom_a_correction_does_not_reach_the_desk_tells_itself(stage):
    folder, noor = stage.accepted(), stage.noor
    person = add(stage, folder, noor, text="De heer Fout.")
    gone = share(stage, folder, noor, stage.fenna.desk_id, [person])
    share(stage, folder, noor, stage.sanne.desk_id, [person])
    stage.do(sharing.withdraw_share, share_id=gone.share_id, why="Vergissing.", by=noor)
    fixed = correct(stage, folder, noor, person, category="health", text="Zij hoest.")
    assert fixed.contribution_id not in ids(stage, folder, stage.sanne), "another category is judged as something new"
    assert (fixed.told, fixed.tell_yourself) == ((), ("Ketenregisseur", "Zorgcoördinatoren"))


def test_what_the_sharer_adds_later_goes_along_only_where_the_terms_let_it(stage):
    folder = stage.accepted()
    person = add(stage, folder, stage.noor)
    share(stage, folder, stage.noor, stage.sanne.desk_id, [person], follows=True)
    later = add(stage, folder, stage.noor, text="Hij heet anders.")
    care = add(stage, folder, stage.noor, category="care", domain="care")
    assert later in ids(stage, folder, stage.sanne)
    assert care not in ids(stage, folder, stage.sanne)


def test_who_accepts_with_empty_hands_lets_the_sender_see_what_is_added_later(stage):
    folder, noor, sanne = stage.accepted(), stage.noor, stage.sanne
    given = {"desk_id": sanne.desk_id, "leads": True, "reason": "x", "note": "", "revision": stage.revision(folder)}
    stage.do(actions.pass_on_otherwise, folder_id=folder, by=noor, **given)
    stage.accept(folder, by=sanne)
    assert add(stage, folder, sanne, category="phenomenon", domain="safety") in ids(stage, folder, noor)


def test_who_passes_on_is_told_what_stays_behind(stage):
    folder = stage.accepted()
    add(stage, folder, stage.noor, category="care", domain="care")
    stage.do(
        actions.pass_on_otherwise,
        folder_id=folder,
        desk_id=stage.sanne.desk_id,
        leads=False,
        reason="x",
        note="",
        revision=stage.revision(folder),
        by=stage.noor,
    )
    (left,) = stage.do(sharing.not_yet_shared, folder_id=folder, by=stage.noor)
    assert left.desk == "Ketenregisseur"
    assert left.count == 2, "the place that care told of, and the help"


def test_each_party_sees_where_its_words_went_also_when_another_passed_them_on(stage):
    folder = stage.accepted()
    person = add(stage, folder, stage.noor)
    share(stage, folder, stage.noor, stage.sanne.desk_id, [person])
    share(stage, folder, stage.sanne, stage.fenna.desk_id, [person])
    reached = stage.do(sharing.who_received, folder_id=folder, by=stage.noor)
    assert {(one.desk, one.by_desk) for one in reached} == {
        ("Ketenregisseur", "Aandachtsfunctionaris sociaal domein Emmen"),
        ("Zorgcoördinatoren", "Ketenregisseur"),
    }


def test_a_recipient_is_not_told_what_stayed_behind(stage):
    folder = stage.accepted()
    person = add(stage, folder, stage.noor)
    add(stage, folder, stage.noor, category="health", domain="care")
    share(stage, folder, stage.noor, stage.sanne.desk_id, [person])
    (received,) = stage.do(sharing.shares_of, folder_id=folder, by=stage.sanne)
    assert not received.mine
    assert received.lines == ()
    (made,) = stage.do(sharing.shares_of, folder_id=folder, by=stage.noor)
    assert made.given == 1
    assert made.behind > 1
