"""Forms of one's own account and of the administrator's work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from lantaarn.network.queries import DeskView

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Choices = Iterable[tuple[str, str]]


def _day(label: _StrPromise, *, required: bool = True, hint: str | _StrPromise = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": _l("Kies een dag."), "invalid": _l("Schrijf de dag zo: 24-11-2026.")},
        validators=[
            MinValueValidator(dt.date(2000, 1, 1), _l("Kies een dag na 1 januari 2000.")),
            MaxValueValidator(dt.date(2100, 1, 1), _l("Kies een dag vóór 2100.")),
        ],
    )


class DetailsForm(forms.Form):
    """Who one is to others in the network."""

    name = forms.CharField(label=_l("Naam"), max_length=120, error_messages={"required": _l("Vul uw naam in.")})
    phone = forms.CharField(
        label=_l("Telefoon"),
        required=False,
        max_length=40,
        help_text=_l("Alleen mensen die signalen behandelen en wie het netwerk beheert, zien dit nummer."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    trained_on = _day(_l("Laatste training mensenhandel"), required=False, hint=_l("Geldt voor de rol die u nu hebt."))


class AbsenceForm(forms.Form):
    """From and until."""

    first_day = _day(_l("Eerste dag"))
    last_day = _day(_l("Laatste dag"))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        first, last = found.get("first_day"), found.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("De laatste dag ligt voor de eerste dag. Kies een latere dag."))
        return found


class LanguageForm(forms.Form):
    language = forms.ChoiceField(
        label=_l("Taal van de schermen"), choices=(("nl", "Nederlands"), ("en", "English")), widget=forms.RadioSelect
    )


class AccountFilterForm(forms.Form):
    """Above the list; whatever does not fit is left out, for an address can be typed."""

    zoek = forms.CharField(label=_l("Naam of e-mailadres"), required=False, max_length=100)
    rol = forms.ChoiceField(label=_l("Rol"), required=False)
    organisatie = forms.ChoiceField(label=_l("Organisatie"), required=False)
    stand = forms.ChoiceField(
        label=_l("Stand"),
        required=False,
        choices=(
            ("", _l("Alle")),
            ("working", _l("Aan het werk")),
            ("without_role", _l("Zonder rol")),
            ("stopped", _l("Gestopt")),
        ),
    )

    def __init__(self, *args: Any, roles: Choices, organisations: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "rol", [("", _("Alle rollen")), *roles])
        _offer(self, "organisatie", [("", _("Alle organisaties")), *organisations])


class InviteForm(forms.Form):
    """Who, and as what."""

    email = forms.EmailField(
        label=_l("E-mailadres"),
        max_length=254,
        help_text=_l("Het adres van het werk: daarmee logt iemand in."),
        error_messages={
            "required": _l("Vul een e-mailadres in."),
            "invalid": _l("Dit is geen heel e-mailadres. Kijk of er een @ en een punt in staan."),
        },
    )
    name = forms.CharField(
        label=_l("Naam"), max_length=120, error_messages={"required": _l("Vul de naam in zoals collega’s die kennen.")}
    )
    role = forms.ChoiceField(label=_l("Rol"), error_messages={"required": _l("Kies een rol.")})
    desk = forms.ChoiceField(
        label=_l("Balie"),
        required=False,
        help_text=_l("Nodig bij een rol die signalen behandelt. De organisatie is dan die van de balie."),
    )
    organisation = forms.ChoiceField(
        label=_l("Organisatie"), required=False, help_text=_l("Nodig als u geen balie kiest.")
    )
    is_deputy = forms.BooleanField(label=_l("Is plaatsvervanger"), required=False)

    def __init__(
        self, *args: Any, roles: Choices, organisations: Choices, desks: Iterable[DeskView], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(desk.id): desk for desk in desks}
        _offer(self, "role", [("", _("Kies een rol")), *roles])
        _offer(self, "desk", [("", _("Geen balie")), *desk_choices(self.places.values())])
        _offer(self, "organisation", [("", _("Kies een organisatie")), *organisations])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        desk = self.places.get(found.get("desk") or "")
        if desk is not None:
            found["organisation"] = str(desk.organisation_id)
        elif not found.get("organisation") and "organisation" not in self.errors:
            self.add_error("organisation", _("Kies een balie of een organisatie."))
        if desk is not None and found.get("role") and desk.role != found["role"]:
            self.add_error("desk", _("Deze balie hoort bij een andere rol. Kies een balie van dezelfde rol."))
        return found


class AcceptForm(forms.Form):
    """Somebody new chooses a name and a password."""

    name = forms.CharField(
        label=_l("Uw naam"),
        max_length=120,
        error_messages={"required": _l("Vul uw naam in.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_l("Wachtwoord"),
        strip=False,
        max_length=200,
        help_text=_l("Minstens twaalf tekens. Drie of vier gewone woorden achter elkaar is goed."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _l("Kies een wachtwoord.")},
    )
    again = forms.CharField(
        label=_l("Nog een keer het wachtwoord"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _l("Vul het wachtwoord nog een keer in.")},
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        password, again = found.get("password"), found.get("again")
        if password and again and password != again:
            self.add_error("again", _("De twee wachtwoorden zijn niet gelijk. Vul ze opnieuw in."))
        elif password:
            try:
                password_validation.validate_password(password)
            except ValidationError as problem:
                self.add_error("password", problem)
        return found


class EndForm(forms.Form):
    last_day = _day(_l("Laatste dag"), hint=_l("Op deze dag werkt de rol nog."))


class MoveForm(forms.Form):
    """Another desk of the same role."""

    desk = forms.ChoiceField(label=_l("Nieuwe balie"), error_messages={"required": _l("Kies een balie.")})
    is_deputy = forms.BooleanField(label=_l("Is daar plaatsvervanger"), required=False)

    def __init__(self, *args: Any, desks: Iterable[DeskView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "desk", [("", _("Kies een balie")), *desk_choices(desks)])


def desk_choices(desks: Iterable[DeskView]) -> list[tuple[str, str]]:
    """Desks in a list, the municipality first where there is one."""
    found = [(str(d.id), f"{d.municipality}: {d.label}" if d.municipality else d.label) for d in desks]
    return sorted(found, key=lambda choice: choice[1])


def _offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def as_uuid(text: str) -> UUID | None:
    """An id out of an address or a choice; None when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None
