"""Tables of which only single spaces are left between the cells: "1.2 Theater voor ouders Gemeente Testdam Q4 2025"."""

from __future__ import annotations

from lantaarn.papers.programme_in.blocks import Table
from lantaarn.papers.programme_in.documents.lines import CODE, begins_part
from lantaarn.papers.programme_in.documents.typed_tables import TypedLine, typed_row
from lantaarn.papers.programme_in.layout import column_named, is_nothing, layout, plain
from lantaarn.papers.programme_in.moments import is_moment

_FEWEST_NAMES = 3
_LONGEST_NAME = 5
_LONGEST_MOMENT = 8
_MOST_LINES = 4
_SHAPES = (("number", "what", "holder", "when"), ("what", "holder", "when"), ("number", "what", "when"))
"""Only where the cells at the edges tell themselves apart can the words between them be parted."""


def flattened_table(lines: list[str], at: int) -> tuple[Table, int] | None:
    """A table under a line that holds the names of its columns and nothing else."""
    names = _names(lines[at].strip())
    kinds = tuple({"who": "holder"}.get(kind, kind) for kind, _ in names)
    if kinds not in _SHAPES:
        return None
    rows: list[TypedLine] = []
    held: list[str] = []
    index = end = at + 1
    while index < len(lines) and (line := lines[index].strip()) and not begins_part(line) and not _names(line):
        held.append(line)
        cells = _cells(" ".join(held), kinds)
        if cells:
            rows.append(TypedLine(cells, index + 2 - len(held)))
            held, end = [], index + 1
        elif len(held) > _MOST_LINES:
            break
        index += 1
    if not rows:
        return None
    head = typed_row([name for _, name in names], len(kinds), at + 1)
    return Table((head, *(typed_row(row.cells, len(kinds), row.at) for row in rows))), end


def _names(line: str) -> list[tuple[str, str]]:
    """The kind and name of each column, when the line is made of names that each begin with a capital."""
    words = line.split(" ")
    found: list[tuple[str, str]] = []
    while words:
        for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
            name = " ".join(words[:length])
            if (name[:1].isupper() or name == "#") and (kind := column_named(name)):
                found.append((kind, name))
                words = words[length:]
                break
        else:
            return []
    return found if len(found) >= _FEWEST_NAMES else []


def _cells(text: str, kinds: tuple[str, ...]) -> list[str] | None:
    """The cells of a row: a number at its start, a moment at its end, a holder before that."""
    words = text.split()
    number: list[str] = []
    if kinds[0] == "number":
        if not CODE.fullmatch(words[0]):
            return None
        number, words = words[:1], words[1:]
    last = next((length for length in range(_LONGEST_MOMENT, 0, -1) if _is_moment(words[-length:], words)), 0)
    if not last:
        return None
    moment, words = " ".join(words[-last:]), words[:-last]
    if "holder" not in kinds:
        return [*number, " ".join(words), moment]
    border = _border(words)
    return [*number, " ".join(words[:border]), " ".join(words[border:]), moment]


def _is_moment(last: list[str], words: list[str]) -> bool:
    text = " ".join(last)
    return len(last) < len(words) and (is_moment(text) or is_nothing(text)) and plain(last[0]) not in _NEVER_FIRST


_NEVER_FIRST = {"en", "of", "van", "de", "het"}


def _border(words: list[str]) -> int:
    """Where the holder begins: at a capital after a word that no name follows, or at a word that is a party."""
    small = layout().small_words
    for at in range(1, len(words)):
        name = words[at][:1].isupper() or plain(words[at]) in layout().party_words
        rest = all(word[:1].isupper() or plain(word) in small | layout().party_words for word in words[at:])
        if name and rest and plain(words[at - 1]) not in small | {"voor"}:
            return at
    return len(words)
