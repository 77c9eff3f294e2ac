"""The sharing table as a book: its words, its order, who reads it and who is asked about it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lantaarn.tables.kinds import SHARING, sharing_in
from lantaarn.tables.packs import Pack
from lantaarn.web.sharing.table import page
from lantaarn.web.sharing.table.words import facts_of, words_of
from lantaarn.web.tables.book import Book, Choices, Said, Words


def _order(pack: Pack) -> tuple[str, ...]:
    """The verdict first, then what it leans on."""
    sharing = sharing_in(pack)
    names = [one.name for one in sharing.model.needed(sharing.decision)]
    return tuple(reversed(names))


def _open(_pack: Pack) -> str:
    return ""


def _choices(pack: Pack, words: Words) -> Choices:
    verdicts = sharing_in(pack).verdicts
    return {"verdict": [(verdict, words.get(("verdict", verdict), verdict)) for verdict in verdicts]}


SHARING_BOOK = Book(
    kind=SHARING,
    root="deeltabel/",
    readers=("network.view", "sharing.advise"),
    said=Said(
        name=_("Deeltabel"),
        the=_("de deeltabel"),
        heading=_("Wat mag u met wie delen?"),
        none=_("Er geldt nog geen deeltabel."),
        none_but=_(
            "Tot er een deeltabel geldt, deelt Lantaarn niets. Laat de nieuwste versie bewijzen, vraag de partijen om "
            "akkoord en de functionaris gegevensbescherming om advies, en laat haar ingaan."
        ),
        none_yet=_("De partijen van het convenant moeten haar nog vaststellen. Tot die tijd deelt Lantaarn niets."),
        versions=_("Versies van de deeltabel"),
        versions_why=_("Bij alles wat is gedeeld, staat de versie die toen gold. Daarom blijft elke versie te lezen."),
        sound=_("Niets komt waar het niet mag, ook niet via anderen"),
        gap=_("Er is een situatie waarover de tabel niets zegt"),
        proved=_("De deeltabel is sluitend. Versie %(number)s ligt nu vast."),
        rule_help=_(
            "Na het opslaan ziet u meteen of alle afspraken nog kloppen, ook langs omwegen. U kunt elke wijziging "
            "terugdraaien."
        ),
        takes_effect=(
            _("Wie vanaf dan iets deelt, doet dat naar versie %(number)s."),
            _("Wat al is gedeeld, blijft gedeeld. Bekijk of daar iets bij is dat niet meer mag."),
        ),
    ),
    words=words_of,
    facts=facts_of,
    order=_order,
    choices=_choices,
    columns={"verdict": _("Oordeel"), "article": _("Artikel"), "sentence": _("Uitleg in een zin")},
    charts=page.no_charts,
    page=page.besides,
    not_adopted=page.not_adopted,
    open=_open,
    advises="sharing.advise",
)
