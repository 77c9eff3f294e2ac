"""How a signal is named in a list: by what may be going on, never by a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

EXPLOITATION_WORDS = {
    "sexual": gettext_lazy("seksuele uitbuiting"),
    "labour": gettext_lazy("arbeidsuitbuiting"),
    "criminal": gettext_lazy("criminele uitbuiting"),
    "organ_removal": gettext_lazy("gedwongen orgaanverwijdering"),
    "other": gettext_lazy("een andere vorm van uitbuiting"),
}
FACT_OF = {"sexual": "sexual", "labour": "labour", "criminal": "criminal", "other": "other_exploitation"}
"""Which fact of the route says that a form of exploitation plays."""


def forms_in(facts: Mapping[str, str]) -> list[str]:
    """The forms of exploitation that the facts name with yes; unknown when none does."""
    found = [form for form, fact in FACT_OF.items() if facts.get(fact) == "yes"]
    return found or ["unknown"]


def title_of(forms: Iterable[str]) -> str:
    """‘Mogelijke arbeidsuitbuiting’; several forms are joined; none known is said so."""
    named = [str(EXPLOITATION_WORDS[form]) for form in forms if form in EXPLOITATION_WORDS]
    if not named:
        return _("Signaal, soort nog onbekend")
    joined = named[0] if len(named) == 1 else ", ".join(named[:-1]) + _(" en ") + named[-1]
    return _("Mogelijk: %(forms)s") % {"forms": joined}
