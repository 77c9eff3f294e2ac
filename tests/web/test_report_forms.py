"""Forms share what they ask and nothing of what was answered."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from django import forms
from django.utils.translation import override

from lantaarn.network.queries import MunicipalityView
from lantaarn.tables.packs import read_pack
from lantaarn.web.report.entrance import Entrance
from lantaarn.web.report.forms import CitizenForm, OthersForm, ReportForm

PACK = Path(__file__).parents[2] / "regions" / "drenthe"
FORMS = (ReportForm, CitizenForm, OthersForm)


@pytest.fixture(scope="module")
def entrance() -> Entrance:
    pack = read_pack({path.name: path.read_bytes() for path in PACK.iterdir() if path.is_file()})
    emmen = MunicipalityView(UUID(int=1), "Emmen", "GM0114")
    return Entrance("drenthe", "Drenthe", True, (), (emmen,), UUID(int=2), pack)


def asked(form: forms.Form) -> dict[str, object]:
    return {name: (str(field.label), field.required, dict(field.widget.attrs)) for name, field in form.fields.items()}


@pytest.mark.parametrize("form", FORMS)
def test_the_controls_are_made_once_and_the_answers_stay_apart(form, entrance):
    filled = form(entrance, {"danger": "nonsense", "observed": "x" * 5000, "name": "Mirte Verzonnen"})
    before = {
        name: (str(field.label), field.required, dict(field.widget.attrs)) for name, field in filled.fields.items()
    }
    assert not filled.is_valid()
    drawn = [str(bound) for bound in filled]
    other = form(entrance)
    assert other.fields == filled.fields, "the very same controls"
    assert other.fields is not filled.fields
    assert not other.errors
    assert not any("Verzonnen" in str(bound) for bound in other)
    assert asked(other) == before
    assert [str(bound) for bound in filled] == drawn


def test_another_region_and_another_language_have_controls_of_their_own(entrance):
    elsewhere = Entrance("voorbeeld", entrance.name, True, (), (), UUID(int=3), entrance.pack)
    here = ReportForm(entrance)
    assert "GM0114" in str(here["municipality"])
    assert "GM0114" not in str(ReportForm(elsewhere)["municipality"])
    with override("en"):
        assert "Choose" in str(ReportForm(entrance)["municipality"])
    assert "Kies" in str(ReportForm(entrance)["municipality"])


def test_what_was_not_sent_is_empty_and_what_must_be_sent_is_asked(entrance):
    form = ReportForm(entrance, {"observed": "Zes matrassen in een kamer."})
    assert set(form.errors) == {"danger", "municipality", "source_domain"}
    card = {name: value for name, value in form.cleaned_data.items() if name.startswith("card_")}
    assert len(card) > 40
    assert set(card.values()) == {""}
    assert form.cleaned_data["shielded"] is False, "a box that is not ticked is not sent"


def test_an_answer_that_the_card_does_not_have_is_asked_again(entrance):
    form = ReportForm(entrance, {"card_no_passport": "perhaps", "card_no_passport_how": "heard"})
    assert {"card_no_passport", "card_no_passport_how"} <= set(form.errors)


def test_every_control_that_is_skipped_when_absent_is_one_that_may_be_empty(entrance):
    for form in FORMS:
        made = form(entrance)
        filled = form(entrance, dict.fromkeys(made.fields, ""))
        assert {n for n, f in made.fields.items() if f.required} == set(filled.errors) - {"observed"}
        assert not any(isinstance(f, forms.FileField) for f in made.fields.values())
