"""The codes of the product in Dutch, B1: one word for one thing, on every page. A code without a word fails a test."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = Mapping[str, Promise]

ENTRY: Words = {
    "form": _("via het meldformulier"),
    "phone": _("per telefoon"),
    "mail": _("per mail"),
    "anonymous_line": _("anoniem, via MMA"),
    "own": _("zelf gezien"),
    "import": _("uit de oude lijst"),
}
DOMAIN: Words = {
    "care": _("zorg of sociaal domein"),
    "safety": _("veiligheid of toezicht"),
    "municipality": _("gemeente"),
    "company": _("bedrijf"),
    "citizen": _("inwoner"),
    "anonymous_line": _("Meld Misdaad Anoniem"),
    "unknown": _("onbekend"),
}
STATUS: Words = {
    "received": _("ontvangen"),
    "taken_up": _("opgepakt"),
    "watching": _("op afstand gevolgd"),
    "closed": _("afgerond"),
}
REFERRAL_STATE: Words = {
    "offered": _("aangeboden"),
    "accepted": _("aangenomen"),
    "declined": _("teruggegeven"),
    "done": _("klaar"),
    "withdrawn": _("ingetrokken"),
}
EXPLOITATION: Words = {
    "sexual": _("seksueel"),
    "labour": _("arbeid"),
    "criminal": _("crimineel"),
    "organ_removal": _("organen"),
    "other": _("anders"),
    "unknown": _("nog onbekend"),
}
TRI: Words = {"yes": _("ja"), "no": _("nee"), "unknown": _("weet niet")}
PLACE: Words = {
    "found": _("Gezien of gevonden"),
    "lives": _("Woont"),
    "works": _("Werkt"),
    "recruited": _("Geworven"),
}
KIND: Words = {
    "observed": _("Gezien"),
    "stated": _("Verteld"),
    "interpreted": _("Indruk"),
    "card": _("Signaalkaart"),
    "checked": _("Nagekeken"),
    "place": _("Plaats"),
}
CATEGORY: Words = {
    "person": _("persoon"),
    "contact": _("bereikbaarheid"),
    "place": _("plaats"),
    "phenomenon": _("wat er speelt"),
    "care": _("zorg"),
    "health": _("gezondheid"),
    "criminal": _("strafrecht"),
    "administrative": _("bestuurlijk"),
}
PERSON: Words = {
    "name": _("Naam"),
    "birth_date": _("Geboren"),
    "gender": _("Geslacht"),
    "citizenship": _("Nationaliteit"),
    "language": _("Taal"),
    "role": _("Rol"),
    "phone": _("Telefoon"),
    "email": _("E-mail"),
    "address": _("Adres"),
}
CLOSE_REASON: Words = {
    "no_trafficking_found": _("Geen mensenhandel gevonden"),
    "other_problem_handed_over": _("Ander probleem, elders overgedragen"),
    "victim_safe_and_supported": _("De persoon is veilig en krijgt hulp"),
    "prosecuted": _("Er is vervolging"),
    "disrupted": _("De uitbuiting is gestopt"),
    "no_contact_possible": _("Contact lukt niet"),
    "merged": _("Hoort bij een ander signaal"),
    "handed_over_region": _("Overgedragen aan een andere regio"),
    "handled_before": _("Was al afgehandeld vóór Lantaarn"),
}
FEEDBACK: Words = {
    "followed_up": _("Wij hebben uw melding opgepakt en er iets mee gedaan. Dank u wel dat u het doorgaf."),
    "other_help": _("Er speelde iets anders. De juiste hulp is ingeschakeld. Dank u wel dat u het doorgaf."),
    "not_enough": _("Wij konden nu niet verder. Uw melding blijft bewaard en kan later helpen."),
    "thanks_only": _("Wij hebben uw melding bekeken en afgerond. Dank u wel dat u het doorgaf."),
}
ADVICE_FROM: Words = {
    "municipality": _("gemeente"),
    "care": _("zorg"),
    "school": _("school"),
    "police": _("politie"),
    "housing": _("woningcorporatie"),
    "company": _("bedrijf"),
    "other": _("iemand anders"),
}
ADVICE_OUTCOME: Words = {
    "advised": _("advies gegeven"),
    "will_report": _("gaat melden"),
    "other_place": _("hoort ergens anders"),
}
GROUND: Words = {
    "meldroute": _("meldroute"),
    "overruled": _("afwijking van de meldroute, met reden"),
    "escalation": _("niet op tijd beantwoord"),
    "declined": _("teruggegeven"),
    "drieluik": _("drieluik"),
    "advice": _("advies van de ketenregisseur"),
    "reopened": _("heropend"),
    "watched": _("op afstand gevolgd"),
    "withdrawn": _("ingetrokken"),
    "grant": _("inzage"),
    "emergency": _("noodtoegang"),
    "covenant": _("convenant"),
    "legal_task": _("wettelijke taak"),
    "vital_interest": _("vitaal belang"),
    "conflict_of_duties": _("conflict van plichten"),
    "consent": _("toestemming"),
    "avg_consent": _("toestemming volgens de AVG"),
    "permission_lifted": _("opgeheven beroepsgeheim"),
    "secrecy_permission": _("opgeheven beroepsgeheim"),
    "own_ground_municipality": _("eigen grond van de gemeente"),
    "none": _("geen grond"),
    "unknown": _("weet ik niet"),
    "": _("niet genoemd"),
}
MOMENT: Words = {
    "received": _("De melding kwam binnen."),
    "accepted": _("%(by)s nam het aan."),
    "facts": _("%(by)s vulde de feiten aan."),
    "enriched": _("%(by)s vulde iets aan."),
    "corrected": _("%(by)s verbeterde iets."),
    "asked": _("%(by)s stelde de melder een vraag."),
    "answered": _("De melder gaf antwoord."),
    "passed_on": _("%(by)s zette het door naar %(desk)s."),
    "overruled": _("%(by)s week af van de route, naar %(desk)s."),
    "declined": _("%(desk)s gaf het terug."),
    "withdrawn": _("%(by)s trok een verzoek in."),
    "finished": _("%(desk)s is klaar met zijn deel."),
    "sheet_made": _("%(by)s maakte het overdrachtsblad voor %(desk)s."),
    "receipt": _("%(desk)s heeft het ontvangen. Kenmerk: %(reference)s"),
    "escalated": _("%(desk)s antwoordde niet op tijd. De ketenregisseur is ingelicht."),
    "watching": _("%(by)s volgt het op afstand, tot %(until)s."),
    "closed": _("%(by)s rondde het af."),
    "reopened": _("%(by)s opende het weer."),
    "linked": _("%(by)s koppelde een ander signaal."),
    "unlinked": _("%(by)s haalde een koppeling weg."),
    "on_agenda": _("%(by)s bracht het in bij het overleg."),
    "decided": _("Het overleg nam een besluit."),
    "advised": _("%(by)s adviseerde %(desk)s om in te dienen bij het RIEC."),
}


MAIL_STATE: Words = {
    "queued": _("gaat per mail"),
    "sending": _("gaat per mail"),
    "sent": _("verstuurd per mail"),
    "uncertain": _("misschien verstuurd, misschien niet"),
    "failed": _("de mail kwam niet weg"),
}
"""The mail of an invitation."""
REASONED = {"overruled", "declined", "withdrawn", "reopened"}
"""What a person wrote stands behind these; it is told to the two desks that it is between."""


class _Gentle(dict[str, object]):
    """A missing word of a moment reads as nothing, so that an old moment can always be told."""

    def __missing__(self, key: str) -> str:
        return ""


def moment_text(kind: str, desk: str, words: Mapping[str, object]) -> str:
    """A moment as a sentence; `desk` is who did it, empty for the route or the reporter."""
    told = str(MOMENT[kind]) % _Gentle({**words, "by": desk or str(_("De meldroute"))})
    if words.get("reason") and kind in REASONED:
        return f"{told} {_('Reden: %(reason)s') % {'reason': words['reason']}}"
    return told


def options(words: Words, *, empty: str | Promise | None = None) -> list[tuple[str, str | Promise]]:
    """The choices of a form field."""
    rows: list[tuple[str, str | Promise]] = [("", empty)] if empty is not None else []
    return [*rows, *words.items()]
