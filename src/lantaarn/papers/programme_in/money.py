"""Amounts in euro, tables of budget per measure and year, and totals that the rows do not make."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lantaarn.papers.programme_in.blocks import Row
from lantaarn.papers.programme_in.findings import Findings
from lantaarn.papers.programme_in.layout import layout, plain
from lantaarn.papers.programme_in.model import BudgetRow, Warned, When

_AMOUNT = re.compile(
    r"(?:€|eur|euro)?\s*(?<![a-z])(-?\d{1,3}(?:[.\s]\d{3})+(?:,\d{1,2})?|(?<![a-z])-?\d+(?:,\d{1,2})?)(?:,-)?\s*(k\b|mln|miljoen|duizend)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"^\W*(?:jaar\s+|begroting\s+|kosten\s+|budget\s+)?(20\d{2})\W*$", re.IGNORECASE)
_EACH_YEAR = re.compile(r"\b(?:per|p\.|elk|ieder)\s*(?:jaar|jr)\b|\bp\.\s?j\b|\bjaarlijks\b", re.IGNORECASE)
_SCALE = {"k": 1_000, "duizend": 1_000, "mln": 1_000_000, "miljoen": 1_000_000}
_THOUSANDS = re.compile(r"x\s*€?\s*1\.?000\b|in duizenden|\* ?1\.000", re.IGNORECASE)


def amount_in(text: str) -> float | None:
    """The amount that a cell holds, when it holds one and little else."""
    bare = text.strip().replace("\u00a0", " ").rstrip(".*")
    match = _AMOUNT.search(bare)
    if not match:
        return None
    around = (bare[: match.start()] + bare[match.end() :]).strip(" €,-.()")
    if len(around.split()) > 3:
        return None
    number = float(re.sub(r"[.\s]", "", match[1]).replace(",", "."))
    return number * _SCALE.get((match[2] or "").lower(), 1)


def year_of(text: str) -> int | None:
    match = _YEAR.match(text.strip())
    return int(match[1]) if match else None


def one_year(when: When) -> int | None:
    """The year that an amount beside a moment is for, when that moment lies within one."""
    return when.until.year if when.until and (when.start is None or when.start.year == when.until.year) else None


def budget_years(text: str, when: When, period: tuple[date | None, date | None]) -> list[int | None]:
    """The years that an amount is for: each year of its period when it is an amount a year, else the one it lies in."""
    start, until = (when.start, when.until) if when.start and when.until else period
    if _EACH_YEAR.search(text) and start and until:
        return list(range(start.year, until.year + 1))
    return [one_year(when)]


@dataclass(frozen=True)
class BudgetHead:
    """The column of the measures, those of the years, and perhaps one of the totals."""

    measure: int
    years: dict[int, int]
    total: int | None
    factor: int = 1
    of_sources: bool = False
    """Whether the rows are sources of money, and no measures."""


def budget_head(row: Row, above: list[Row], said: str = "") -> BudgetHead | None:
    """`said` is what stands over the table, and may say that amounts are in thousands."""
    years = {index: year for index, cell in enumerate(row.cells) if (year := year_of(cell.text))}
    if len(years) < 2:
        return None
    measure = next((index for index in range(len(row.cells)) if index not in years), None)
    if measure is None:
        return None
    total = next((i for i, cell in enumerate(row.cells) if plain(cell.text) in layout().columns["total"]), None)
    texts = [said, *(cell.text for line in [*above, row] for cell in line.cells)]
    factor = 1_000 if any(map(_THOUSANDS.search, texts)) else 1
    return BudgetHead(measure, years, total, factor, plain(row.cells[measure].text) in layout().columns["source"])


def holds_amounts(rows: list[Row], head: BudgetHead) -> bool:
    return any(amount_in(row.cells[column].text) is not None for row in rows for column in head.years)


def read_budget(rows: list[Row], head: BudgetHead, findings: Findings) -> None:
    """The amount of each measure in each year; a total is held against all rows, a subtotal against its own."""
    every, own = dict.fromkeys(head.years, 0.0), dict.fromkeys(head.years, 0.0)
    for row in rows:
        measure = row.cells[head.measure].text.strip(" :")
        amounts = _amounts(row, head)
        if _is_total(measure):
            partial = "subtotaal" in plain(measure)
            sums = own if partial else every
            for column, printed in amounts.items():
                _compare(printed, sums[column], head.years[column], row, findings)
            if not partial:
                _compare_row(row, head, sum(every.values()), findings, "Het eindtotaal")
            own = dict.fromkeys(head.years, 0.0)
        elif not amounts:
            findings.leave(row.text, "regel in een begroting zonder bedrag", row.place)
        else:
            for column, amount in amounts.items():
                every[column] += amount
                own[column] += amount
            _keep(measure, amounts, row, head, findings)
            _compare_row(row, head, sum(amounts.values()), findings, f"Het totaal van ‘{measure}’")


def _amounts(row: Row, head: BudgetHead) -> dict[int, float]:
    found = {column: amount_in(row.cells[column].text) for column in head.years}
    return {column: amount * head.factor for column, amount in found.items() if amount is not None}


def _keep(measure: str, amounts: dict[int, float], row: Row, head: BudgetHead, findings: Findings) -> None:
    if head.of_sources:
        findings.leave(row.text, "bron van dekking, geen maatregel", row.place)
        return
    findings.budget += [BudgetRow(measure, head.years[column], amount, row.place) for column, amount in amounts.items()]


def _is_total(measure: str) -> bool:
    return any(word in layout().columns["total"] for word in plain(measure).split()[:2])


def _compare(printed: float, computed: float, year: int, row: Row, findings: Findings) -> None:
    if abs(printed - computed) > 0.005:
        text = f"Het totaal van {year} is gedrukt als {euro(printed)}, maar de regels maken samen {euro(computed)}."
        findings.warnings.append(Warned("total", text, row.place, year, printed, computed))


def _compare_row(row: Row, head: BudgetHead, computed: float, findings: Findings, what: str) -> None:
    printed = amount_in(row.cells[head.total].text) if head.total is not None else None
    if printed is not None and abs(printed * head.factor - computed) > 0.005:
        text = f"{what} is gedrukt als {euro(printed * head.factor)}, maar de jaren maken samen {euro(computed)}."
        findings.warnings.append(Warned("total", text, row.place, None, printed * head.factor, computed))


def euro(amount: float) -> str:
    whole = f"{amount:,.2f}".replace(",", "#").replace(".", ",").replace("#", ".")
    return f"€ {whole.removesuffix(',00')}"
