"""What stands out in the log, each against the person's own usual, and nothing that is usual."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from audit.test_log_reading import actor
from lantaarn.audit import actions as audit
from lantaarn.audit.unusual import Absence, Watched, Worker, note_seen, unusual
from lantaarn.audit.unusual.findings import Use, found_in
from lantaarn.context.session import acting

ZONE = ZoneInfo("Europe/Amsterdam")
TUESDAY = dt.datetime(2026, 11, 24, 10, tzinfo=ZONE)
SATURDAY = dt.datetime(2026, 11, 28, 10, tzinfo=ZONE)
NOOR = uuid.uuid4()


def use(hour: dt.datetime = TUESDAY, action: str = "signal.read", folders: int = 1, **more: object) -> Use:
    values: dict[str, object] = {
        "user_id": NOOR, "who": "Noor Voorbeeld", "role": "focal_point", "desk": "Aandachtsfunctionaris",
        "hour": hour, "action": action, "outcome": "done", "ground": "meldroute", "first": hour, "last": hour,
        "times": folders, "folders": folders,
    }  # fmt: skip
    return Use(**values | more)


def kinds(uses: Iterable[Use], absences: Iterable[Absence] = ()) -> list[str]:
    return [finding.kind for finding in found_in(uses, absences)]


def days_before(count: int, **more: object) -> list[Use]:
    return [use(TUESDAY - dt.timedelta(days=n), **more) for n in range(1, count) if n % 7 not in (2, 3)]


def test_an_ordinary_day_is_no_finding():
    assert kinds([use(folders=8), *days_before(20)]) == []


def test_many_signals_in_an_hour_against_the_own_usual():
    assert kinds([use(folders=16), *days_before(20, folders=2)]) == ["many"]
    assert kinds([use(folders=16), *days_before(20, folders=10)]) == [], "ten an hour is what this person does"
    (found,) = found_in([use(folders=16), *days_before(20, folders=2)], [])
    assert found.reason == "Las in één uur 16 verschillende signalen; gewoon is voor deze persoon 2."


def test_a_large_file_by_who_never_takes_one():
    assert kinds([use(action="list.exported", folders=80)]) == ["many"]
    before = use(TUESDAY - dt.timedelta(days=20), action="list.exported", folders=80)
    assert kinds([before, use(action="list.exported", folders=90)]) == ["many"], "the first alone"


def test_signals_in_which_the_own_desk_had_nothing_to_do():
    assert kinds([use(folders=5, ground="grant")]) == ["outside_cases"]
    assert kinds([use(folders=4, ground="grant"), use(folders=9)]) == []


@pytest.mark.parametrize("hour", [SATURDAY, TUESDAY.replace(hour=5), TUESDAY.replace(hour=22)])
def test_outside_hours_is_a_finding_unless_the_person_always_works_then(hour):
    assert kinds([use(hour), *days_before(20)]) == ["outside_hours"]
    usual = [use(hour - dt.timedelta(days=7 * n)) for n in range(1, 6)]
    assert kinds([use(hour), *usual]).count("outside_hours") <= 1, "the first time alone stood out"


def test_reading_while_away_is_a_finding():
    away = Absence(NOOR, TUESDAY.date() - dt.timedelta(days=1), TUESDAY.date())
    assert kinds([use()], [away]) == ["outside_hours"]
    assert kinds([use()], [Absence(uuid.uuid4(), away.first_day, away.last_day)]) == []


def test_repeated_refusals_and_every_emergency():
    assert kinds([use(action="page.denied", outcome="denied", folders=0, times=5)]) == ["refused"]
    assert kinds([use(action="page.denied", outcome="denied", folders=0, times=4)]) == []
    for action, expected in (("opened", ["emergency"]), ("tried", ["emergency"]), ("closed", []), ("seen", [])):
        assert kinds([use(action=f"emergency.{action}")]) == expected


def test_a_note_stays_with_its_finding_when_more_happens_in_the_same_hour():
    (before,) = found_in([use(folders=16)], [])
    (after,) = found_in([use(folders=18)], [])
    assert before.key == after.key


# With the log itself.


def watch(cast, who: str = "Fatima Proef", **more):
    now = timezone.now()
    period = {"first_day": now - dt.timedelta(days=2), "last_day": now + dt.timedelta(minutes=1)}
    by = actor(cast, who, "log.read")
    workers = [Worker(cast.people["Bram Verzonnen"], "Verzonnen 06 00 00 00 01 bram.verzonnen@voorbeeld.invalid")]
    with acting(by):
        return unusual(watched=Watched(**period | more), workers=workers, absences=(), by=by)


def searched(cast, who: str, words: str) -> None:
    by = actor(cast, who)
    with acting(by):
        audit.record(action="list.read", searched=words, by=by)


@pytest.mark.parametrize(
    "words", ["verzonnen", "familie VERZONNEN in Emmen", "06-00000001", "bram.verzonnen@voorbeeld.invalid"]
)
def test_who_searches_for_the_own_name_or_number_is_found_without_the_words_being_kept(cast, superuser, words):
    searched(cast, "Bram Verzonnen", words)
    searched(cast, "Noor Voorbeeld", words)
    searched(cast, "Bram Verzonnen", "loods aan het kanaal")
    assert [(f.kind, f.who, f.count) for f in watch(cast)] == [("own_name", "Bram Verzonnen", 1)]
    rows = superuser.execute("SELECT e::text FROM audit_event e UNION ALL SELECT o::text FROM audit_event_object o")
    told = " ".join(row[0] for row in rows.fetchall())
    assert "familie" not in told
    assert "00000001" not in told
    assert "kanaal" not in told


def test_only_the_own_organisation_is_looked_at_and_the_look_is_in_the_log(cast, superuser):
    by = actor(cast, "Rana Bedacht")
    for _ in range(6):
        with acting(by):
            audit.record(action="page.denied", outcome="denied", by=by)
    assert watch(cast) == ()
    assert superuser.execute("SELECT count(*) FROM audit_event WHERE action = 'log.unusual_read'").fetchone() == (1,)


def test_refusals_stand_in_the_list_and_the_filters_narrow_it(cast):
    by = actor(cast, "Noor Voorbeeld")
    for _ in range(6):
        with acting(by):
            audit.record(action="page.denied", outcome="denied", by=by)
    (found,) = watch(cast)
    assert (found.kind, found.count, found.seen) == ("refused", 6, None)
    assert watch(cast, kind="many") == watch(cast, state="seen") == watch(cast, people=()) == ()
    assert watch(cast, kind="refused", state="open", people=(by.user_id,)) == (found,)
    officer = actor(cast, "Fatima Proef", "log.read")
    with acting(officer):
        assert note_seen(finding=found.key, note="Was een oude link.", by=officer)
        assert not note_seen(finding=found.key, note="Nee, toch niet.", by=officer), "a note is never changed"
    (noted,) = watch(cast, state="seen")
    assert (noted.seen.who, noted.seen.text) == ("Fatima Proef", "Was een oude link.")


def test_a_note_cannot_be_changed_or_removed_or_written_by_others(cast, superuser, as_app):
    officer, other = actor(cast, "Fatima Proef", "log.read"), actor(cast, "Noor Voorbeeld")
    with acting(officer):
        note_seen(finding="0" * 32, note="Gezien.", by=officer)
    with pytest.raises(Exception, match="row-level security"), acting(other):
        note_seen(finding="1" * 32, note="Gezien.", by=other)
    for statement in ("UPDATE audit_seen SET note = ''", "DELETE FROM audit_seen"):
        with pytest.raises(Exception, match="append-only"):
            superuser.execute(statement)
        with pytest.raises(Exception, match="permission denied"):
            as_app.execute(statement)
