"""What one cell means: a day, yes or no, forms of exploitation, a municipality; doubt is told, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import get_close_matches

from lantaarn.papers.lists_in.headings import plain
from lantaarn.papers.lists_in.sheets import Value, text_of
from lantaarn.papers.wording import MONTHS

YES, NO, UNKNOWN = "yes", "no", "unknown"
_YES = frozenset(
    {"ja", "j", "yes", "y", "true", "waar", "x", "v", "1", "minderjarig", "ja minderjarig"}
    | {"onder 18", "jonger dan 18", "<18", "18-", "✓", "✔", "☑"}
)
_NO = frozenset(
    {"nee", "n", "no", "false", "onwaar", "0", "niet", "geen", "meerderjarig", "nee meerderjarig"}
    | {"18 of ouder", "18+"}
)
_UNKNOWN = frozenset(
    {"", "onbekend", "weet niet", "weet ik niet", "onduidelijk", "unknown", "onb", "nb", "nnb", "twijfel"}
)

_EXPLOITATION = (
    ("sexual", re.compile(r"seks|sexu|prostit|loverboy")),
    ("criminal", re.compile(r"crimin|katvang|misdaad")),
    ("organ_removal", re.compile(r"orga(?:an|nen)")),
    ("labour", re.compile(r"arbeid|labou?r")),
    ("other", re.compile(r"^(?:overige?|anders|andere|bedelarij|gedwongen bedelen|dienstbaarheid|huwelijksdwang)\b")),
    ("unknown", re.compile(r"^(?:onbekend|weet niet|weet ik niet|onduidelijk|nog onbekend|nnb|nb)$")),
)
_BETWEEN_FORMS = re.compile(r"[,;/+&|\n]|\ben\b|\bof\b|\bsamen met\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:geen|niet)\b(?! bekend)")


@dataclass(frozen=True)
class Doubt:
    """A cell that could not be read, with what it may have meant."""

    text: str
    reason: str


def yes_no(value: Value) -> str | Doubt:
    if isinstance(value, bool):
        return YES if value else NO
    text = text_of(value).strip()
    bare = text.replace(" ", "")
    word = bare if bare in _YES | _NO else plain(text) or text.strip("?-.– ")
    for answer, words in ((YES, _YES), (NO, _NO), (UNKNOWN, _UNKNOWN)):
        if word in words:
            return answer
    return Doubt(text, "Dit is geen ja, nee of onbekend.")


def exploitation(value: Value) -> tuple[tuple[str, ...], tuple[Doubt, ...]]:
    """The forms named in the cell in the order of the code list, and each piece that names none."""
    text = text_of(value)
    found: set[str] = set()
    doubts = []
    for piece in _BETWEEN_FORMS.split(text):
        words = plain(piece)
        form = _form(words)
        if form:
            found.add(form)
        elif words:
            doubts.append(Doubt(piece.strip(), "Deze soort uitbuiting kennen wij niet."))
    if len(found) > 1:
        found.discard("unknown")
    codes = tuple(code for code, _ in _EXPLOITATION if code in found)
    return codes or ("unknown",), tuple(doubts)


def _form(words: str) -> str | None:
    if _DENIED.search(words) and words not in {"weet niet", "weet ik niet"}:
        return None
    return next((code for code, pattern in _EXPLOITATION if pattern.search(words)), None)


def municipality_names(known: Iterable[str]) -> dict[str, str]:
    """Official names by the form in which they are compared."""
    return {municipality_key(name): name for name in known}


def municipality(value: Value, names: Mapping[str, str]) -> str | Doubt:
    """The municipality by its official name; a near miss is only suggested."""
    text = text_of(value).strip()
    if not names:
        return text or Doubt(text, "De gemeente ontbreekt.")
    key = municipality_key(text)
    if key in names:
        return names[key]
    if not key:
        return Doubt(text, "De gemeente ontbreekt.")
    several = [names[part] for part in map(municipality_key, _BETWEEN_PLACES.split(text)) if part in names]
    if len(several) > 1:
        return Doubt(text, f"Hier staan meer gemeenten: {', '.join(several)}. Noem alleen de gemeente die behandelt.")
    near = [names[match] for match in get_close_matches(key, names, n=2, cutoff=0.75)]
    if near:
        return Doubt(text, f"Deze gemeente kennen wij niet. Bedoelt u {' of '.join(near)}?")
    return Doubt(text, "Deze gemeente kennen wij niet.")


_BETWEEN_PLACES = re.compile(r"[,;/+&|\n]|\ben\b", re.IGNORECASE)
_MUNICIPALITY_WORD = re.compile(r"\b(?:gemeente|gem)\b")


def municipality_key(name: str) -> str:
    return " ".join(_MUNICIPALITY_WORD.sub(" ", plain(name)).split())


_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS, 1)} | {"mrt": 3, "okt": 10}
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_TIME = r"(?:[ t,]+(?:om )?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?uur)?(?:z|[+-]\d{2}:\d{2})?)?"
_WEEKDAY = r"(?:(?:ma|di|wo|do|vr|za|zo)[a-z]*\.?,? +)?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
_ISO_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_DUTCH = re.compile(rf"{_WEEKDAY}(\d{{1,2}})[-/. ] ?(\d{{1,2}})[-/. ] ?('?\d{{2}}|\d{{4}}){_TIME}")
_WORDS = re.compile(rf"{_WEEKDAY}(\d{{1,2}})(?:e|de|ste)?[-. ]+([a-z]+)\.?[-. ,]+('?\d{{2}}|\d{{4}}){_TIME}")


def day(value: Value, today: date | None = None) -> date | Doubt:
    """A Dutch date: the day always comes before the month, two digits are a year of this century."""
    text = text_of(value).strip()
    found = _day(value, text)
    if found is None:
        reason = f"Dit is geen datum. Schrijf dag, maand en jaar, zoals {_EXAMPLE}." if text else "De datum ontbreekt."
        return Doubt(text, reason)
    if today is not None and found > today:
        return Doubt(text, "Deze datum ligt in de toekomst.")
    return found


_EXAMPLE = "24-11-2026"


def _day(value: Value, text: str) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _serial(value) or _written(text)
    return _written(text)


def _serial(number: float) -> date | None:
    """Days since 30 December 1899, as spreadsheets count; other numbers (a year, a month) are no date."""
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        return _EXCEL_DAY_ZERO + timedelta(days=int(number))
    return None


def _written(text: str) -> date | None:
    text = " ".join(text.lower().split())
    if text.isdecimal() and len(text) == 5:
        return _serial(int(text))
    if match := _ISO.fullmatch(text) or _ISO_COMPACT.fullmatch(text):
        return _calendar(match[1], int(match[2]), match[3])
    if match := _DUTCH.fullmatch(text):
        return _calendar(match[3], int(match[2]), match[1])
    if match := _WORDS.fullmatch(text):
        return _calendar(match[3], _month(match[2]), match[1])
    return None


def _month(word: str) -> int:
    number = _MONTH_NUMBERS.get(word[:3], 0)
    if not number or word in {"mrt", "sept"}:
        return number
    return number if MONTHS[number - 1].startswith(word) else 0


def _calendar(year: str, month: int, day_of_month: str) -> date | None:
    digits = year.lstrip("'")
    full = int(digits) + (2000 if len(digits) == 2 else 0)
    try:
        return date(full, month, int(day_of_month))
    except ValueError:
        return None
