"""A request is answered by a person, safely, for the own organisation's part, and it may tell nothing at all."""

import datetime as dt

import psycopg
import pytest
from django.db import DatabaseError, connection
from django.http import Http404

from lantaarn.rules.transitions import NotAllowed
from lantaarn.subjects import actions, queries
from lantaarn.subjects.actions import month_after

WORDS = "Zij heet Mirte Verzonnen en belt met 06 00 00 00 99"


def item_of(stage, request_id, row):
    return stage.row("subjects_item", request_id=request_id, contribution_id=row).id


@pytest.mark.parametrize(
    "day, months, then",
    [
        (dt.date(2026, 1, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2026, 11, 24), 1, dt.date(2026, 12, 24)),
        (dt.date(2026, 11, 30), 3, dt.date(2027, 2, 28)),
    ],
)
def test_the_term_is_a_month_and_a_month_ends_where_it_ends(day, months, then):
    assert month_after(day, months) == then


def test_whoever_receives_a_request_registers_it_and_the_privacy_officer_is_told_without_content(stage, request_of):
    request_id = request_of()
    row = stage.row("subjects_request", id=request_id)
    assert (row.state, row.received_by) == ("received", "Noor Voorbeeld")
    assert row.due_on == month_after(row.received_on)
    mails = stage.rows("signals_mail", link="/betrokkenen/")
    assert [mail.to_user_id for mail in mails] == [stage.esra.user_id]
    assert [line.id for line in stage.do(queries.requests, by=stage.esra)] == [request_id]


def test_what_people_say_is_kept_as_ciphertext_under_a_key_of_that_request(stage, request_of):
    request_id = request_of()
    kept = "SELECT name, reach, words, safe_contact FROM subjects_request WHERE id = %s"
    for value in stage.superuser.execute(kept, [request_id]).fetchone():
        assert value.startswith("v1.")
    assert stage.row("vault_datakey", keep=f"request:{request_id}").folder_id is None
    found = stage.do(queries.one, request_id=request_id, by=stage.esra)
    assert (found.name, found.safe_contact) == ("Mirte Verzonnen", "Codewoord lantaarn")


def test_nobody_but_who_handles_it_sees_it(stage, request_of):
    request_id = request_of()
    for name in ("Noor Voorbeeld", "Bram Verzonnen", "Sanne Testpersoon", "Hanna Oefening"):
        assert stage.do(queries.requests, by=stage.person(name)) == ()
        with pytest.raises(Http404):
            stage.do(queries.one, request_id=request_id, by=stage.person(name))


def test_nothing_is_searched_before_contact_is_safe_and_it_is_known_who_asks(stage, request_of, written):
    written(WORDS)
    for state in ("received", "safe"):
        request_id = request_of(state)
        with pytest.raises(NotAllowed, match="veilig"):
            stage.do(actions.search, request_id=request_id, values=["Mirte Verzonnen"], by=stage.esra)
    with pytest.raises(DatabaseError, match="before it is known"):
        stage.do(_find_past_the_application, request_id=request_id, by=stage.esra)


def _find_past_the_application(*, request_id, by):
    with connection.cursor() as cursor:
        cursor.execute("SELECT subjects_find(%s, '{}', 'S-X')", [request_id])


def test_where_somebody_else_seems_to_ask_only_nothing_can_be_told(stage, request_of):
    request_id = request_of()
    stage.do(actions.check_contact, request_id=request_id, outcome="forced", note="Hij praatte steeds", by=stage.esra)
    with pytest.raises(NotAllowed):
        stage.do(actions.identify, request_id=request_id, how="document", by=stage.esra)
    with pytest.raises(NotAllowed):
        stage.do(actions.answer, request_id=request_id, words="", tells_readers=False, by=stage.esra)
    stage.do(actions.tell_nothing, request_id=request_id, ground="own_safety", by=stage.esra)
    found = stage.do(queries.one, request_id=request_id, by=stage.esra)
    assert (found.row.state, found.row.answer) == ("answered", "neither")


def test_who_is_not_proved_to_be_who_asks_gets_no_further(stage, request_of):
    request_id = request_of("safe")
    stage.do(actions.identify, request_id=request_id, how="not_proved", by=stage.esra)
    assert stage.row("subjects_request", id=request_id).state == "safe"


@pytest.mark.parametrize("value", ["Mirte Verzonnen", "verzonnen mirte", "0600000099", "+31 6 00 00 00 99"])
def test_exact_values_find_what_the_own_organisation_wrote_and_read_nothing(stage, request_of, written, value):
    folder, row = written(WORDS)
    request_id = request_of("known")
    assert stage.do(actions.search, request_id=request_id, values=[value], by=stage.esra) >= 1
    items = stage.do(queries.one, request_id=request_id, by=stage.esra).items
    assert folder in {item.folder_id for item in items}
    assert all(item.opened_at is None for item in items)
    assert row in {r.contribution_id for r in stage.rows("subjects_item", request_id=request_id)}
    assert stage.do(actions.search, request_id=request_id, values=[value], by=stage.esra) == 0, "found already"


