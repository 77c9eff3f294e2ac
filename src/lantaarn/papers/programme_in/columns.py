"""The head of a table: which column says what, and whether its rows are actions at all."""

from __future__ import annotations

from dataclasses import dataclass, field

from lantaarn.papers.programme_in.blocks import Row
from lantaarn.papers.programme_in.layout import column_like, column_of, layout, plain
from lantaarn.papers.programme_in.timelines import Column, timeline_columns

_EVIDENCE = ("when", "holder", "parties", "level", "budget", "start")


@dataclass(frozen=True)
class Head:
    """`where` gives the column for each name; `timeline` the columns that stand for months, quarters or years."""

    where: dict[str, int]
    width: int
    cells: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    who: bool = False
    timeline: dict[int, Column] = field(default_factory=dict)
    steps: bool = False
    """Whether the rows say in "hoe" what is done, and "wat" names the theme of several of them."""

    @property
    def is_actions(self) -> bool:
        if "what" not in self.where:
            return False
        if any(name in self.where for name in _EVIDENCE) or self.timeline:
            return True
        said = plain(self.cells[self.where["what"]])
        return (
            said != "wat"
            and bool({"why", "result", "how", "number"} & set(self.where))
            and said in layout().what_choice
        )


def head_of(row: Row, above: Row | None = None) -> Head | None:
    """The head that a row is, when at least two of its cells name columns and most of the others do too."""
    timeline = timeline_columns(row, above)
    timeline = timeline if len(timeline) >= 2 else {}
    texts = _names(row, above, timeline)
    named, filled = _named_columns(texts, timeline)
    enough = len({name for _, name, _ in named}) >= 2 and len(named) * 2 > filled
    if not enough and (not timeline or filled > 1):
        return None
    where, who = _settled(named)
    if timeline and "what" not in where:
        free = next((index for index in range(len(texts)) if index not in timeline), None)
        if free is None or (named and not _may_name_rows(where, timeline)):
            return None if not enough else Head(where, len(texts), tuple(texts), (), who, timeline)
        where["what"] = free
    where |= _either(texts, where)
    used = set(where.values()) | {index for index, _, _ in named} | set(timeline)
    unknown = tuple(text for index, text in enumerate(texts) if text and index not in used)
    return Head(where, len(texts), tuple(texts), unknown, who, timeline)


def _named_columns(texts: list[str], timeline: dict[int, Column]) -> tuple[list[tuple[int, str, str]], int]:
    """The columns that the cells of a row name, and how many cells might have named one."""
    column_in = column_like if any(column_of(text) for text in texts) else column_of
    named: list[tuple[int, str, str]] = []
    filled = 0
    for index, text in enumerate(texts):
        found = column_in(text) if text and index not in timeline else None
        if text and index not in timeline and (found is None or found[0] != "total"):
            filled += 1
            named += [(index, *found)] if found else []
    unnamed = _unnamed_what(texts, named, timeline)
    return [*named, unnamed] if unnamed else named, filled


def _unnamed_what(
    texts: list[str], named: list[tuple[int, str, str]], timeline: dict[int, Column]
) -> tuple[int, str, str] | None:
    """Beside who and when, or over a list with who does it, the column with a name of its own says what is done."""
    names, known = {name for _, name, _ in named}, {index for index, _, _ in named}
    free = [index for index, text in enumerate(texts) if text and index not in known]
    labels = len([text for text in texts if text]) == 2 and all(text.endswith(":") for text in texts if text)
    over_list = labels and "holder" in names
    if timeline or not free or names & {"what", "how"} or not (over_list or names >= {"when", "holder"}):
        return None
    return free[0], "what", plain(texts[free[0]])


def _may_name_rows(where: dict[str, int], timeline: dict[int, Column]) -> bool:
    """Sources, and parts beside whole years, are the rows of a budget."""
    years = all(column.first == 1 and column.last == 12 for column in timeline.values())
    return set(where) == {"source"} or (set(where) == {"part"} and years)


def _names(row: Row, above: Row | None, timeline: dict[int, Column]) -> list[str]:
    """The names of the columns; over a row that holds years or quarters alone, those in the row above it."""
    texts = [cell.text for cell in row.cells]
    if timeline and above and not any(text for index, text in enumerate(texts) if index not in timeline):
        return ["" if index in timeline else cell.text for index, cell in enumerate(above.cells[: len(texts)])]
    return texts


def _either(texts: list[str], where: dict[str, int]) -> dict[str, int]:
    """ "Uitvoering" is who does it where another column says when, and when where another says who."""
    index = next((index for index, text in enumerate(texts) if plain(text) in layout().either), None)
    if index is None or ("when" in where) == ("holder" in where):
        return {}
    return {"holder" if "when" in where else "when": index}


def is_other_table(row: Row) -> bool:
    """A table of risks, tasks or meetings looks like one of actions, and is not."""
    words = [plain(cell.text) for cell in row.cells if cell.text]
    return any(word in layout().other_tables or word.split()[:1] == ["risico"] for word in words)


def _settled(named: list[tuple[int, str, str]]) -> tuple[dict[str, int], bool]:
    where: dict[str, int] = {}
    _settle_whats([(index, phrase) for index, name, phrase in named if name == "what"], where)
    for index, name, _ in named:
        if name == "part" and where.get("part", -1) > index:
            where.setdefault("over", index)
        elif name not in {"what", "who"}:
            where.setdefault(name, index)
    who = next((index for index, name, _ in named if name == "who"), None)
    if who is not None:
        where.setdefault("parties" if "holder" in where else "holder", who)
    if "what" not in where:
        _stand_in(where)
    return where, who is not None and where.get("holder") == who


def _settle_whats(whats: list[tuple[int, str]], where: dict[str, int]) -> None:
    if not whats:
        return
    chosen = min(whats, key=lambda pair: _choice(pair[1]))[0]
    where["what"] = chosen
    for index, _ in whats:
        if index != chosen:
            where.setdefault("part" if index < chosen else "explanation", index)


def _stand_in(where: dict[str, int]) -> None:
    """Without a column of actions, how it is done says what is done."""
    if "how" in where and {"when", "holder"} & set(where):
        where["what"] = where.pop("how")


def _choice(phrase: str) -> int:
    order = layout().what_choice
    return order.index(phrase) if phrase in order else len(order)
