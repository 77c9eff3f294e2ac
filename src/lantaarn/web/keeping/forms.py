"""Why something is held, or goes before its time."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 300


class CodeForm(forms.Form):
    """Find the clock of one signal."""

    code = forms.CharField(label=_("Code van het signaal"), max_length=20, help_text=_("Zoals S-7K4M2Q."))


class HoldForm(forms.Form):
    """The reason of a legal hold."""

    why = forms.CharField(
        label=_("Waarom mag dit niet weg?"),
        max_length=LONGEST,
        help_text=_("Noem de grond, zoals een strafzaak of een lopend verzoek. Schrijf geen namen van betrokkenen."),
        error_messages={"required": _("Schrijf waarom dit niet weg mag.")},
    )


class EraseForm(forms.Form):
    """The ground of an erasure before its time."""

    ground = forms.CharField(
        label=_("Op welke grond?"),
        max_length=LONGEST,
        help_text=_("Bijvoorbeeld: bezwaar gegrond (AVG art. 21). Schrijf geen namen van betrokkenen."),
        error_messages={"required": _("Schrijf op welke grond dit wordt vernietigd.")},
    )
    sure = forms.BooleanField(
        label=_("Ik heb nagekeken dat dit niet meer nodig is"),
        error_messages={"required": _("Kruis dit aan als u het hebt nagekeken.")},
    )
