"""Plain text and Markdown as published: lines become headings, paragraphs, items and tables."""

from __future__ import annotations

import re

from lantaarn.papers.programme_in import errors
from lantaarn.papers.programme_in.blocks import Aside, Block, Document, Heading, Item, Paragraph, Place
from lantaarn.papers.programme_in.documents.broken_tables import broken_table
from lantaarn.papers.programme_in.documents.drawn_tables import drawn_table
from lantaarn.papers.programme_in.documents.flattened_tables import flattened_table
from lantaarn.papers.programme_in.documents.lines import (
    UNKNOWN_LEVEL,
    Marker,
    action_title,
    begins_field,
    heading_level,
    is_contents_line,
    is_footer,
    is_question,
    item_marker,
    joined,
    underlined_level,
    unmarked,
)
from lantaarn.papers.programme_in.documents.loose_marks import reattached
from lantaarn.papers.programme_in.documents.open_blocks import OpenBlock, stands_between
from lantaarn.papers.programme_in.documents.running_lines import running_lines
from lantaarn.papers.programme_in.documents.spaced_cards import spaced_card
from lantaarn.papers.programme_in.documents.spaced_tables import spaced_table
from lantaarn.papers.programme_in.documents.stacked_tables import stacked_card, stacked_table
from lantaarn.papers.programme_in.documents.typed_tables import TableLines, separated_table
from lantaarn.papers.programme_in.errors import ProgrammeError
from lantaarn.papers.programme_in.layout import column_named, says
from lantaarn.papers.programme_in.moments import is_moment
from lantaarn.papers.programme_in.tails import trailing

MAX_LINES = 60_000
MAX_PARAGRAPH = 40_000
_FURTHER = 14
_TWO_LEVELS = re.compile(r"^\s*(\d{1,2}\.\d{1,2}(?:\.\d{1,2})?)\.?\s+(\S.*)$")


_TABLES = (drawn_table, stacked_table, spaced_table, separated_table, flattened_table, spaced_card, stacked_card)


def read_text(text: str) -> Document:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if max(map(len, lines)) > MAX_PARAGRAPH:
        raise ProgrammeError(errors.TOO_LONG.format(limit=MAX_PARAGRAPH, unit="tekens op één regel"))
    if len(lines) > MAX_LINES:
        raise ProgrammeError(errors.TOO_LONG.format(limit=MAX_LINES, unit="regels"))
    running = running_lines(lines)
    kept = ["" if at in running else line.replace("\f", "") for at, line in enumerate(lines)]
    reader = _Reader(reattached(kept))
    reader.read()
    asides = [Aside(lines[at].strip("\f "), "kop- of voetregel", Place(line=at + 1)) for at in sorted(running)]
    return Document((*asides, *reader.blocks), "text")


