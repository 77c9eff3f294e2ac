"""The forms about a person: what a desk knows, what it should have said, and who is the same as whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantaarn.folders.persons import CODES, GENDERS, ROLES, read_birth
from lantaarn.rules.transitions import NotAllowed
from lantaarn.web import words
from lantaarn.web.desk.forms import choose, long_text, short

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

WORDS: dict[str, Any] = dict(words.options(words.PERSON))
_BIRTH = gettext_lazy("Zoals 12-03-1998. Weet u alleen het jaar? Schrijf dan het jaar.")
_SAID = gettext_lazy("Alleen bij ‘Verteld’. Een rol is genoeg.")


def _listed(codes: dict[str, str]) -> list[tuple[str, StrPromise]]:
    return [(code, gettext_lazy(word)) for code, word in codes.items()]


def clean_birth(given: str) -> str:
    """The day as it is kept, or an error that says how to write it."""
    try:
        return read_birth(given)[0] if given else ""
    except NotAllowed as refusal:
        raise forms.ValidationError(str(refusal)) from refusal


class PersonForm(forms.Form):
    """What the desk knows of a person: every field may stay empty, one must not."""

    name = short(WORDS["name"])
    birth_date = short(WORDS["birth_date"], help_text=_BIRTH)
    gender = forms.ChoiceField(
        label=WORDS["gender"], required=False, choices=[("", gettext_lazy("weet ik niet")), *_listed(GENDERS)]
    )
    role = forms.MultipleChoiceField(
        label=WORDS["role"],
        required=False,
        choices=_listed(ROLES),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Iemand kan slachtoffer zijn en ook dingen doen die niet mogen. Kruis aan wat u denkt."),
    )
    citizenship = short(WORDS["citizenship"])
    language = short(WORDS["language"])
    phone = short(WORDS["phone"])
    email = short(WORDS["email"])
    address = short(WORDS["address"])
    kind = choose(
        gettext_lazy("Hoe weet u dit?"), [(kind, words.KIND[kind]) for kind in ("observed", "stated", "interpreted")]
    )
    said_by = short(gettext_lazy("Wie vertelde het?"), help_text=_SAID)

    def clean_birth_date(self) -> str:
        return clean_birth(self.cleaned_data["birth_date"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == "stated" and not cleaned.get("said_by"):
            self.add_error("said_by", _("Schrijf wie het vertelde. Weet u het niet? Schrijf ‘onbekend’."))
        return cleaned

    def values(self) -> list[tuple[str, str]]:
        """As (field, what); each role is a value of its own."""
        given = [(name, self.cleaned_data[name]) for name in WORDS if name != "role"]
        return [*given, *(("role", role) for role in self.cleaned_data["role"])]


class ValueForm(forms.Form):
    """How one value really is."""

    value = short("", required=True)

    def __init__(self, *args: Any, field: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = CODES.get(field)
        if listed is not None:
            self.fields["value"] = choose("", _listed(listed))
        self.fields["value"].label = WORDS[field]
        self._is_birth = field == "birth_date"

    def clean_value(self) -> str:
        given: str = self.cleaned_data["value"]
        return clean_birth(given) if self._is_birth else given


class JoinForm(forms.Form):
    """Who is the same person, and why the desk thinks so."""

    other = choose(gettext_lazy("Wie is dezelfde persoon?"), [])
    code = short(
        gettext_lazy("Staat de persoon in een ander signaal?"),
        help_text=gettext_lazy("Vul het kenmerk in, zoals S-7K4M2Q, en druk op de knop. U kunt dan kiezen."),
    )
    why = long_text(
        gettext_lazy("Waarom denkt u dat?"),
        help_text=gettext_lazy("Wie beide personen ziet, leest dit."),
        missing=gettext_lazy("Schrijf waarom. Een ander moet het kunnen nagaan."),
    )

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = list(people)
        self.fields["other"].choices = people  # type: ignore[attr-defined]
        if not people:
            del self.fields["other"]


class PartForm(forms.Form):
    """Why two records are not the same person after all."""

    why = long_text(
        gettext_lazy("Waarom is dit niet dezelfde persoon?"),
        missing=gettext_lazy("Schrijf waarom. Een ander moet het kunnen nagaan."),
    )
