"""Two records of the same person: put together with a reason, taken apart with a reason, never merged, never told."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import DatabaseError
from django.http import Http404

from lantaarn.context.session import acting
from lantaarn.folders import sharing
from lantaarn.folders.models import Contribution, PersonJoin
from lantaarn.folders.persons import alike
from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals import queries
from persons.known import BORN, NAME


def joins_seen(actor) -> int:
    with acting(actor):
        return PersonJoin.objects.count()


def test_joined_records_stand_beside_each_other_and_stay_what_they_were(stage, known):
    folder, noors, sannes = known.both()
    before = [(row.id, row.person_id, row.desk_id) for row in stage.rows("folders_contribution", folder_id=folder)]
    known.join(sannes, noors, stage.sanne)
    found = known.together(folder, noors, stage.sanne)
    assert [one.id for one in found.others] == [sannes]
    assert [(one.desk, one.why) for one in found.joins] == [(stage.sanne.desk_label, "Zij zei het zelf.")]
    after = [(row.id, row.person_id, row.desk_id) for row in stage.rows("folders_contribution", folder_id=folder)]
    assert after == before


def test_who_sees_one_of_the_two_learns_neither_of_the_other_nor_of_the_join(stage, known):
    """Noor does not see what Sanne wrote: nothing changes for her, on the page, in the course, or in the database."""
    folder, noors, sannes = known.both()

    def page():
        view = stage.do(queries.one, folder_id=folder, by=stage.noor)
        with acting(stage.noor):
            links = queries.linked([noors])
        return view.words, view.moments, links, known.together(folder, noors, stage.noor)

    before = page()
    known.join(noors, sannes, stage.sanne)
    assert page() == before
    assert joins_seen(stage.noor) == 0
    assert joins_seen(stage.sanne) == 1
    readers = stage.do(queries.one, folder_id=folder, by=stage.noor).readers
    assert not [one for one in readers if "join" in one.action]


def test_a_join_ends_from_sight_with_the_sight_of_either_record_and_widens_nothing(stage, known):
    folder = stage.accepted()
    noors = known.note(folder, stage.noor, ("name", NAME), ("phone", "06 00 00 00 97"))
    share = known.give(folder, stage.noor, stage.sanne)
    sannes = known.note(folder, stage.sanne)
    known.join(noors, sannes, stage.sanne)
    (other,) = known.together(folder, sannes, stage.sanne).others
    assert [one.field for one in other.values] == ["name"], "what was not shared stays with who brought it"
    stage.do(sharing.withdraw_share, share_id=share, why="Toch niet.", by=stage.noor)
    assert joins_seen(stage.sanne) == 0
    assert known.together(folder, sannes, stage.sanne).others == ()


def test_only_who_sees_both_joins_and_what_is_missing_is_refused_alike(stage, known):
    _folder, noors, sannes = known.both()
    for other in (sannes, uuid4()):
        with pytest.raises(Http404):
            known.join(noors, other, stage.noor)
    first, second = sorted((noors, sannes))
    noor = stage.noor
    for pair in ((first, second), tuple(sorted((noors, uuid4())))):
        with pytest.raises(DatabaseError) as caught, acting(noor):
            PersonJoin.objects.create(
                region_id="drenthe", folder_id=_folder, first_id=pair[0], second_id=pair[1], same=True, why="x",
                desk_id=noor.desk_id, said_by=noor.user_id, at="2026-01-01T00:00Z",
            )  # fmt: skip
        assert caught.value.__cause__.sqlstate == "42501"


def test_a_join_needs_a_reason_and_so_does_taking_it_back(stage, known):
    folder, noors, sannes = known.both()
    with pytest.raises(NotAllowed, match="waarom"):
        known.join(noors, sannes, stage.sanne, why=" ")
    known.join(noors, sannes, stage.sanne)
    with pytest.raises(NotAllowed, match="al bij elkaar"):
        known.join(sannes, noors, stage.sanne)
    with pytest.raises(NotAllowed, match="waarom"):
        known.part(noors, sannes, stage.sanne, why="")
    with pytest.raises(DatabaseError), acting(stage.sanne) as sanne:
        PersonJoin.objects.create(
            region_id="drenthe", folder_id=folder, first_id=min(noors, sannes), second_id=max(noors, sannes),
            same=False, why="", desk_id=sanne.desk_id, said_by=sanne.user_id, at="2026-01-01T00:00Z",
        )  # fmt: skip
    known.part(noors, sannes, stage.sanne)
    found = known.together(folder, noors, stage.sanne)
    assert (found.others, found.joins) == ((), ())
    assert [one[0] for one in found.past] == [True, False], "the history stays"
    with pytest.raises(NotAllowed, match="niet meer bij elkaar"):
        known.part(noors, sannes, stage.sanne)
    known.join(noors, sannes, stage.sanne)
    assert len(known.together(folder, noors, stage.sanne).past) == 3


def test_a_join_is_undone_by_either_records_desk_or_by_who_made_it_and_by_nobody_else(stage, known):
    folder, noors, sannes = known.both()
    fenna = stage.fenna
    known.note(folder, stage.sanne, ("name", NAME), person_id=sannes)
    stage.superuser.execute(
        "INSERT INTO access_grant (id, region_id, folder_id, desk_id, ground, purpose, given_at, revoked_why)"
        " VALUES (gen_random_uuid(), 'drenthe', %s, %s, 'meldroute', 'help', now(), '') ON CONFLICT DO NOTHING",
        [folder, fenna.desk_id],
    )
    known.give(folder, stage.noor, fenna, fields=("name",))
    known.give(folder, stage.sanne, fenna, fields=("name",))
    known.give(folder, stage.sanne, stage.noor, fields=("name",))
    known.join(noors, sannes, stage.sanne)
    with pytest.raises(NotAllowed, match="Alleen de balie"):
        known.part(noors, sannes, fenna)
    known.part(noors, sannes, stage.noor)
    known.join(noors, sannes, fenna)
    known.part(noors, sannes, fenna)
    assert [row.same for row in stage.rows("folders_personjoin")].count(True) == 2


def test_joining_and_parting_are_in_the_log_of_the_persons_and_not_of_the_signal(stage, known):
    _folder, noors, sannes = known.both()
    known.join(noors, sannes, stage.sanne)
    known.part(noors, sannes, stage.sanne)
    for action in ("person.joined", "person.parted"):
        event = stage.row("audit_event", action=action)
        objects = {(row.object_id, row.kind) for row in stage.rows("audit_event_object", event_id=event.id)}
        assert objects == {(noors, "person"), (sannes, "person")}
        assert event.who == "Sanne Testpersoon"


def test_persons_of_different_signals_are_joined_by_who_sees_both(stage, known):
    first, second = stage.accepted(), stage.accepted()
    one, other = known.note(first, stage.noor), known.note(second, stage.noor)
    known.join(one, other, stage.noor)
    found = known.together(first, one, stage.noor)
    assert [(person.folder_id, person.id) for person in found.others] == [(second, other)]
    assert [row.why for row in known.together(second, other, stage.noor).joins] == ["Zij zei het zelf."]
    with acting(stage.noor):
        assert [link.folder_id for link in queries.linked([one])] == [second]
    with pytest.raises(Http404):
        known.together(second, one, stage.noor)


def test_three_records_that_were_joined_hand_by_hand_stand_together(stage, known):
    folder = stage.accepted()
    one, two, three = (known.note(folder, stage.noor, ("name", f"Persoon {n}")) for n in "ABC")
    known.join(one, two, stage.noor)
    known.join(two, three, stage.noor)
    assert {person.id for person in known.together(folder, one, stage.noor).others} == {two, three}
    known.part(two, three, stage.noor)
    assert {person.id for person in known.together(folder, one, stage.noor).others} == {two}


def test_who_may_be_the_same_is_found_here_and_in_other_signals_and_only_said(stage, known):
    first, second, third = stage.accepted(), stage.accepted(), stage.accepted()
    me = known.note(first, stage.noor, ("name", NAME), ("birth_date", BORN))
    same = known.note(second, stage.noor, ("name", "verzonnen een, PERSOON"), ("birth_date", BORN))
    born = known.note(third, stage.noor, ("name", "Iemand Anders"), ("birth_date", "12-3-1998"))
    here = known.note(first, stage.noor, ("name", "Nog Iemand"))
    elsewhere = known.note(stage.accepted(), stage.noor, ("name", "Heel Iemand Anders"))
    view = known.together(first, me, stage.noor).person
    found = stage.do(queries.candidates, person=view, by=stage.noor)
    assert [(one.person.id, one.likeness.name, one.likeness.birth) for one in found] == [
        (same, True, True), (born, False, True), (here, False, False),
    ]  # fmt: skip
    assert not stage.rows("folders_personjoin"), "nothing is joined by itself"
    code = stage.signal(stage.row("folders_personrecord", id=elsewhere).folder_id).code
    by_code = stage.do(queries.candidates, person=view, code=f" {code.lower()}", by=stage.noor)
    assert elsewhere in {one.person.id for one in by_code}


def test_what_another_desk_wrote_is_suggested_only_to_who_sees_it(stage, known):
    folder, noors, sannes = known.both()
    for actor, mine, expected in ((stage.sanne, sannes, {noors}), (stage.noor, noors, set())):
        view = known.together(folder, mine, actor).person
        assert {one.person.id for one in stage.do(queries.candidates, person=view, by=actor)} == expected


@pytest.mark.parametrize(
    "field, one, other, same",
    [
        ("name", "Ána de Voorbeeld", "voorbeeld, ana DE", True),
        ("name", "Ana Voorbeeld", "Ana Voorbeelden", False),
        ("birth_date", "12-03-1998", "12-03-1998", True),
        ("birth_date", "12-03-1998", "03-12-1998", False),
        ("phone", "06 00 00 00 98", "06 00 00 00 98", False),
    ],
)
def test_likeness_is_the_same_name_or_the_same_day_and_nothing_else(field, one, other, same):
    assert bool(alike([(field, one)], [(field, other)])) == same


def test_erasing_a_signal_takes_what_was_said_of_its_persons(stage, known):
    """The values and the reason lie under the keys of the folder: without them nothing can be read."""
    folder, noors, sannes = known.both()
    known.join(noors, sannes, stage.sanne)
    stage.superuser.execute(
        "UPDATE vault_datakey SET wrapped = '', destroyed_at = now() WHERE folder_id = %s", [folder]
    )
    found = known.together(folder, noors, stage.sanne)
    assert {one.text for person in (found.person, *found.others) for one in person.values} == {"[gewist]"}
    assert [row.why for row in found.joins] == ["[gewist]"]
    with acting(stage.sanne):
        assert not Contribution.objects.filter(text__contains="Verzonnen").exists()
