"""Who reads the log reads the own organisation's, newest first, and is in it afterwards."""

from __future__ import annotations

import uuid

import pytest

from lantaarn.audit import actions as audit
from lantaarn.audit import queries as log
from lantaarn.audit.queries import Asked
from lantaarn.context.session import acting
from lantaarn.network import queries


def actor(cast, name: str, purpose: str = "signal.handle"):
    return queries.actor_of(user_id=cast.people[name], membership_id=None).for_purpose(purpose)


def wrote(cast, name: str, action: str = "signal.read", **more):
    by = actor(cast, name)
    with acting(by):
        return audit.record(action=action, by=by, **more)


def read(cast, asked: Asked = Asked(), after=None, who: str = "Fatima Proef"):  # noqa: B008
    by = actor(cast, who, "log.read")
    with acting(by):
        return log.events(asked=asked, after=after, by=by)


def told(page) -> list[tuple[str, str]]:
    return [(row.who, row.action) for row in page.rows if row.action != "log.read"]


def test_the_privacy_officer_sees_the_own_organisation_and_no_other(cast):
    wrote(cast, "Noor Voorbeeld")
    wrote(cast, "Rana Bedacht")
    assert told(read(cast)) == [("Noor Voorbeeld", "signal.read")]


def test_the_database_itself_withholds_the_log_of_another_organisation(cast):
    from django.db import connection

    wrote(cast, "Noor Voorbeeld")
    wrote(cast, "Rana Bedacht")
    with acting(actor(cast, "Fatima Proef", "log.read")), connection.cursor() as cursor:
        cursor.execute("SELECT who FROM audit_event")
        assert cursor.fetchall() == [("Noor Voorbeeld",)]


def test_who_may_not_read_the_log_gets_no_row_of_it(cast):
    wrote(cast, "Noor Voorbeeld")
    assert told(read(cast, who="Bram Verzonnen")) == []


def test_who_saw_this_signal_is_found_by_its_folder_and_by_its_code(cast):
    mine, other = uuid.uuid4(), uuid.uuid4()
    wrote(cast, "Noor Voorbeeld", objects=[mine], about="S-7K4M2Q")
    wrote(cast, "Bram Verzonnen", "list.read", objects=[mine, other])
    wrote(cast, "Sanne Testpersoon", objects=[other], about="S-2222AA")
    expected = [("Bram Verzonnen", "list.read"), ("Noor Voorbeeld", "signal.read")]
    assert told(read(cast, Asked(folder_id=mine))) == expected
    assert told(read(cast, Asked(code="S-7K4M2Q"))) == expected
    assert told(read(cast, Asked(code="S-999999"))) == []


def test_a_code_finds_who_was_refused_although_only_another_organisation_used_the_signal(cast):
    folder = uuid.uuid4()
    wrote(cast, "Rana Bedacht", objects=[folder], about="S-7K4M2Q")
    assert told(read(cast, Asked(code="S-7K4M2Q"))) == []
    wrote(cast, "Bram Verzonnen", "page.denied", objects=[folder], about=f"/postvak/{folder}/", outcome="denied")
    assert told(read(cast, Asked(code="S-7K4M2Q"))) == [("Bram Verzonnen", "page.denied")]


@pytest.mark.parametrize(
    "asked, expected",
    [
        (Asked(people=()), []),
        (Asked(action="list.read"), ["list.read"]),
        (Asked(outcome="denied"), ["page.denied"]),
    ],
)
def test_the_filters_narrow(cast, asked, expected):
    wrote(cast, "Noor Voorbeeld")
    wrote(cast, "Bram Verzonnen", "list.read")
    wrote(cast, "Bram Verzonnen", "page.denied", about="/accounts/", outcome="denied")
    assert [action for _who, action in told(read(cast, asked))] == expected


def test_pages_follow_each_other_without_gap_or_double(cast, monkeypatch):
    monkeypatch.setattr(log, "PAGE", 2)
    ids = [wrote(cast, "Noor Voorbeeld") for _ in range(5)]
    asked, seen, after = Asked(action="signal.read"), [], None
    for _ in range(3):
        page = read(cast, asked, after)
        seen += [row.id for row in page.rows]
        after = page.further
    assert (seen, after) == (ids[::-1], None)


def test_reading_the_log_is_itself_in_the_log_without_the_name_that_was_searched(cast):
    read(cast, Asked(people=(cast.people["Noor Voorbeeld"],), code="S-7K4M2Q"))
    line = next(row for row in read(cast).rows if row.action == "log.read")
    assert (line.who, line.about) == ("Fatima Proef", "signaal S-7K4M2Q, op persoon")


def test_one_line_shows_all_that_it_touched_and_nothing_of_another_organisation(cast):
    folders = {uuid.uuid4(), uuid.uuid4()}
    own, strange = wrote(cast, "Noor Voorbeeld", "list.read", objects=folders), wrote(cast, "Rana Bedacht")
    by = actor(cast, "Fatima Proef", "log.read")
    with acting(by):
        assert {key for key, _kind in log.event(event_id=own, by=by).objects} == folders
        assert log.event(event_id=strange, by=by) is None


def test_what_one_person_saw_is_found_by_the_account(cast):
    wrote(cast, "Noor Voorbeeld")
    wrote(cast, "Bram Verzonnen", "list.read")
    people = queries.people_named(region=cast.region, words="noor")
    assert told(read(cast, Asked(people=people))) == [("Noor Voorbeeld", "signal.read")]
    assert queries.people_named(region=cast.region, words="%") == ()