@pytest.mark.parametrize("value", ["Mirte Echt", "Verzon", "0600000098", "en", "%"])
def test_another_name_a_part_of_a_word_or_another_number_find_nothing(stage, request_of, written, value):
    written(WORDS)
    request_id = request_of("known")
    assert stage.do(actions.search, request_id=request_id, values=[value], by=stage.esra) == 0


def test_another_organisation_answers_for_its_own_part(stage, request_of, written):
    """Assen wrote the same name: Emmen's officer finds nothing of it, and cannot take it by its code either."""
    theirs = stage.at("focal_point_social", "GM0106")
    folder = stage.report("GM0106").folder_id
    from lantaarn.vault.searching import keep_words

    stage.do(lambda by: keep_words([WORDS], folder_id=folder, by=by), by=theirs)
    request_id = request_of("known")
    assert stage.do(actions.search, request_id=request_id, values=["Mirte Verzonnen"], by=stage.esra) == 0
    code = stage.signal(folder).code
    assert stage.do(actions.search, request_id=request_id, code=code, by=stage.esra) == 0


def test_a_person_opens_and_decides_each_item_and_a_withheld_one_has_its_ground(stage, request_of, written):
    _folder, row = written(WORDS)
    request_id = request_of("known")
    stage.do(actions.search, request_id=request_id, values=["Mirte Verzonnen"], by=stage.esra)
    item = item_of(stage, request_id, row)
    with pytest.raises(NotAllowed, match="Open dit onderdeel"):
        stage.do(actions.decide_item, item_id=item, give=True, tells="Uw naam", by=stage.esra)
    assert stage.do(actions.open_item, item_id=item, by=stage.esra).text == WORDS
    with pytest.raises(NotAllowed, match="grond"):
        stage.do(actions.decide_item, item_id=item, give=False, by=stage.esra)
    with pytest.raises(NotAllowed, match="elk onderdeel"):
        stage.do(actions.answer, request_id=request_id, words="", tells_readers=False, by=stage.esra)
    stage.do(actions.decide_item, item_id=item, give=True, tells="Uw naam en nummer", by=stage.esra)
    for other in stage.rows("subjects_item", request_id=request_id):
        if other.id != item:
            stage.do(actions.open_item, item_id=other.id, by=stage.esra)
            stage.do(actions.decide_item, item_id=other.id, give=False, ground="crime", by=stage.esra)
    assert stage.do(actions.answer, request_id=request_id, words="", tells_readers=True, by=stage.esra) == "partly"
    read = stage.rows("audit_event", action="subject.item_opened")
    assert {event.who for event in read} == {"Esra Voorbeeld"}


def test_an_item_without_words_says_its_places_and_its_answers(stage, request_of, written):
    folder, _row = written(WORDS)
    request_id = request_of("known")
    stage.do(actions.search, request_id=request_id, code=stage.signal(folder).code, by=stage.esra)
    opened = [
        stage.do(actions.open_item, item_id=item.id, by=stage.esra)
        for item in stage.rows("subjects_item", request_id=request_id)
    ]
    assert any(("found", "Loods De Verzinsels, Emmen") in said.places for said in opened)
    assert any("no_passport" in said.card for said in opened)


def test_who_saw_it_is_told_by_role_and_organisation(stage, request_of, written):
    from lantaarn.signals.queries import one as read_signal

    folder, row = written(WORDS)
    stage.do(read_signal, folder_id=folder, by=stage.noor)
    request_id = request_of("known")
    stage.do(actions.search, request_id=request_id, values=["Mirte Verzonnen"], by=stage.esra)
    assert stage.do(queries.readers, request_id=request_id, by=stage.esra) == (), "nothing is told yet"
    item = item_of(stage, request_id, row)
    stage.do(actions.open_item, item_id=item, by=stage.esra)
    stage.do(actions.decide_item, item_id=item, give=True, tells="Uw naam", by=stage.esra)
    seen = stage.do(queries.readers, request_id=request_id, by=stage.esra)
    assert ("aandachtsfunctionaris", "Gemeente Emmen") in {(one.role, one.organisation) for one in seen}
    assert "Noor Voorbeeld" not in str(seen)


def test_the_term_is_extended_once_within_the_first_month(stage, request_of):
    request_id = request_of()
    due = stage.do(actions.extend, request_id=request_id, why="Veel signalen", by=stage.esra)
    assert due == month_after(stage.row("subjects_request", id=request_id).received_on, 3)
    with pytest.raises(NotAllowed, match="al verlengd"):
        stage.do(actions.extend, request_id=request_id, why="Nog meer", by=stage.esra)
    late = request_of()
    stage.superuser.execute("UPDATE subjects_request SET due_on = current_date - 2 WHERE id = %s", [late])
    with pytest.raises(NotAllowed, match="voorbij"):
        stage.do(actions.extend, request_id=late, why="Vergeten", by=stage.esra)


