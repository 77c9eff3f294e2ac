"""The rows of a table of actions: each becomes actions, with what its own cells and the card above it say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lantaarn.papers.programme_in.blocks import Cell, Row
from lantaarn.papers.programme_in.cards import inherited
from lantaarn.papers.programme_in.columns import Head
from lantaarn.papers.programme_in.course import Course
from lantaarn.papers.programme_in.findings import named_part, short
from lantaarn.papers.programme_in.labels import run_ins
from lantaarn.papers.programme_in.layout import layout, plain
from lantaarn.papers.programme_in.making import TABLE, Sheet, between, make_action
from lantaarn.papers.programme_in.model import Action, BudgetRow
from lantaarn.papers.programme_in.money import amount_in, budget_years
from lantaarn.papers.programme_in.rows import Expanded, Said, expand, is_step, joined_rows, said, shares
from lantaarn.papers.programme_in.tails import trailing
from lantaarn.papers.programme_in.timelines import marked_when

_HEAD_YEAR = re.compile(r"\b(20\d{2})\b")
_NUMBERED = re.compile(r"^([A-Z]?\d{1,2}(?:\.\d{1,2})*)[.):]?\s+(\S.*)$")
_LEADS = re.compile(r"\s*\(([^()]{3,30})\)\s*$")
_LEADING = ("holder", "when", "level")
_SHARED = ("holder", "when", "parties", "level", "why", "start")


@dataclass(frozen=True)
class _Split:
    """What each column gives to each action of a row."""

    given: dict[str, list[str]]
    plainly: bool


def read_actions(head: Head, rows: list[Row], course: Course, *, carried: bool) -> Head:
    """Reads the rows; gives the head back as these rows showed how it is to be understood."""
    depth = len(course.findings.stack)
    course.group, course.over, course.goal = None, None, ""
    what = head.where["what"]
    head = replace(head, steps=_in_steps(head, rows, course.last_head))
    for row in _filled_down(head, joined_rows(rows, what, head.where.get("how"), _own(head))):
        if _is_count(head, row):
            course.findings.leave(row.text, "totaalregel, geen actie", row.place)
            continue
        if _is_lead_in(head, row) or not (row.cells[what].text or _how(head, row)):
            course.findings.leave(row.text, "regel zonder actie", row.place)
            continue
        _read_row(head, row, course, carried=carried)
    del course.findings.stack[depth:]
    return head


def _is_lead_in(head: Head, row: Row) -> bool:
    """ "Wij trainen:" with nothing beside it stands over the rows below it."""
    return len(row.filled) == 1 and row.cells[head.where["what"]].text.endswith(":")


def _filled_down(head: Head, rows: list[Row]) -> Iterator[Row]:
    """Who, when or where stands before what is done, once for all rows that leave it empty."""
    before = [head.where[name] for name in _LEADING if head.where.get(name, 99) < head.where["what"]]
    above: dict[int, Cell] = {}
    for row in rows:
        above |= {index: row.cells[index] for index in before if row.cells[index].text}
        yield replace(row, cells=tuple(above.get(index, cell) for index, cell in enumerate(row.cells)))


def _is_count(head: Head, row: Row) -> bool:
    """ "Totaal aantal acties: 3" with nothing beside it, or "Totaal" beside what was counted."""
    words, totals = plain(row.cells[head.where["what"]].text), layout().columns["total"]
    return words in totals or (len(row.filled) == 1 and words.split(" ")[0] in totals)


def _own(head: Head) -> tuple[int, ...]:
    return tuple(head.where[name] for name in ("holder", "when") if name in head.where)


def _in_steps(head: Head, rows: list[Row], last: Head | None) -> bool:
    """Whether "wat" names a theme over several rows, of which each says in "hoe" what is done, by whom or when."""
    if "how" not in head.where:
        return False
    if last and last.steps and last.cells == head.cells:
        return True
    return any(is_step(row, head.where["what"], head.where["how"], _own(head)) for row in rows[1:])


def _how(head: Head, row: Row) -> str:
    return row.cells[head.where["how"]].text if "how" in head.where else ""


def _read_row(head: Head, row: Row, course: Course, *, carried: bool) -> None:
    others = [row.cells[head.where[name]] for name in ("holder", "when") if name in head.where]
    what = row.cells[head.where["what"]]
    expanded = expand(what, others)
    if what.merged or not expanded.said or (head.steps and _how(head, row)):
        step = _how(head, row)
        group = (what.text if head.steps else what.text or None) or None
        expanded = Expanded([said(step or what.text, group=group)] if step or what.text else [])
    split = _split(head, row, len(expanded.said))
    doubts = _doubts(head, split, course, carried=carried)
    if not split.plainly:
        text = f"De houders of momenten in deze regel zijn niet over de acties te verdelen: ‘{short(row.text)}’."
        course.findings.warn("pairs", text, row.place)
    for at, entry in enumerate(expanded.said):
        _make(head, row, entry, at, split, course, expanded=expanded, doubts=doubts)


def _doubts(head: Head, split: _Split, course: Course, *, carried: bool) -> tuple[str, ...]:
    doubts = list(course.findings.doubts_of_order())
    if carried:
        doubts.append("tabel zonder eigen kop")
    if head.who and "holder" in head.where:
        doubts.append("houder uit een kolom ‘wie’")
    if not split.plainly:
        doubts.append("houders niet over de acties te verdelen")
    return tuple(doubts)


def _split(head: Head, row: Row, count: int) -> _Split:
    given: dict[str, list[str]] = {}
    plainly = True
    for name in _SHARED:
        if name in head.where:
            between = " " if name in {"when", "why", "start"} else ", "
            cell = _unmarked(row.cells[head.where[name]]) if name == "why" else row.cells[head.where[name]]
            given[name], fine = shares(cell, count, between=between)
            plainly = plainly and (fine or name not in {"holder", "when"})
    return _Split(given, plainly)


def _unmarked(cell: Cell) -> Cell:
    return Cell(tuple(replace(piece, bullet=False) for piece in cell.pieces))


def _sheet(head: Head, row: Row, split: _Split, at: int, course: Course) -> Sheet:
    """What the cells of a row say of one of its actions."""

    def given(name: str) -> str:
        return split.given[name][at] if name in split.given else ""

    inside = _inside(given("holder"))
    if "why" in head.where and head.where["why"] < head.where["what"]:
        # A goal beside the first of several rows holds for the rows under it.
        course.goal = given("why") or course.goal
    sheet = Sheet(
        when=given("when"),
        parties=", ".join(filter(None, [inside["parties"], given("parties")])),
        holder=inside["holder"],
        level=given("level"),
        why=given("why") or (course.goal if head.where.get("why", 99) < head.where["what"] else ""),
        year=_year(head),
        moment=between(given("start"), given("when"), course.findings) if "start" in head.where else None,
    )
    if head.timeline and not sheet.when and sheet.moment is None:
        marked = marked_when(row, head.timeline, course.findings.only_year)
        sheet.moment = marked if marked.text else None
    return sheet


def _make(
    head: Head,
    row: Row,
    entry: Said,
    at: int,
    split: _Split,
    course: Course,
    *,
    expanded: Expanded,
    doubts: tuple[str, ...],
) -> None:
    findings = course.findings
    sheet = _sheet(head, row, split, at, course)
    text, held = trailing(entry.what)
    if "when" not in head.where and held.keys() == {"when"}:
        entry, sheet = replace(entry, what=text), replace(sheet, when=held["when"])
    sheet, more = inherited(course.card, sheet, findings)
    if entry.group:
        key = findings.add_part("theme", None, entry.group, row.place)
        course.group = key if head.steps else course.group
    entry = entry if entry.details or not expanded.inline else replace(entry, details=expanded.inline)
    if "number" in head.where and not entry.number and len(expanded.said) == 1:
        entry = replace(entry, number=row.cells[head.where["number"]].text or None)
    action = make_action(
        entry,
        sheet,
        findings,
        place=row.place,
        quote=_quote(entry, row, expanded),
        best=TABLE,
        part=_part(head, row, course),
        doubts=(*doubts, *more),
    )
    _tell_targets(action, course)
    course.card.actions += 1
    if findings.add_action(action):
        _budget(head, row, action, course)


def _inside(text: str) -> dict[str, str]:
    """ "Trekker: X; partners: Y, Z" in one cell: who holds the action and who takes part."""
    pieces = re.split(r"[,;]\s*|(?<=\))\s+en\s+", text)
    led = [piece for piece in pieces if (mark := _LEADS.search(piece)) and _is_lead(mark[1])]
    if led:
        others = [piece for piece in pieces if piece not in led]
        return {"holder": ", ".join(_LEADS.sub("", piece) for piece in led), "parties": ", ".join(others)}
    before, held = run_ins(text)
    if not held.keys() & {"holder", "parties"}:
        return {"holder": text, "parties": ""}
    holder = ", ".join(filter(None, [before, held.get("holder", held.get("who", ""))]))
    return {"holder": holder, "parties": held.get("parties", "")}


def _is_lead(word: str) -> bool:
    return plain(word) in layout().columns["holder"]


def _quote(entry: Said, row: Row, expanded: Expanded) -> str:
    if len(expanded.said) == 1:
        return row.text
    return " – ".join([entry.what, *entry.details])


def _year(head: Head) -> int | None:
    index = head.where.get("when")
    found = _HEAD_YEAR.findall(head.cells[index]) if index is not None else []
    return int(found[0]) if len(found) == 1 else None


def _part(head: Head, row: Row, course: Course) -> int | None:
    """A column may name the part of each row; else it is the heading above."""
    over = head.where.get("over")
    if over is not None and row.cells[over].text and plain(row.cells[over].text) not in layout().ranks:
        course.over = _named_in_cell(head, over, row.cells[over].text, row, course)
    index = head.where.get("part")
    text = row.cells[index].text if index is not None else ""
    if index is None and head.steps and course.group is not None:
        return course.group
    if index is None or plain(text) in layout().ranks:
        return course.findings.current()
    if not text:
        # The name of a group stands beside its first row alone.
        return course.group if course.group is not None else course.findings.current()
    course.group = _named_in_cell(head, index, text, row, course)
    if course.over is not None and course.over < course.group:
        parts = course.findings.parts
        parts[course.group] = replace(parts[course.group], parent=course.over)
    return course.group


def _named_in_cell(head: Head, index: int, text: str, row: Row, course: Course) -> int:
    named = named_part(text)
    kind = layout().part(plain(head.cells[index]))
    if named:
        return course.findings.add_part(named.kind.kind, named.number, named.title, row.place, named.label)
    numbered = _NUMBERED.match(text)
    number, title = (numbered[1], numbered[2]) if numbered else (None, text)
    return course.findings.add_part(kind.kind if kind else "theme", number, title, row.place, text)


def _tell_targets(action: Action, course: Course) -> None:
    if action.when.several:
        counted = ", ".join(action.when.several)
        about = f" voor {', '.join(action.details)}" if action.details else ""
        text = (
            f"Eén regel geeft meer aantallen{about} ({counted}): ‘{short(action.what)}’."
            " Verdeel ze zelf over de onderdelen."
        )
        course.findings.warn("targets", text, action.place)


def _budget(head: Head, row: Row, action: Action, course: Course) -> None:
    index = head.where.get("budget")
    amount = amount_in(row.cells[index].text) if index is not None else None
    if amount is None or index is None:
        return
    period = (course.findings.start, course.findings.until)
    years = budget_years(row.cells[index].text, action.when, period)
    course.findings.budget += [BudgetRow(action.what, year, amount, row.place) for year in years]
