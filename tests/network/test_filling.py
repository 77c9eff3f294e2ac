"""Which desks are filled, and what is missing: a desk is never one person."""

from __future__ import annotations

import datetime as dt
import uuid

from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from lantaarn.context.session import acting
from lantaarn.network import actions, queries
from lantaarn.network.queries import MemberView
from lantaarn.network.queries.filling import SERIOUS, desk_state, gaps_of

TODAY = dt.date(2026, 11, 24)
_DAYS = st.one_of(st.none(), st.dates(dt.date(2015, 1, 1), TODAY))


@st.composite
def members(draw):
    person = uuid.UUID(int=draw(st.integers(0, 3)))
    away = draw(st.one_of(st.none(), st.just(TODAY)))
    return MemberView(uuid.uuid4(), person, "Proef", "", "", draw(st.booleans()), draw(_DAYS), away)


@given(st.lists(members(), max_size=5))
def test_a_desk_with_one_person_or_none_is_never_in_order(found):
    gaps = gaps_of(tuple(found), today=TODAY)
    people = {member.user_id for member in found}
    assert (len(people) < 2) == (("one_person" in gaps) or ("empty" in gaps))
    assert (desk_state(gaps) == "stuck") == any(gap in SERIOUS for gap in gaps)


@given(st.lists(members(), min_size=1, max_size=5))
def test_who_is_away_does_not_answer_and_old_training_is_told(found):
    gaps = gaps_of(tuple(found), today=TODAY)
    assert ("nobody_today" in gaps) == all(member.away_until for member in found)
    assert ("untrained" in gaps) == any(member.trained_on is None for member in found)
    year_ago = TODAY - dt.timedelta(days=365)
    assert ("training_old" in gaps) == any(member.trained_on and member.trained_on < year_ago for member in found)


def test_per_municipality_both_desks_are_there_also_when_empty(cast):
    found = queries.filling(region=cast.region)
    told = {place.name: [(d.desk.domain, d.gaps) for d in place.desks] for place in found.places}
    assert told["Voorbeeldstad"] == [("social", ("training_old",)), ("safety", ("one_person",))] or told[
        "Voorbeeldstad"
    ] == [("safety", ("one_person",)), ("social", ("training_old",))]
    assert [gaps for _domain, gaps in told["Verzonnendorp"]] == [("empty",), ("empty",)]
    assert [d.desk.label for d in found.off_system] == ["Nederlandse Arbeidsinspectie"]


def test_a_deputy_of_who_is_away_keeps_the_desk_reachable(cast):
    today = timezone.localdate()
    cast.add_absence("Noor Voorbeeld focal_point_social@Voorbeeldstad", today, today)
    desk = cast.desks["focal_point_social@Voorbeeldstad"]
    social = next(d for place in queries.filling(region=cast.region).places for d in place.desks if d.desk.id == desk)
    assert social.reachable == 1
    assert "nobody_today" not in social.gaps


def test_days_away_count_for_every_hat_and_can_be_taken_back(cast):
    cast.add_hat("Noor Voorbeeld", "privacy_officer", "Zorg- en Veiligheidshuis", since=dt.date(2025, 1, 1))
    by = queries.actor_of(user_id=cast.people["Noor Voorbeeld"], membership_id=None).for_purpose("account.own")
    first, last = timezone.localdate(), timezone.localdate() + dt.timedelta(days=3)
    with acting(by):
        actions.note_absence(first_day=first, last_day=last, by=by)
        assert queries.own_account(by=by).absences == ((first, last),)
    assert [m.away_until for m in queries.members(desk_id=by.desk_id)] == [last, None]
    with acting(by):
        actions.drop_absence(first_day=first, last_day=last, by=by)
        assert queries.own_account(by=by).absences == ()
