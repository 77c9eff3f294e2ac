"""The codes of requests in Dutch."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, Promise]

KIND: Words = {
    "access": _("Weten wat er is vastgelegd, en wie het zag"),
    "correction": _("Iets laten verbeteren"),
    "restriction": _("Voorlopig niet laten delen"),
    "objection": _("Bezwaar tegen het gebruik"),
}
STATE: Words = {
    "received": _("eerst: is contact veilig"),
    "safe": _("eerst: wie vraagt dit"),
    "known": _("zoeken en beslissen"),
    "answered": _("beantwoord"),
    "stopped": _("ingetrokken"),
}
ASKED_BY: Words = {
    "self": _("De persoon zelf"),
    "parent": _("Een ouder of voogd"),
    "representative": _("Een vertegenwoordiger"),
    "lawyer": _("Een advocaat"),
    "unknown": _("Dat is niet duidelijk"),
}
CHANNEL: Words = {
    "counter": _("Aan de balie"),
    "phone": _("Per telefoon"),
    "letter": _("Per brief"),
    "mail": _("Per mail"),
}
CONTACT: Words = {
    "safe": _("Ja, veilig, en de persoon wil dit zelf"),
    "unsafe": _("Nee, contact is nu niet veilig"),
    "forced": _("Iemand anders lijkt erachter te zitten"),
}
IDENTITY: Words = {
    "document": _("Identiteitsbewijs gezien"),
    "known_here": _("Wij kennen deze persoon al"),
    "digid": _("Ingelogd met DigiD bij de eigen organisatie"),
    "power_of_attorney": _("Machtiging gezien"),
    "not_proved": _("Dat staat niet vast"),
}
ANSWER: Words = {
    "given": _("alles verteld"),
    "partly": _("een deel verteld"),
    "refused": _("niet verteld, met grond"),
    "nothing": _("er is niets gevonden"),
    "neither": _("niets bevestigd en niets ontkend"),
    "done": _("gedaan wat is gevraagd, of uitgelegd waarom niet"),
}
