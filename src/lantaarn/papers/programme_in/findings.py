"""What the readers find, gathered while they go through the document: parts with their order, actions, doubts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

from lantaarn.papers.programme_in.blocks import Place
from lantaarn.papers.programme_in.layout import PartKind, column_of, layout, level_of, plain, says
from lantaarn.papers.programme_in.model import Action, BudgetRow, Card, Part, Unread, Warned
from lantaarn.papers.programme_in.moments import is_moment

_PART = re.compile(
    r"^(?:(\d{1,2}(?:\.\d{1,2})*)\.?\s+)?([A-Za-zÀ-ÿ]+)(?:\s+([A-Z]?\d{1,2}(?:\.\d{1,2})*[a-z]?|[A-H]|[IVX]+)\b)?\s*([.:–—|-]?)\s*(.*)$"
)
SECTION_NUMBER = re.compile(
    r"^(\d{1,2}(?:\.\d{1,2})*|[A-H]\.?\d{1,2}(?:\.\d{1,2})*|[A-H](?=\.\s))\.?\s+(.*)$", re.DOTALL
)
"""The number of a heading: "2.1", "A.", "A1"."""
_SECTION_RANK = 10
_UNTITLED = "zonder titel"
_GOALS = {"goal", "objective"}
_BARE_RANK = 2
_SMALL = {"de", "het", "een", "van", "voor", "en", "in", "op", "bij", "aan"}


@dataclass(frozen=True)
class Named:
    """A heading read as the name of a part."""

    kind: PartKind
    number: str | None
    title: str
    label: str


def named_part(text: str) -> Named | None:
    """ "2. Actielijn 1: eerder in beeld" → a line with number 1; None when the heading names no kind of part."""
    match = _PART.match(text)
    kind = layout().part(plain(match[2])) if match else None
    if not match or kind is None or not (match[3] or match[4] == ":" or is_bare_part(kind, match[5], text)):
        return None
    title = match[5].strip(" .:") or f"{match[2]} {match[3]}"
    start = match.start(2)
    return Named(kind, match[3], title, text[start:].strip())


def is_bare_part(kind: PartKind, title: str, text: str) -> bool:
    """ "Pijler Preventie": a part of the first ranks may do without a number."""
    return kind.rank <= _BARE_RANK and title[:1].isupper() and len(text.split()) <= 6


@dataclass
class Findings:
    parts: list[Part] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    budget: list[BudgetRow] = field(default_factory=list)
    warnings: list[Warned] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    cards: dict[int, Card] = field(default_factory=dict)
    stack: list[tuple[int, int, int]] = field(default_factory=list)
    """Parts that are open: key, rank, level of the heading."""
    start: date | None = None
    until: date | None = None
    known: frozenset[str] = frozenset()
    level: str | None = None
    title: str = ""
    year: int | None = None

    @property
    def only_year(self) -> int | None:
        """The year of a programme of one year: a quarter in it needs no year."""
        return self.start.year if self.start and self.until and self.start.year == self.until.year else None

    # --- parts -------------------------------------------------------------------------------------------------------

    def add_part(self, kind: str, number: str | None, title: str, place: Place, label: str = "") -> int:
        """The part's key; a part named again is the same part."""
        title = title.strip() or label.strip() or _UNTITLED
        for part in self.parts:
            if part.kind == kind and part.number == number and _alike(part.title, title):
                return part.key
        parent = next((key for key, _, _ in reversed(self.stack) if key >= 0), None)
        key = len(self.parts)
        self.parts.append(Part(key, kind, number, title, parent, place, label or title))
        return key

    def open_part(self, named: Named, level: int, place: Place) -> int:
        rank = named.kind.rank
        self.out_of_order, self.doubted = None, False
        self.stack = [entry for entry in self.stack if entry[1] < rank]
        self._warn_order(named, place)
        key = self.add_part(named.kind.kind, named.number, named.title, place, named.label)
        if named.number is None and named.kind.kind in _GOALS and self.named_part() is not None:
            # "Doel: …" under a pillar says what the pillar is for; the actions below stand in the pillar.
            return key
        self.stack.append((key, rank, level))
        return key

    def _warn_order(self, named: Named, place: Place) -> None:
        """A number that was passed already, over another table, is a heading that was probably copied."""
        same = [part for part in self.parts if part.kind == named.kind.kind and part.number and part.number.isdecimal()]
        if not (named.number and named.number.isdecimal() and same):
            return
        last = self._last.get(named.kind.kind)
        if last is not None and int(named.number) < last and self._used(named):
            text = (
                f"Het kopje ‘{named.label}’ staat hier opnieuw, na {named.kind.words[0]} {last}."
                " Kijk na of de acties hieronder bij dit deel horen."
            )
            self.out_of_order = Warned("heading", text, place)
        self._last[named.kind.kind] = max(int(named.number), last or 0)

    _last: dict[str, int] = field(default_factory=dict)
    out_of_order: Warned | None = None
    doubted: bool = False

    def doubts_of_order(self) -> tuple[str, ...]:
        """Told once, when actions turn out to stand under a heading that is out of order."""
        if self.out_of_order is not None:
            self.warnings.append(self.out_of_order)
            self.out_of_order, self.doubted = None, True
        return ("kop boven de tabel past niet in de volgorde",) if self.doubted else ()

    def _used(self, named: Named) -> bool:
        keys = {part.key for part in self.parts if part.kind == named.kind.kind and part.number == named.number}
        return any(action.part in keys for action in self.actions)

    def open_theme(self, text: str, place: Place) -> int:
        """A line over the width of a table names the theme of the rows under it."""
        theme = next(kind for kind in layout().parts if kind.kind == "theme")
        return self.open_part(Named(theme, None, text.strip(" :"), text.strip(" :")), 9, place)

    def open_section(self, text: str, level: int, place: Place) -> None:
        """A heading that names no kind of part closes what stands at its level or below it."""
        match = SECTION_NUMBER.match(text)
        number, title = (match[1], match[2]) if match else (None, text)
        if level < 9:
            self.stack = [
                entry
                for entry in self.stack
                if entry[2] < level or (entry[2] == 9 and level > 1) or self._is_numbered_over(entry[0], number)
            ]
        elif level_in_heading(text) is None:
            self.stack = [
                entry
                for entry in self.stack
                if entry[1] != _SECTION_RANK or entry[2] != 9 or self._is_numbered_over(entry[0], number)
            ]
        if says(text, "apart"):
            self.stack = []
        if says(text, "generic") or says(text, "actions") or _is_column(text) or _same(text, self.title):
            return
        if level_in_heading(text) is not None or is_moment(text):
            return
        section = -1 - len(self._sections)
        self._sections[section] = (number, title, place)
        self.stack.append((section, _SECTION_RANK, level))

    def _is_numbered_over(self, key: int, number: str | None) -> bool:
        """Whether an open section has the number 1.1 where 1.1.1 begins, whatever the level of its letters."""
        section = self._sections.get(key, (self.parts[key].number,) if key >= 0 else (None,))
        over = section[0]
        if not number or not over:
            return False
        return number.startswith(f"{over}.") or (over.isalpha() and number.startswith(over) and number != over)

    _said: dict[str, list[int]] = field(default_factory=dict)
    _sections: dict[int, tuple[str | None, str, Place]] = field(default_factory=dict)

    def named_part(self) -> int | None:
        """The innermost part that is open and is named as one; a plain heading is none."""
        return next((key for key, rank, _ in reversed(self.stack) if key >= 0 and rank < _SECTION_RANK), None)

    def current(self) -> int | None:
        """The part that an action found here belongs to: the innermost named part, else the section it stands in."""
        return self._held_by(len(self.stack))

    def around(self, title: str) -> int | None:
        """The part in which a heading stands that is an action itself."""
        section = self._sections.get(self.stack[-1][0]) if self.stack else None
        own = section is not None and section[1] == title
        return self._held_by(len(self.stack) - own)

    def _held_by(self, count: int) -> int | None:
        named = self.named_part()
        if named is not None:
            return named
        for at in range(count - 1, -1, -1):
            key, _, level = self.stack[at]
            if key in self._sections:
                number, title, place = self._sections[key]
                key = self.add_part("section", number, title, place, f"{number} {title}" if number else title)
                self.stack[at] = (key, _SECTION_RANK, level)
            return key
        return None

    # --- what is left ------------------------------------------------------------------------------------------------

    def leave(self, text: str, reason: str, place: Place) -> None:
        if text.strip():
            self.unread.append(Unread(text.strip(), reason, place))

    def warn(self, kind: str, text: str, place: Place | None = None) -> None:
        self.warnings.append(Warned(kind, text, place))

    def add_action(self, action: Action) -> bool:
        """One action for a row that is printed twice, with a warning; whether it is a new one."""
        if not plain(action.what):
            self.leave(action.quote, "regel zonder actie", action.place)
            return False
        key = plain(action.what)
        for at in self._said.setdefault(key, []):
            other = self.actions[at]
            if self._double(other, action):
                self.warn(
                    "double", f"Deze regel staat er twee keer: ‘{short(action.what)}’. Zij telt één keer.", action.place
                )
                self.actions[at] = _filled(other, action)
                return False
        self._said[key].append(len(self.actions))
        self.actions.append(action)
        return True

    def _double(self, one: Action, two: Action) -> bool:
        """The same words; under another heading only when they are many and nothing else differs."""
        if one.part != two.part and len(plain(one.what).split()) < 6:
            return False
        pairs = (
            (one.holder, two.holder),
            (one.when.text, two.when.text),
            (one.level, two.level),
            (one.details, two.details),
        )
        return all(not left or not right or left == right for left, right in pairs)


def _filled(one: Action, two: Action) -> Action:
    return replace(
        one,
        level=one.level or two.level,
        why=one.why or two.why,
        when=one.when if one.when.text else two.when,
        parties=one.parties or two.parties,
        holder=one.holder or two.holder,
    )


def _is_column(text: str) -> bool:
    found = column_of(text)
    return found is not None and found[1] == plain(text)


def _same(one: str, two: str) -> bool:
    return plain(one) == plain(two)


def _alike(one: str, two: str) -> bool:
    """The same words, small ones apart: a heading is not always repeated to the letter."""
    left, right = (set(plain(text).split()) - _SMALL for text in (one, two))
    return left == right


def short(text: str, most: int = 80) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def level_in_heading(text: str) -> str | None:
    """ "Regionale acties" gives its level to what follows; a heading with other words does not."""
    words = plain(text).split()
    others = [
        word
        for word in words
        if level_of(word) is None
        and word not in {"acties", "niveau", "en", "activiteiten", "maatregelen", "op", "inzet"}
    ]
    return level_of(text) if words and not others else None
