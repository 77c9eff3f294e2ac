"""Form fields: a label, a hint and an error that belong to their control, and a summary that leads to each."""

import re

import pytest
from django import forms

from lantaarn.web.look.forms import SampleForm


class Small(forms.Form):
    spot = forms.CharField(
        label="Plek", help_text="Ongeveer is goed genoeg.", error_messages={"required": "Schrijf op waar het is."}
    )
    sort = forms.ChoiceField(
        label="Soort",
        choices=(("labour", "Arbeid"), ("unknown", "Weet ik niet")),
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een soort, of ‘Weet ik niet’."},
    )
    note = forms.CharField(label="Opmerking", required=False, widget=forms.Textarea)
    forms_of = forms.MultipleChoiceField(
        label="Vormen", required=False, choices=(("a", "A"), ("b", "B")), widget=forms.CheckboxSelectMultiple
    )
    shield = forms.BooleanField(label="Scherm mijn naam af", required=False)

    def clean(self):
        raise forms.ValidationError("Vul een plek of een opmerking in.")


@pytest.fixture
def wrong():
    return Small({})


def ids(html: str) -> list[str]:
    return re.findall(r'\sid="([^"]+)"', html)


def test_a_control_has_its_label_and_its_hint(draw):
    drawn = draw("{% field form.spot %}", form=Small())
    assert '<label class="utrecht-form-label" for="id_spot">Plek</label>' in drawn
    assert 'aria-describedby="id_spot_helptext"' in drawn
    assert 'id="id_spot_helptext"' in drawn


def test_an_error_belongs_to_its_control(draw, wrong):
    drawn = draw("{% field form.spot %}", form=wrong)
    assert 'aria-describedby="id_spot_helptext id_spot_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert "Schrijf op waar het is." in drawn


def test_the_error_of_choices_belongs_to_the_group(draw, wrong):
    drawn = draw("{% field form.sort %}", form=wrong)
    assert re.search(r'<fieldset[^>]*aria-describedby="id_sort_error"', drawn)
    assert "aria-invalid" not in drawn


def test_what_need_not_be_filled_in_says_so(draw):
    form = Small()
    assert "niet verplicht" in draw("{% field form.note %}", form=form)
    assert "niet verplicht" not in draw("{% field form.spot %}", form=form)
    assert "niet verplicht" not in draw("{% field form.shield %}", form=form)


def test_several_answers_are_tick_boxes_and_one_answer_is_a_button(draw):
    form = Small({"forms_of": ["b"], "sort": "labour"})
    assert re.search(
        r'type="checkbox" name="forms_of" id="id_forms_of_1" value="b" checked',
        draw("{% field form.forms_of %}", form=form),
    )
    assert re.search(
        r'type="radio" name="sort" id="id_sort_0" value="labour" checked', draw("{% field form.sort %}", form=form)
    )


def test_a_value_is_shown_as_text(draw):
    form = Small({"spot": '"><script>x</script>'})
    assert "<script>" not in draw("{% field form.spot %}", form=form)


def test_the_summary_leads_to_every_error(draw, wrong):
    fields = "".join(f"{{% field form.{name} %}}" for name in wrong.fields)
    drawn = draw("{% error_summary form %}" + fields, form=wrong)
    targets = re.findall(r'<a href="#([^"]+)"', drawn)
    assert targets == ["id_spot", "id_sort_0"]
    assert set(targets) <= set(ids(drawn))
    assert "Vul een plek of een opmerking in." in drawn
    assert "3 dingen kloppen nog niet" in drawn


def test_no_error_no_summary(draw):
    assert draw("{% error_summary form %}", form=Small()).strip() == ""


def test_an_indicator_asks_how_one_knows(draw):
    drawn = draw("{% indicator form.passport form.passport_how %}", form=SampleForm())
    assert re.search(r'value="yes" checked', drawn)
    assert "Weet niet" in drawn
    assert "Hoe weet u dit?" in drawn
    assert len(re.findall(r'role="radiogroup"', drawn)) == 2


def test_an_indicator_without_that_question_does_not_ask(draw):
    assert "Hoe weet u dit?" not in draw("{% indicator form.passport %}", form=SampleForm())
