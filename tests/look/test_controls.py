"""Controls drawn without templates are the same HTML as Django's own."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from lantaarn.web.look.controls import Controls

AWKWARD = '"<b>&é’\u202e'


class Every(forms.Form):
    text = forms.CharField(initial=AWKWARD)
    number = forms.IntegerField(initial=0)
    mail = forms.EmailField(required=False)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), required=False)
    hidden = forms.CharField(widget=forms.HiddenInput, initial="x")
    tick = forms.BooleanField(initial=True)
    empty_tick = forms.BooleanField(required=False)
    secret = forms.CharField(widget=forms.PasswordInput)
    choice = forms.ChoiceField(choices=[("", "Kies"), ("a", AWKWARD), ("b", "B")], initial="b")
    grouped = forms.ChoiceField(choices=[("Groep <1>", [("a", "A"), ("b", "B")]), ("c", "C")], initial="a")
    many = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], initial=["a", "b"], required=False)
    words = forms.CharField(widget=forms.Textarea, initial=AWKWARD)
    radio = forms.ChoiceField(widget=forms.RadioSelect, choices=[("a", "A")])


@pytest.mark.parametrize("name", Every.base_fields)
@pytest.mark.parametrize("data", [None, {}, {"text": AWKWARD, "choice": "a", "tick": "on", "number": "x"}])
def test_it_draws_what_django_draws(name, data):
    drawn, known = (str(Every(data, renderer=renderer)[name]) for renderer in (Controls(), DjangoTemplates()))
    assert "".join(drawn.split()) == "".join(known.split())
