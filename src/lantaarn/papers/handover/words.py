"""The Dutch sentences of the hand-over sheet, the same in PDF and ODT."""

from __future__ import annotations

from dataclasses import dataclass

from lantaarn.papers.handover.sheet import HandoverSheet, Indicator, Place, Remark
from lantaarn.papers.wording import dutch_date, one_line, visible

TITLE = "Overdracht van een signaal"
ACUTE = "Acuut gevaar gemeld"
ACUTE_HELP = "Is iemand nu in gevaar en is er nog niet gebeld? Bel 112."
CONFIDENTIAL = "Vertrouwelijk: persoonsgegevens. Bewaar en vernietig dit blad volgens uw eigen wet."
INVENTED = "Oefenblad: alle personen en gegevens zijn verzonnen."
RECEIPT_HELP = "Stuur deze gegevens terug naar de afzender. Dan weten wij dat het signaal bij u is."
RECEIPT_LINES = ("Uw kenmerk", "Ontvangen op", "Naam en telefoon")
NO_SAFE_CONTACT = "Hierover is niets bekend. Overleg eerst met de afzender, voordat u contact zoekt."
NOTHING_BEHIND = "De afzender noemt niets."


@dataclass(frozen=True)
class Item:
    text: str
    note: str


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    help: str
    items: tuple[Item, ...]
    empty: str


def sections(sheet: HandoverSheet) -> tuple[Section, ...]:
    """Seen, told and thought: three different things that stay apart."""
    return (
        Section(
            "observed",
            "Gezien",
            "door de bron zelf waargenomen",
            _remarks(sheet.observed),
            "Niets vastgelegd.",
        ),
        Section("stated", "Verteld", "iemand zei dit", _remarks(sheet.stated), "Niets vastgelegd."),
        Section("interpreted", "Indruk", "zo vat de bron het op", _remarks(sheet.interpreted), "Niets vastgelegd."),
    )


def _remarks(remarks: tuple[Remark, ...]) -> tuple[Item, ...]:
    return tuple(
        Item(visible(text).strip(), _note(source, dutch_date(day) if day else "")) for text, source, day in remarks
    )


def _note(*parts: str) -> str:
    return ", ".join(filter(None, map(one_line, parts)))


def indicator_items(indicators: tuple[Indicator, ...]) -> tuple[Item, ...]:
    return tuple(Item(one_line(text), one_line(how)) for text, how in indicators)


def place_items(places: tuple[Place, ...]) -> tuple[Item, ...]:
    return tuple(Item(": ".join(_lines(kind, municipality)), one_line(text)) for kind, municipality, text in places)


def stayed_items(sheet: HandoverSheet) -> tuple[Item, ...]:
    return tuple(Item(one_line(what), one_line(why)) for what, why in sheet.stays_behind)


def fact_pairs(sheet: HandoverSheet) -> tuple[tuple[str, str], ...]:
    return tuple((one_line(label), one_line(value)) for label, value in sheet.facts)


def safe_contact_pairs(sheet: HandoverSheet) -> tuple[tuple[str, str], ...]:
    """What is agreed on reaching the person, or nothing when nothing is."""
    if sheet.safe_contact is None:
        return ()
    agreed = (
        ("Codewoord", one_line(sheet.safe_contact.codeword)),
        ("Nooit bellen", one_line(sheet.safe_contact.never_call)),
        ("Wel bereikbaar", one_line(sheet.safe_contact.hours)),
    )
    return tuple((label, value) for label, value in agreed if value)


def from_lines(sheet: HandoverSheet) -> tuple[str, ...]:
    desk = sheet.from_desk
    return _lines(desk.name, desk.organisation, desk.phone, desk.hours)


def to_lines(sheet: HandoverSheet) -> tuple[str, ...]:
    return _lines(sheet.to_desk.name, sheet.to_desk.organisation, sheet.to_desk.reach)


def _lines(*parts: str) -> tuple[str, ...]:
    return tuple(filter(None, map(one_line, parts)))
