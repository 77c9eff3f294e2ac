"""The course of reading: what was seen so far, and what it says about what comes next."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lantaarn.papers.programme_in.blocks import Cell, Place
from lantaarn.papers.programme_in.cards import OpenCard, close_card, goal_parts, tell_moments
from lantaarn.papers.programme_in.columns import Head
from lantaarn.papers.programme_in.documents.lines import UNKNOWN_LEVEL, action_title
from lantaarn.papers.programme_in.findings import SECTION_NUMBER, Findings, level_in_heading, named_part
from lantaarn.papers.programme_in.labels import piece_cell, run_ins
from lantaarn.papers.programme_in.layout import layout, mentions, plain, says
from lantaarn.papers.programme_in.moments import is_moment, read_moment
from lantaarn.papers.programme_in.tails import trailing
from lantaarn.papers.programme_in.timelines import TimelineRow

_YEAR = re.compile(r"(?<![\d-])(20\d{2})(?![\d-]|\s*[-–/]\s*20)")

FIRST_SENTENCE = re.compile(r"^(.{12,}?[a-zà-ÿ)]{3})\.\s+([A-ZÀ-Ý].*)$")

OPTION = "mogelijkheid waaruit gekozen kan worden, geen actie"
DONE = "terugblik, geen actie"
_MODES = (("options", "options"), ("done", "done"), ("abbreviations", "abbreviations"))


@dataclass
class Course:
    """`mode` is what the heading or line above says of a list: actions, goals, options, done, abbreviations."""

    findings: Findings
    card: OpenCard = field(default_factory=OpenCard)
    head: Head | None = None
    last_head: Head | None = None
    """The last head of a table of actions, also past the headings after it."""
    since_table: int = 0
    mode: str = ""
    lasting: str = ""
    lasting_level: int = 0
    level_from: int = 9
    """The level of the heading that named the level of what stands under it."""
    timelines: list[TimelineRow] = field(default_factory=list)
    timeline_tables: int = 0
    moment: str = ""
    """The moment that a heading names for the list under it."""
    candidates: list[tuple[str, str, Place]] = field(default_factory=list)
    money: bool = False
    said: str = ""
    """The last heading or paragraph, which may say in what amounts are counted."""
    group: int | None = None
    """The part that a column named last, `over` the one that a column before it named, `goal` the last goal."""
    over: int | None = None
    goal: str = ""
    fresh: bool = True
    """Whether nothing was read yet under the last heading."""

    @property
    def reason(self) -> str:
        """Why nothing that stands here is an action; empty where actions may stand."""
        return {"options": OPTION, "done": DONE}.get(self.mode, "")

    def open_heading(self, text: str, level: int, place: Place) -> None:
        if self._is_of_the_card(text, level):
            self.mode, self.head = "actions", None
            return
        if self._is_goal_of_the_card(text, level):
            return
        self.close_card()
        self.said = text
        self._set_mode(text, level)
        self.moment = text if self._is_planned(text) else ""
        if self.moment and not self.reason:
            self.mode = "actions"
        self.head, self.fresh = None, True
        self._set_level(text, level)
        self.findings.year = None if named_part(text) else self.year_in(text)
        self.money = bool(re.search(r"financ|begroting|budget|kosten|middelen|dekking", text, re.IGNORECASE))
        numbered = action_title(text)
        if numbered and self.reason:
            self.findings.leave(text, self.reason, place)
        elif numbered:
            self.card = OpenCard(
                title=numbered[1], number=numbered[0], is_action=True, place=place, above=self.findings.current()
            )
            self.card.quotes.append(text)
            self._read_tail()
            return
        named = named_part(text)
        if named:
            key = self.findings.open_part(named, level, place)
            self.card = OpenCard(title=named.title, named=named, part=key, place=place)
            return
        above = self.findings.named_part()
        self.findings.open_section(text, level, place)
        above = above if above in {key for key, _, _ in self.findings.stack} else None
        number = SECTION_NUMBER.match(text)
        title = number[2] if number else text
        self.card = OpenCard(title=title, number=number[1] if number else None, place=place, above=above)

    def _is_goal_of_the_card(self, text: str, level: int) -> bool:
        """ "Doel: …" on a line of its own in the card of an activity or action is a label of that card."""
        named = named_part(text) if level == UNKNOWN_LEVEL else None
        card = self.card
        if named is None or named.number is not None or named.kind.kind not in {"goal", "objective"} or self.reason:
            return False
        of_activity = card.named is not None and card.named.kind.kind == "activity"
        if card.actions or not (card.is_action or of_activity or (card.number is not None and card.title)):
            return False
        card.add("why", piece_cell(named.title), text)
        return True

    def _is_planned(self, text: str) -> bool:
        """A heading that is a moment of the programme ("Kwartaal 2", "Doorlopend") dates what is listed under it."""
        start, until = self.findings.start, self.findings.until
        if not is_moment(text) or start is None or until is None:
            return False
        when = read_moment(text, year=self.findings.only_year).when
        day = when.start or when.until
        return when.recurrence == "ongoing" if day is None else start <= day <= until

    def _is_of_the_card(self, text: str, level: int) -> bool:
        """ "Acties" under an activity is no heading of its own: what its card says holds for the list."""
        named = self.card.named
        return (
            level == UNKNOWN_LEVEL
            and not self.reason
            and plain(text) in layout().headings["actions"]
            and named is not None
            and named.kind.kind == "activity"
        )

    def _set_level(self, text: str, level: int) -> None:
        """A heading "Regionaal" gives its level to what follows, and to the headings that stand under it."""
        named = level_in_heading(text)
        if named is None and self.level_from < level < 9:
            return
        self.findings.level = named
        self.level_from = level if named else 9

    def _read_tail(self) -> None:
        """ "Actie 3: Kaart maken (RIEC, Q1 2025)" says in its title who and when."""
        text, labels = run_ins(self.card.title)
        self.card.title, held = trailing(text)
        sentence = FIRST_SENTENCE.match(self.card.title)
        if sentence:
            self.card.title = sentence[1]
            self.card.add("description", piece_cell(sentence[2]), "")
        held = {**held, **labels}
        self.card.title = self.card.title.rstrip(" .;")
        for name, text in held.items():
            self.card.add(name, piece_cell(text), "")

    def _set_mode(self, text: str, level: int) -> None:
        """Options and a look back last up to a heading of the same level; what lists hold, up to the next heading."""
        ends = level <= self.lasting_level < 9 or named_part(text) or mentions(text, "annex")
        if self.lasting and (ends or says(text, "actions")):
            self.lasting = ""
        for mode, group in _MODES:
            if mentions(text, group):
                self.lasting, self.lasting_level = mode, level
        if level_in_heading(text) and not self.lasting and self.mode == "actions":
            return
        self.mode = self.lasting or ("" if named_part(text) else self.mode_of(text))
        if self.mode == "goals" and self.is_past(text):
            self.mode = "done"

    def is_past(self, text: str) -> bool:
        """Whether a line is about years before the programme."""
        years = [int(year) for year in _YEAR.findall(text)]
        return bool(years) and self.findings.start is not None and max(years) < self.findings.start.year

    @staticmethod
    def year_in(text: str) -> int | None:
        years = set(_YEAR.findall(text))
        return int(years.pop()) if len(years) == 1 else None

    @staticmethod
    def mode_of(text: str) -> str:
        bare = text.rstrip(" :")
        if mentions(bare, "options"):
            return "options"
        if mentions(bare, "done"):
            return "done"
        if says(bare, "goals") and not says(bare, "actions"):
            return "goals"
        if says(bare, "actions"):
            return "actions"
        if any(plain(bare).endswith(word) for word in layout().headings["facts"]):
            return "facts"
        return "contents" if plain(bare) in {"inhoud", "inhoudsopgave"} else ""

    def next_card(self, place: Place) -> None:
        """Another action under the same heading begins with its own label."""
        above = self.card.part if self.card.part is not None else self.card.above
        self.close_card()
        self.card = OpenCard(above=above, place=place)

    def add_field(self, name: str, cell: Cell, quote: str, place: Place) -> None:
        """What a label holds goes to the card that is open; a second "Actie: …" begins the next."""
        if name == "what" and ("what" in self.card.fields or self.card.holds_others()):
            self.next_card(place)
        begins = name == "what" and not self.card.is_action and self.card.named is None
        if begins or self.card.place == Place():
            self.card.place = place
        self.card.add(name, cell, quote)

    def settle_card(self) -> None:
        """A card that names its own holder is an action, and not the head of the table that follows it."""
        if self.card.is_action and (self.card.text("holder") or self.card.text("who")) and not self.card.actions:
            above = self.card.above
            self.close_card()
            self.card = OpenCard(above=above)

    def close_card(self) -> None:
        card, self.card = self.card, OpenCard()
        if card.is_action and not card.fields and card.title and not card.actions:
            card.add("explanation", Cell(), "")
        close_card(card, self.findings)
        tell_moments(card, self.findings)
        goal_parts(card, self.findings)
