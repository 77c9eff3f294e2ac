"""A municipality's own house: what it says needs evidence, what rooms know nobody fills in."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.utils import ProgrammingError
from django.utils.timezone import localdate

from ground.region import ASSEN, EMMEN
from lantaarn.outreach.actions import TrainingInput, record_training
from lantaarn.programme import actions, queries
from lantaarn.rules.transitions import NotAllowed


def row(stage, code, municipality=EMMEN, today=None):
    found = stage.do(queries.house, municipality_id=stage.place(municipality), today=today, by=stage.noor)
    (one,) = [r for r in found.rows if r.code == code]
    return one


def note(stage, by=None, municipality=EMMEN, **given):
    place = stage.place(municipality)
    stage.do(actions.note_house, municipality_id=place, by=by or stage.noor, **given)


def test_in_order_needs_what_shows_it_and_old_news_is_asked_again(stage):
    with pytest.raises(NotAllowed, match="blijkt"):
        note(stage, item="policy", state="yes")
    again = localdate() + dt.timedelta(days=30)
    note(stage, item="policy", state="yes", evidence="Besluit van het college", look_again_on=again)
    assert (row(stage, "policy").state, row(stage, "policy").colour) == ("yes", "green")
    assert row(stage, "policy", today=again).colour == "orange"
    assert row(stage, "bibob").colour == "grey"
    note(stage, item="policy", state="no")
    assert row(stage, "policy").colour == "red", "the newest holds"


def test_what_the_rooms_know_nobody_fills_in(stage):
    with pytest.raises(NotAllowed):
        note(stage, item="focal_points", state="yes", evidence="Ja")
    assert row(stage, "staff_trained").state == "no"
    training = TrainingInput(title="Signalen zien", on_day=localdate(), reached={stage.place(EMMEN): 12})
    stage.do(record_training, training=training, by=stage.sanne)
    assert row(stage, "staff_trained").state == "yes"
    assert row(stage, "staff_trained", ASSEN).state == "no"
    assert row(stage, "focal_points").measured


def test_each_municipality_speaks_for_itself_also_in_the_database(stage):
    with pytest.raises(NotAllowed):
        note(stage, municipality=ASSEN, item="policy", state="no")
    from lantaarn.context.session import acting
    from lantaarn.programme.models import HouseFact

    fact = {"region_id": "drenthe", "item": "policy", "state": "no", "who": "x", "at": dt.datetime.now(tz=dt.UTC)}
    noor, assen = stage.noor, stage.place(ASSEN)
    with pytest.raises(ProgrammingError, match="row-level security"), acting(noor):
        HouseFact(municipality_id=assen, made_by_id=noor.user_id, **fact).save(force_insert=True)


def test_the_region_sees_each_house(stage):
    found = stage.do(queries.houses, by=stage.sanne)
    assert len(found) == 12
    assert not any(house.closed for house in found)
    assert len({len(house.rows) for house in found}) == 1