class _Reader:
    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.blocks: list[Block] = []
        self.open = OpenBlock()
        self.table = TableLines()
        self.contents = False
        self.after_blank = True
        self.marks: list[tuple[int, str]] = []
        self.headed = -1
        """The number of the last heading that has one."""
        self.numbered = -1
        """The number of the last item that has one."""

    def read(self) -> None:
        at = 0
        while at < len(self.lines):
            at = self._line(at)
        self._close()

    def _line(self, at: int) -> int:
        """Take the line at an index and return the index of the next one to take."""
        line = self.lines[at].replace("\u00a0", " ").replace("\u00ad", "").rstrip("\n")
        if "\t" in line and not self.table.rows and (broken := broken_table(self.lines, at)):
            self._close_paragraph()
            self.blocks.append(broken[0])
            return broken[1]
        if not line.strip():
            self._blank()
            return at + 1
        if self.table.takes(line, self.lines[at + 1 : at + 8]):
            self._close_paragraph()
            self.table.add(line, at + 1, self.lines[at + 1 : at + 2])
            self.after_blank = False
            return at + 1
        self._close_table()
        level = underlined_level(line, self.lines[at + 1]) if at + 1 < len(self.lines) and not self.open.lines else None
        if level:
            self._close_paragraph()
            self._heading(line.strip(), level, at)
            return at + 2
        for reader in _TABLES:
            found = reader(self.lines, at)
            if found:
                self._close_paragraph()
                self.blocks.append(found[0])
                return found[1]
        self._words(line, at)
        self.after_blank = False
        return at + 1

    def _blank(self) -> None:
        self._close_table()
        # A marker alone on its line ("•", "1.") waits for its words.
        if not (self.open.item and not self.open.has_words):
            self._close_paragraph()
        self.after_blank = True

    def _words(self, line: str, at: int) -> None:
        if line.lstrip().startswith("#") and (level := heading_level(line.strip())):
            self._close_paragraph()
            self._heading(line.lstrip("# ").rstrip("# "), level, at)
            return
        marker = item_marker(line) or self._numbered_item(line)
        if marker:
            waiting = self.open.item is not None and not self.open.has_words
            if not (waiting and not marker.text):
                depth = self.open.item[0] if waiting and self.open.item else self._depth(marker)
                if not waiting:
                    self._close_paragraph()
                self.open = OpenBlock([marker.text], at + 1, (depth, marker.number), self.after_blank)
            return
        self._plain_words(line, at)

    def _numbered_item(self, line: str) -> Marker | None:
        """ "1.2 Webinars houden (jaarlijks)": a number of two levels is an item when it or the one above says when."""
        match = _TWO_LEVELS.match(line)
        if not match or line.strip().startswith("**"):
            return None
        goes_on = bool(self.open.item and _TWO_LEVELS.match(f"{self.open.item[1]} x"))
        if not goes_on and not trailing(match[2])[1]:
            return None
        return Marker(0, match[1], match[2].strip(), "1.1")

    def _plain_words(self, line: str, at: int) -> None:
        if (
            self.open.item
            and not self.open.has_words
            and not line.rstrip().endswith(":")
            and column_named(line.strip())
        ):
            self.open = OpenBlock()  # the name of a column is no item, whatever mark came loose before it
        if not self.open.lines and not self.open.item:
            if self._is_bold_title(line, at):
                self._heading(line.strip(), 9, at)
                return
            self.open = OpenBlock([line.strip()], at + 1)
            return
        if self.open.has_words and stands_between(line):
            self._close_paragraph()
            self._heading(line.strip().rstrip(":"), UNKNOWN_LEVEL, at)
            return
        if self.open.is_ended_by(line, is_first=not self.blocks):
            self._close_paragraph()
            self.open = OpenBlock([line.strip()], at + 1)
            return
        self.open.lines.append(line.strip())

    def _is_bold_title(self, line: str, at: int) -> bool:
        """A line that is bold as a whole, right above words that are not, is a heading over them."""
        bare, following = line.strip(), self.lines[at + 1].strip() if at + 1 < len(self.lines) else ""
        bold = bare.startswith("**") and bare.endswith("**") and bare.count("**") == 2
        level = heading_level(unmarked(bare), bold=True) if bold and following else None
        return level is not None and not following.startswith("**")

    def _depth(self, marker: Marker) -> int:
        """A mark that is new in a list, at the same distance from the edge, lies one deeper."""
        seen = (marker.depth, marker.mark)
        if seen not in self.marks:
            self.marks.append(seen)
        same = [mark for depth, mark in self.marks if depth == marker.depth]
        return marker.depth + same.index(marker.mark)

    def _heading(self, text: str, level: int, at: int) -> None:
        clean = unmarked(text)
        self.marks = []
        if number := re.match(r"(\d{1,2})\.?\s", clean):
            self.headed = int(number[1])
        self.contents = says(clean, "contents")
        self.blocks.append(Heading(clean, level, Place(line=at + 1)))

    def _close(self) -> None:
        self._close_paragraph()
        self._close_table()

    def _close_table(self) -> None:
        self.blocks.extend(self.table.finish())
        self.table = TableLines()

    def _close_paragraph(self) -> None:
        ready, self.open = self.open, OpenBlock()
        lines = [line for line in ready.lines if line]
        if not lines:
            return
        if sum(map(len, lines)) > MAX_PARAGRAPH:
            raise ProgrammeError(errors.TOO_LONG.format(limit=MAX_PARAGRAPH, unit="tekens in één alinea"))
        if len(lines) > 1 and not ready.item and is_question(unmarked(lines[0])):
            self.blocks.append(Paragraph(unmarked(lines[0]), Place(line=ready.at)))
            self.blocks.append(Paragraph(unmarked(joined(lines[1:])), Place(line=ready.at + 1)))
            return
        place = Place(line=ready.at)
        text = joined(lines)
        if len(text) > MAX_PARAGRAPH:
            raise ProgrammeError(errors.TOO_LONG.format(limit=MAX_PARAGRAPH, unit="tekens in één alinea"))
        if is_contents_line(text, listed=self.contents):
            self.blocks.append(Aside(text, "inhoudsopgave", place))
        elif ready.item and not self._numbered_heading(ready, lines):
            number = (ready.item[1] or "").rstrip(".)")
            self.numbered = int(number) if number.isdecimal() else self.numbered
            self.blocks.append(Item(unmarked(text), ready.item[0], ready.item[1], place))
        elif is_footer(text):
            self.blocks.append(Aside(text, "kop- of voetregel", place))
        else:
            self._paragraph_or_heading(ready, lines, text, place)

    def _numbered_heading(self, ready: OpenBlock, lines: list[str]) -> bool:
        number = ready.item[1] if ready.item else None
        if not number or len(lines) != 1 or not ready.alone or trailing(lines[0])[1]:
            return False
        level = heading_level(f"{number} {lines[0]}")
        if level and number.rstrip(".)") == str(self.headed + 1) and not self._number_follows(ready.at):
            return True
        return bool(level) and not self._more_follow(ready.at) and not self._field_under(ready, lines[0])

    def _field_under(self, ready: OpenBlock, title: str) -> bool:
        """Whether a label stands under the line, further in or with the next number after it: then it is an item."""
        following = [
            line for line in self.lines[ready.at : ready.at + _FURTHER] if line.strip() and line.strip() != title
        ]
        if not following or not begins_field(following[0]):
            return False
        if following[0][:1] in " \t":
            return True
        number = (ready.item[1] or "").rstrip(".)") if ready.item else ""
        if number.isdecimal() and self.numbered == int(number) - 1:
            return True
        following_number = next((marker.number for line in following if (marker := item_marker(line))), None)
        return number.isdecimal() and (following_number or "").rstrip(".)") == str(int(number) + 1)

    def _following(self, at: int) -> str:
        """The next line that is not white."""
        return next((line for line in self.lines[at : at + _FURTHER] if line.strip()), "")

    def _number_follows(self, at: int) -> bool:
        marker = item_marker(self._following(at))
        return marker is not None and marker.number is not None

    def _more_follow(self, at: int) -> bool:
        """Whether the next line is an item too: then this is the first of a list."""
        following = self.lines[at] if at < len(self.lines) else ""
        return item_marker(following) is not None

    @staticmethod
    def _title_below(lines: list[str]) -> bool:
        """ "Actie 1.1" on a line of its own, with its title on the next."""
        return len(lines) == 2 and not action_title(lines[0]) and action_title(" ".join(lines)) is not None

    def _paragraph_or_heading(self, ready: OpenBlock, lines: list[str], text: str, place: Place) -> None:
        if self._title_below(lines) and not ready.item:
            self._heading(text.rstrip("."), UNKNOWN_LEVEL, ready.at - 1)
            return
        if not begins_field(text) and is_moment(text) and item_marker(self._following(ready.at)):
            self._heading(text, UNKNOWN_LEVEL, ready.at - 1)
            return
        number = ready.item[1] if ready.item else None
        whole = f"{number} {text}" if number else text
        bold = text.startswith("**") and text.endswith("**") and text.count("**") == 2
        level = heading_level(whole if not bold else unmarked(whole), bold=bold)
        if level and (len(lines) == 1 or bold or (len(lines) <= 3 and level < 9)):
            self._heading(whole, level, ready.at - 1)
            return
        self.contents = False
        self.marks = []
        self.blocks.append(Paragraph(unmarked(text), place))
