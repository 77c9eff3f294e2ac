"""The parts of the DPIA that follow from the product itself: its fields, its rights, its pack, its log."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lantaarn.tables.packs import Pack, read_folder

if TYPE_CHECKING:
    from django.db import models

ROOT = Path(__file__).resolve().parent.parent
REGION = ROOT / "regions" / "drenthe"
PERSONAL = {"personal": "persoonsgegevens", "special": "bijzonder", "criminal": "strafrechtelijk"}
KEEP = {
    "case": "met de zaak",
    "account": "met het account",
    "log": "als het logboek",
    "draft": "een dag",
    "region": "met de regio",
    "row": "met zijn rij",
}
CATEGORIES = {
    "absence": "afwezigheid van een medewerker",
    "account": "account van een medewerker",
    "contact": "bereikbaarheid",
    "free text": "vrije tekst",
    "indicator card or check": "signaalkaart of nazoekwerk",
    "person": "persoon",
    "phenomenon": "wat er speelt",
    "place": "plaats",
    "reporter": "melder",
    "training": "scholing van een medewerker",
}
MAY = {
    "accounts.manage": "accounts beheren",
    "chain.view": "zien waar signalen liggen, zonder inhoud",
    "emergency.open": "noodtoegang openen, met een reden en voor een uur",
    "import.run": "een oude lijst inlezen",
    "log.read": "het logboek van de eigen organisatie",
    "log.region": "tellingen van het logboek van de regio, zonder inhoud",
    "meetings.chair": "een overleg voorzitten",
    "meetings.take_part": "aan een overleg deelnemen",
    "network.manage": "het netwerk bijhouden",
    "network.view": "het netwerk zien",
    "outreach.record": "trainingen vastleggen",
    "programme.manage": "het uitvoeringsprogramma beheren",
    "programme.report": "voortgang van het programma melden",
    "report.for_others": "melden voor een ander",
    "retention.hold": "een signaal vasthouden",
    "retention.keep": "zien wat weggaat, vasthouden, eigen deel vernietigen",
    "route.decide": "over de meldroute besluiten",
    "route.propose": "de meldroute voorstellen",
    "share.confirm": "als tweede beslissen over delen",
    "share.work": "gegevens delen",
    "sharing.advise": "adviseren over de deeltabel",
    "sharing.decide": "over de deeltabel besluiten",
    "sharing.propose": "de deeltabel voorstellen",
    "signals.work": "signalen van de eigen balie behandelen",
    "subjects.work": "verzoeken van betrokkenen behandelen",
    "totals.read": "aantallen van de eigen gemeente",
}
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "lantaarn.config.settings",
    "LANTAARN_SECRET_KEY": "only-for-documents" * 4,
    "LANTAARN_CONTEXT_KEY": "00" * 32,
    "LANTAARN_ROLE": "owner",
    "LANTAARN_OWNER_DATABASE_URL": "postgresql:///none?host=/nonexistent",
}


@cache
def _models() -> tuple[type[models.Model], ...]:
    """All models, read as the product declares them; no database is touched."""
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    import django  # noqa: PLC0415 - Django is set up first
    from django.apps import apps  # noqa: PLC0415 - Django is set up first

    django.setup()
    own = [model for model in apps.get_models() if model.__module__.startswith("lantaarn.")]
    return tuple(sorted(own, key=lambda model: model._meta.db_table))


@cache
def _pack() -> Pack:
    return read_folder(REGION)


def _meanings(model: type[models.Model]) -> Iterator[tuple[str, dict[str, str]]]:
    for field in model._meta.local_concrete_fields:
        if field.db_comment:
            yield field.column, dict(part.split("=", 1) for part in field.db_comment.split("; "))


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = tuple(head)
    lines = [head, tuple("---" for _cell in head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def fields() -> str:
    """Each table with data about people: which fields, of which sort, sealed or not, kept how long."""
    return _table(
        ("tabel", "velden over personen", "soort", "versleuteld", "blijft"),
        (row for model in _models() if (row := _fields(model)) is not None),
    )


def _fields(model: type[models.Model]) -> tuple[str, ...] | None:
    from lantaarn.vault.fields import sealed_fields  # noqa: PLC0415 - Django is set up first

    found = [(name, told) for name, told in _meanings(model) if told["privacy"] in PERSONAL]
    if not found:
        return None
    sealed = {str(field.column) for field in sealed_fields(model)}
    kinds = Counter(PERSONAL[told["privacy"]] for _name, told in found)
    kept = dict.fromkeys(KEEP[told["keep"]] for _name, told in found)
    return (
        f"`{model._meta.db_table}`",
        ", ".join(f"`{name}`" for name, _told in found),
        ", ".join(f"{kind} ({number})" for kind, number in sorted(kinds.items())),
        f"{sum(name in sealed for name, _told in found)} van {len(found)}",
        ", ".join(kept),
    )


def categories() -> str:
    """How many fields of each category, per sort of data."""
    counts: Counter[tuple[str, str]] = Counter()
    for model in _models():
        for _name, told in _meanings(model):
            if told["privacy"] in PERSONAL:
                counts[CATEGORIES.get(told["category"], told["category"]), told["privacy"]] += 1
    names = sorted({name for name, _privacy in counts})
    rows = ((name, *(str(counts[name, privacy] or "") for privacy in PERSONAL)) for name in names)
    return _table(("categorie", *PERSONAL.values()), rows)


def rights() -> str:
    """What the database allows the website and the queue, per table with case data."""
    _models()
    from lantaarn.config import rights as declared  # noqa: PLC0415 - Django is set up first

    rows = (
        (f"`{table.name}`", _words(table.app), _words(table.worker), str(len(table.policies)))
        for room in declared.ALL
        for table in room.tables
        if table.is_case_data
    )
    return _table(("tabel", "website mag", "wachtrij mag", "regels per rij"), sorted(rows))


def _words(privileges: str) -> str:
    dutch = {"SELECT": "lezen", "INSERT": "toevoegen", "UPDATE": "wijzigen", "DELETE": "wissen"}
    return ", ".join(dutch[word.strip()] for word in privileges.split(",") if word.strip()) or "niets"


def roles() -> str:
    """What each role of the region may do."""
    rows = ((role.label, "; ".join(MAY.get(may, f"`{may}`") for may in role.may)) for role in _pack().roles)
    return _table(("rol", "mag"), rows)


def retention() -> str:
    """How long what is kept, and whether that was adopted."""
    rows = (
        (row.label, row.term, row.source, "vastgesteld" if row.adopted else "voorstel") for row in _pack().retention
    )
    return _table(("wat", "hoe lang", "bron", "stand"), rows)


def sharing() -> str:
    """What is proved of the sharing table, over all combinations."""
    pack = _pack().sharing
    assert pack is not None
    rows = (
        (one.label, "ja" if one.paths else "", one.source, "vastgesteld" if one.adopted else "voorstel")
        for one in pack.invariants
    )
    return _table(("bewezen afspraak", "ook van hand tot hand", "bron", "stand"), rows)


def parties() -> str:
    """Who is a party of the covenant, as far as documents say."""
    says = {"party": "ja", "no_party": "nee", "unstated": "niet genoemd"}
    rows = ((one.name, says[one.covenant]) for one in _pack().organisations if one.kind != "municipality")
    count = len(_pack().municipalities)
    return _table(("organisatie", "partij bij het convenant"), [*rows, (f"{count} gemeenten", "ja")])


def purposes() -> str:
    """The purposes for which somebody may look, as the log knows them."""
    _models()
    from lantaarn.audit.words import PURPOSES  # noqa: PLC0415 - Django is set up first

    found: list[Any] = sorted({str(word) for code, word in PURPOSES.items() if code != "unstated"})
    return "\n".join(f"- {word}" for word in found)


BLOCKS: dict[str, Callable[[], str]] = {
    "fields": fields,
    "categories": categories,
    "rights": rights,
    "roles": roles,
    "retention": retention,
    "sharing": sharing,
    "parties": parties,
    "purposes": purposes,
}