def test_a_correction_goes_to_the_desk_whose_words_it_is(stage, request_of, written):
    _folder, row = written(WORDS)
    request_id = request_of("known", kind="correction")
    stage.do(actions.search, request_id=request_id, values=["Mirte Verzonnen"], by=stage.esra)
    item = item_of(stage, request_id, row)
    assert stage.do(queries.passed_to_my_desk, by=stage.noor) == ()
    stage.do(actions.pass_to_desk, item_id=item, asks="Zij heet Myrthe", by=stage.esra)
    assert [one.asks for one in stage.do(queries.passed_to_my_desk, by=stage.noor)] == ["Zij heet Myrthe"]
    assert stage.do(queries.passed_to_my_desk, by=stage.bram) == ()
    with pytest.raises(NotAllowed, match="nog niet geantwoord"):
        stage.do(actions.answer, request_id=request_id, words="Gedaan", tells_readers=False, by=stage.esra)
    stage.do(actions.desk_answers, item_id=item, corrected=True, says="Uw naam is verbeterd", by=stage.noor)
    with pytest.raises(Http404):
        stage.do(actions.desk_answers, item_id=item, corrected=False, says="Nee", by=stage.bram)
    answered = stage.do(actions.answer, request_id=request_id, words="Gedaan", tells_readers=False, by=stage.esra)
    assert answered == "done"


def test_a_restriction_stops_further_sharing_of_the_own_part(stage, request_of, written):
    folder, _row = written(WORDS)
    request_id = request_of("known", kind="restriction")
    with pytest.raises(NotAllowed, match="Zoek eerst"):
        stage.do(actions.restrict_folder, request_id=request_id, folder_id=folder, by=stage.esra)
    stage.do(actions.search, request_id=request_id, code=stage.signal(folder).code, by=stage.esra)
    stage.do(actions.restrict_folder, request_id=request_id, folder_id=folder, by=stage.esra)
    assert stage.row("access_restriction", folder_id=folder).ended_at is None


def test_the_preview_of_a_share_says_that_somebody_asked_not_to(stage, request_of, written):
    from lantaarn.folders import sharing

    folder, row = written(WORDS)
    request_id = request_of("known", kind="restriction")
    stage.do(actions.search, request_id=request_id, code=stage.signal(folder).code, by=stage.esra)
    to = {"to": stage.desk("care_coordinators"), "ground": "covenant", "purpose": "help"}
    stage.do(actions.restrict_folder, request_id=request_id, folder_id=folder, by=stage.esra)
    seen = stage.do(sharing.preview, folder_id=folder, **to, by=stage.noor)
    (line,) = [one for one in seen.lines if one.contribution_id == row]
    assert (line.verdict, line.article) == ("may_not", "AVG art. 18")


def test_what_was_answered_stays_answered(stage, request_of):
    request_id = request_of()
    stage.do(actions.tell_nothing, request_id=request_id, ground="crime", by=stage.esra)
    for again in (
        lambda: stage.do(actions.stop, request_id=request_id, why="x", by=stage.esra),
        lambda: stage.do(actions.tell_nothing, request_id=request_id, ground="crime", by=stage.esra),
    ):
        with pytest.raises(NotAllowed):
            again()
    with pytest.raises(psycopg.Error, match="cannot become"):
        stage.superuser.execute("UPDATE subjects_request SET state = 'known' WHERE id = %s", [request_id])


def test_a_person_is_found_by_name_or_day_of_birth_and_with_whom_the_own_organisation_holds_for_the_same(
    stage, request_of
):
    """Under another name in another signal: what the own desk joined is known too.."""
    from lantaarn.folders import persons
    from lantaarn.signals.actions import note_person

    def note(folder, *values, by=stage.noor):
        return stage.do(note_person, folder_id=folder, values=values, kind="observed", domain="care", by=by)

    first, second, third = stage.accepted(), stage.accepted(), stage.accepted()
    known = note(first, ("name", "Lize Proefnaam"), ("birth_date", "12-03-1998"))
    alias = note(second, ("name", "Anna Bedacht"))
    note(third, ("name", "Nog Iemand"))
    stage.do(persons.join, person_id=known, other_id=alias, why="Zelfde paspoort.", by=stage.noor)
    request_id = request_of("known")
    for value in ("12-3-1998", "Proefnaam, Lize"):
        stage.do(actions.search, request_id=request_id, values=[value], by=stage.esra)
        items = stage.rows("subjects_item", request_id=request_id)
        assert {item.folder_id for item in items} == {first, second}
    told = stage.row("folders_contribution", field="name", person_id=alias).id
    words = stage.do(actions.open_item, item_id=item_of(stage, request_id, told), by=stage.esra)
    assert (words.field, words.text, words.joined) == ("name", "Anna Bedacht", (stage.noor.desk_label,))
    assert words.card == {}
    stage.do(persons.part, person_id=known, other_id=alias, why="Toch niet.", by=stage.noor)
    assert stage.do(actions.open_item, item_id=item_of(stage, request_id, told), by=stage.esra).joined == ()
