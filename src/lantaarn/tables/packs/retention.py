"""How long a region keeps what, as data: one row per process and class of data, with its source, adopted or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lantaarn.tables.packs.checks import Found

STARTS: Mapping[str, tuple[str, ...]] = {
    "signal": ("closed", "last_share"),
    "subject_request": ("answered",),
    "advice": ("made",),
    "import_list": ("made",),
    "report_draft": ("changed",),
    "account": ("ended",),
    "log": ("made",),
}
"""From when the clock may run, per process."""


@dataclass(frozen=True)
class Retention:
    """One row: data of class `keep` of a process goes (or stays for good) so long after `starts`.

    A row that is not adopted is a proposal: its clocks are shown, and nothing goes by it.
    """

    code: str
    label: str
    process: str
    keep: str
    starts: str
    action: str
    source: str
    years: int = 0
    months: int = 0
    days: int = 0
    adopted: bool = False
    note: str = ""

    @property
    def destroys(self) -> bool:
        return self.action == "destroy"

    @property
    def term(self) -> str:
        """The term in Dutch."""
        if not self.destroys:
            return "blijft bewaard"
        months = "1 maand" if self.months == 1 else f"{self.months} maanden"
        days = "1 dag" if self.days == 1 else f"{self.days} dagen"
        parts = ((self.years, f"{self.years} jaar"), (self.months, months), (self.days, days))
        return " en ".join(words for amount, words in parts if amount)


def check_retention(rows: Sequence[Retention]) -> Found:
    """What a JSON Schema cannot say: one row a class, a term that fits the action, a start that fits the process."""
    seen: dict[tuple[str, str], str] = {}
    for at, row in enumerate(rows):
        other = seen.setdefault((row.process, row.keep), row.code)
        if other != row.code:
            problem = f"'{row.code}' en '{other}' gaan over hetzelfde: {row.process}, {row.keep}."
            yield ("retention", at, "keep"), problem, "Houd er één over, of noem een andere klasse."
        if row.destroys != bool(row.years or row.months or row.days):
            remedy = "Vernietigen (destroy) heeft een termijn in years, months of days; bewaren (keep) heeft er geen."
            yield ("retention", at, "action"), f"De termijn van '{row.code}' past niet bij '{row.action}'.", remedy
        if row.starts not in STARTS[row.process]:
            remedy = f"Kies voor '{row.process}' uit: {', '.join(STARTS[row.process])}."
            yield ("retention", at, "starts"), f"De klok van '{row.code}' kan niet beginnen bij '{row.starts}'.", remedy


def rules_in(data: Mapping[str, Any]) -> tuple[Retention, ...]:
    """The rows of a region.toml that was read and held against its schema."""
    return tuple(Retention(**row) for row in data.get("retention", []))
