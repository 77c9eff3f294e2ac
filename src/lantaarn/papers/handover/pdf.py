"""The hand-over sheet as a tagged PDF (PDF/UA-1), set by typst from data, never from text as source."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from functools import lru_cache
from importlib.resources import files

import typst

from lantaarn.papers.handover import words
from lantaarn.papers.handover.sheet import HandoverSheet
from lantaarn.papers.wording import dutch_date, one_line, visible

# Part of the program, read once like its modules; what a sheet says arrives as data.
_SOURCE = files(__package__).joinpath("sheet.typ").read_bytes()
_PROBE = """#set document(title: "x")
#set text(font: ("Atkinson Hyperlegible", "Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern"))
#sys.inputs.character
"""
# Latin-1 is in every typeface; beyond it characters are tried one by one, at some milliseconds each.
_TRIED_FROM = "\u0100"
_MOST_TRIED = 400
_SURE = frozenset(map(chr, (*range(0x100, 0x180), 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x20AC)))
_LONG_RUN = re.compile(r"\S{30,}")
_NO_WORD = re.compile(r"(?<!\S)(?![^\W\d_]{30,60}[.,;:)’]?(?!\S))\S{30,}")
"""A word of letters alone, however long, has syllables at which it is broken; anything else has not."""
_REPLACED = "Tekens die dit lettertype niet heeft, staan als [U+…]."


def to_pdf(sheet: HandoverSheet, *, font_paths: tuple[str, ...] = ()) -> bytes:
    """The sheet on A4; without font paths it is set in a typeface that typst brings along.

    PDF/UA forbids characters that no font can show; those are printed as their code point, so that a
    name in an unusual script never stops a hand-over.
    """
    return set_on_paper(_SOURCE, _data(sheet), made_on=sheet.date, font_paths=font_paths)


def set_on_paper(
    source: bytes, data: dict[str, object], *, made_on: date, font_paths: tuple[str, ...], hyphenates: bool = False
) -> bytes:
    """This source with this data, every character shown one way or another; `hyphenates`: breaks words itself."""
    long_run = _NO_WORD if hyphenates else _LONG_RUN
    *gentle, last = _ways_to_show(font_paths)
    unusual = {character for character in json.dumps(data, ensure_ascii=False) if character >= _TRIED_FROM}
    for shown in gentle if len(unusual) <= _MOST_TRIED else gentle[:1]:
        try:
            return _compile(source, _mapped(data, shown, long_run), made_on, font_paths)
        except typst.TypstError:
            continue
    return _compile(source, _mapped(data, last, long_run), made_on, font_paths)


def _compile(source: bytes, data: dict[str, object], made_on: date, font_paths: tuple[str, ...]) -> bytes:
    return typst.compile(
        source,
        format="pdf",
        font_paths=_fonts(font_paths),
        sys_inputs={"sheet": json.dumps(data)},
        pdf_standards="ua-1",
        timestamp=datetime.combine(made_on, time(), UTC),
    )


@lru_cache(maxsize=8)
def _fonts(font_paths: tuple[str, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=list(font_paths))


def _data(sheet: HandoverSheet) -> dict[str, object]:
    return {
        "title": words.TITLE,
        "code": one_line(sheet.code),
        "date": dutch_date(sheet.date),
        "region": one_line(sheet.region),
        "acute": sheet.acute,
        "acute_words": [words.ACUTE, words.ACUTE_HELP],
        "from": words.from_lines(sheet),
        "to": words.to_lines(sheet),
        "task": visible(sheet.task).strip(),
        "deadline": one_line(sheet.deadline),
        "ground": one_line(sheet.ground),
        "sections": [asdict(section) for section in words.sections(sheet)],
        "safe": words.safe_contact_pairs(sheet),
        "safe_empty": words.NO_SAFE_CONTACT,
        "facts": words.fact_pairs(sheet),
        "places": [asdict(item) for item in words.place_items(sheet.places)],
        "indicators": [asdict(item) for item in words.indicator_items(sheet.indicators)],
        "reporter": one_line(sheet.reporter),
        "stayed": [asdict(item) for item in words.stayed_items(sheet)],
        "stayed_empty": words.NOTHING_BEHIND,
        "receipt_help": words.RECEIPT_HELP,
        "receipt_lines": words.RECEIPT_LINES,
        "confidential": words.CONFIDENTIAL,
        "invented": words.INVENTED if sheet.invented else "",
    }


def _ways_to_show(font_paths: tuple[str, ...]) -> tuple[Callable[[str], str], ...]:
    """As written; else without what no font has; else (scripts that only fail together) Latin alone."""
    return (
        str,
        lambda text: _spelled(text, lambda character: _can_be_shown(character, font_paths)),
        lambda text: _spelled(text, _SURE.__contains__),
    )


def _spelled(text: str, can_be_shown: Callable[[str], bool]) -> str:
    return "".join(
        character if character < _TRIED_FROM or can_be_shown(character) else _code_point(character)
        for character in text
    )


def _code_point(character: str) -> str:
    name = unicodedata.name(character, "").lower()
    known = f" {name}" if name and "-" + f"{ord(character):x}" not in name else ""
    return f"[U+{ord(character):04X}{known}]"


@lru_cache(maxsize=4096)
def _can_be_shown(character: str, font_paths: tuple[str, ...]) -> bool:
    try:
        typst.compile(
            _PROBE.encode(),
            format="pdf",
            font_paths=_fonts(font_paths),
            sys_inputs={"character": character},
            pdf_standards="ua-1",
        )
    except typst.TypstError:
        return False
    return True


def _mapped(data: dict[str, object], shown: Callable[[str], str], long_run: re.Pattern[str]) -> dict[str, object]:
    mapped = {key: _map(value, shown) for key, value in data.items()}
    as_written = {key: _map(value, str) for key, value in data.items()}
    breakable = {key: _map(value, lambda text: _breakable(text, long_run)) for key, value in mapped.items()}
    return breakable | {"replaced": _REPLACED if mapped != as_written else ""}


def _breakable(text: str, long_run: re.Pattern[str]) -> str:
    """A web address or a run without spaces may break anywhere, or it would run off the paper."""
    return long_run.sub(lambda run: "\u200b".join(re.findall(".{1,6}", run.group())), text)


def _map(value: object, shown: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return {key: _map(part, shown) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_map(part, shown) for part in value]
    return value
