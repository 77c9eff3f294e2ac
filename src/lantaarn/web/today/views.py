"""The first page answers one question for every role: what must I do today?"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lantaarn.context.actor import Actor
from lantaarn.folders import sharing
from lantaarn.network import queries as network
from lantaarn.programme import queries as programme
from lantaarn.signals import queries as signals
from lantaarn.tables import queries as tables
from lantaarn.web.desk import show
from lantaarn.web.doors.door import ActorRequest, signed_in


@dataclass(frozen=True)
class Ask:
    """One thing that asks for you: words, where to go, and whether it is pressing."""

    text: str
    url: str
    action: str
    pressing: bool = False


@signed_in(purpose="work.plan")
def today(request: ActorRequest) -> HttpResponse:
    by = request.actor
    inbox = signals.inbox(by=by) if by.desk_id else None
    if inbox:
        request.new_count = inbox.offered
    others = (_of_network, _of_seconds, _of_emergencies, _of_meetings, _of_chain, _of_route, _of_mail, _of_programme)
    found = [*_of_desk(inbox), *(ask for of in others for ask in of(by))]
    asks = sorted(found, key=lambda ask: not ask.pressing)
    context = {
        "asks": asks,
        "first": [show.mail(row, new=True, current=None) for row in show.late_first(inbox.new)[:5]] if inbox else (),
        "totals": signals.totals(by=by) if by.can("totals.read") and by.municipality_id and not by.desk_id else (),
        "ways": _ways(by),
        "advice": signals.advice_count(by=by, year=timezone.localdate().year) if by.desk_id else None,
        "name": by.name.split(" ")[0],
    }
    return render(request, "today/today.html", context)


def _of_desk(inbox: signals.Inbox | None) -> list[Ask]:
    if inbox is None:
        return []
    counts = (
        (len(inbox.late), _("%(n)d signaal is te laat"), _("%(n)d signalen zijn te laat"), True),
        (len(inbox.new), _("%(n)d signaal wacht op uw antwoord"), _("%(n)d signalen wachten op uw antwoord"), False),
        (len(inbox.tasks), _("%(n)d taak staat open"), _("%(n)d taken staan open"), any(t.late for t in inbox.tasks)),
        (len(inbox.waiting), _("U wacht op %(n)d antwoord"), _("U wacht op %(n)d antwoorden"), False),
    )
    return [
        Ask((one if n == 1 else many) % {"n": n}, reverse("inbox"), _("Naar het postvak"), pressing)
        for n, one, many, pressing in counts
        if n
    ]


def _of_seconds(by: Actor) -> list[Ask]:
    """Colleagues who want to share something and need another pair of eyes."""
    waiting = len(sharing.waiting_for_second(by=by))
    if not waiting:
        return []
    text = ngettext(
        "%(n)d collega vraagt u om mee te kijken voor er gedeeld wordt",
        "%(n)d keer vraagt een collega u om mee te kijken voor er gedeeld wordt",
        waiting,
    )
    return [Ask(text % {"n": waiting}, reverse("share-waiting"), _("Kijk mee"), pressing=True)]


def _of_emergencies(by: Actor) -> list[Ask]:
    """For a privacy officer: what nobody looked at yet."""
    if not by.can("log.read"):
        return []
    unseen = sum(one.seen_at is None for one in sharing.emergencies_now(by=by))
    if not unseen:
        return []
    text = ngettext("%(n)d keer noodtoegang, nog niet bekeken", "%(n)d keer noodtoegang, nog niet bekeken", unseen)
    return [Ask(text % {"n": unseen}, reverse("emergencies"), _("Bekijk wie en waarom"), pressing=True)]


def _of_meetings(by: Actor) -> list[Ask]:
    if not (by.can("meetings.chair") or by.can("meetings.take_part")) or not by.desk_id:
        return []
    found = [m for m in signals.meetings(by=by) if m.is_next]
    asks = []
    for m in found:
        days = (timezone.localdate(m.starts_at) - timezone.localdate()).days
        if days > 7:
            continue
        when = _("vandaag") if days <= 0 else _("morgen") if days == 1 else _("over %(n)d dagen") % {"n": days}
        text = ngettext(
            "%(body)s is %(when)s, met %(n)d signaal op de lijst",
            "%(body)s is %(when)s, met %(n)d signalen op de lijst",
            m.waiting,
        ) % {"body": m.body, "when": when, "n": m.waiting}
        asks.append(Ask(text, reverse("meeting", args=[m.id]), _("Naar het overleg"), days <= 0))
    return asks


def _of_chain(by: Actor) -> list[Ask]:
    if not by.can("chain.view"):
        return []
    stuck = signals.figures(by=by).escalated
    if not stuck:
        return []
    text = ngettext(
        "Bij %(n)d signaal antwoordde niemand op tijd", "Bij %(n)d signalen antwoordde niemand op tijd", stuck
    )
    return [Ask(text % {"n": stuck}, reverse("chain"), _("Bekijk de keten"), pressing=True)]


def _of_route(by: Actor) -> list[Ask]:
    if not by.can("route.decide"):
        return []
    versions = tables.versions(by.region)
    drafts = [v for v in versions if v.state in ("draft", "proved", "adopted")]
    if not any(v.holds for v in versions):
        return [
            Ask(_("Uw regio heeft nog geen geldige meldroute"), reverse("route"), _("Stel er een vast"), pressing=True)
        ]
    if not drafts:
        return []
    text = ngettext(
        "%(n)d versie van de meldroute is nog niet geldig",
        "%(n)d versies van de meldroute zijn nog niet geldig",
        len(drafts),
    )
    return [Ask(text % {"n": len(drafts)}, reverse("route"), _("Bekijk de meldroute"))]


def _of_network(by: Actor) -> list[Ask]:
    """For who invites people: desks where nobody works, above all in a region that begins."""
    if not by.can("accounts.manage"):
        return []
    empty = network.empty_desks(region=by.region)
    if not empty:
        return []
    text = ngettext("Bij %(n)d balie werkt nog niemand", "Bij %(n)d balies werkt nog niemand", empty)
    return [Ask(text % {"n": empty}, f"{reverse('network')}?ontbreekt=on", _("Bekijk welke, en nodig iemand uit"))]


def _of_mail(by: Actor) -> list[Ask]:
    if not (by.can("accounts.manage") or by.can("chain.view")):
        return []
    lost = len(signals.uncertain_mail(by=by))
    if not lost:
        return []
    text = ngettext("Van %(n)d mail is onzeker of hij aankwam", "Van %(n)d mails is onzeker of zij aankwamen", lost)
    return [Ask(text % {"n": lost}, reverse("mail"), _("Bekijk en beslis"), pressing=True)]


def _of_programme(by: Actor) -> list[Ask]:
    """One question about the programme: of what the own organisation or role holds, the action that waits longest."""
    if not by.can("programme.report"):
        return []
    survey = programme.survey(by=by)
    waiting = programme.to_answer(survey.mine)[:1]
    return [
        Ask(
            _("Hoe staat het met ‘%(what)s’?") % {"what": Truncator(one.what).chars(90)},
            reverse("programme-action", args=[one.id]),
            _("Zeg hoe het staat"),
        )
        for one in programme.chosen(waiting, of=survey, by=by)
    ]


WAYS = (
    ("report-for-others", ("report.for_others",), gettext_lazy("Melding opschrijven voor iemand")),
    ("advice", ("signals.work",), gettext_lazy("Advies noteren, zonder namen")),
    ("signals", ("signals.work",), gettext_lazy("De overzichtslijst")),
    ("chain", ("chain.view",), gettext_lazy("Waar ligt elk signaal?")),
    ("network", ("network.view",), gettext_lazy("Wie zit waar?")),
    ("accounts", ("accounts.manage",), gettext_lazy("Mensen en accounts")),
    ("log", ("log.read",), gettext_lazy("Het logboek van uw organisatie")),
    ("log-unusual", ("log.read",), gettext_lazy("Opvallend gebruik")),
    ("log-region", ("log.region",), gettext_lazy("Hoe de regio Lantaarn gebruikt")),
    ("picture", ("picture.read",), gettext_lazy("Beeld van de regio, zonder personen")),
    ("emergencies", ("log.read",), gettext_lazy("Noodtoegang: wie en waarom")),
    ("emergency-code", ("emergency.open",), gettext_lazy("Noodtoegang met een kenmerk")),
    ("route", ("network.view",), gettext_lazy("De meldroute")),
    ("sharing", ("network.view", "sharing.advise"), gettext_lazy("De deeltabel")),
)


def _ways(by: Actor) -> list[tuple[str, str]]:
    return [(reverse(name), str(label)) for name, any_of, label in WAYS if any(by.can(c) for c in any_of)]
