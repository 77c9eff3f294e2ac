"""The route as a book: its words, its order, who reads it."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lantaarn.rules.routing import NONE
from lantaarn.tables.kinds import ROUTE
from lantaarn.tables.packs import Fact, Pack
from lantaarn.web.route import page
from lantaarn.web.route.words import words_of
from lantaarn.web.tables.book import Book, Choices, Said, Words


def _facts(pack: Pack) -> tuple[Fact, ...]:
    return pack.facts


def _order(pack: Pack) -> tuple[str, ...]:
    """First what sends a signal somewhere, in the order of the route, then what that leans on."""
    steps = pack.plan().steps
    return (*steps, *(one.name for one in pack.model.decisions if one.name not in steps))


def _open(pack: Pack) -> str:
    return pack.route.lead


def _choices(pack: Pack, words: Words) -> Choices:
    return {
        "desk": [(NONE, words["desk", NONE]), *((desk.code, desk.label) for desk in pack.desks)],
        "task": [(NONE, gettext("geen")), *((task.code, task.label) for task in pack.tasks)],
        "deadline": [(NONE, gettext("geen")), *((deadline.code, deadline.label) for deadline in pack.deadlines)],
    }


ROUTE_BOOK = Book(
    kind=ROUTE,
    root="meldroute/",
    readers=("network.view",),
    said=Said(
        name=_("Meldroute"),
        the=_("de route"),
        heading=_("Wie pakt een signaal op?"),
        none=_("Er geldt nog geen meldroute."),
        none_but=_(
            "Tot er een route geldt, komt elk signaal bij de ketenregisseur. Laat de nieuwste versie bewijzen, "
            "vaststellen en ingaan."
        ),
        none_yet=_("De ketenregisseur maakt haar klaar. Tot die tijd komt elk signaal bij de ketenregisseur."),
        versions=_("Versies van de meldroute"),
        versions_why=_("Een signaal houdt de versie die het stuurde. Daarom blijft elke versie hier te lezen."),
        sound=_("Elk signaal komt bij een balie aan"),
        gap=_("Er is een situatie waarin een signaal nergens aankomt"),
        proved=_("De route is sluitend. Versie %(number)s ligt nu vast."),
        rule_help=_("Na het opslaan ziet u meteen of de route nog sluitend is. U kunt elke wijziging terugdraaien."),
        takes_effect=(
            _("Nieuwe signalen en nieuwe stappen volgen versie %(number)s."),
            _("Bij wat al is doorgezet, verandert niets: een signaal houdt de versie die het stuurde."),
        ),
    ),
    words=words_of,
    facts=_facts,
    order=_order,
    choices=_choices,
    columns={"desk": _("Balie"), "task": _("Taak"), "deadline": _("Binnen")},
    charts=page.charts,
    page=page.besides,
    not_adopted=page.not_adopted,
    open=_open,
)
