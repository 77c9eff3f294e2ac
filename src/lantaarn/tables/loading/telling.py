"""What a load does, told row by row in Dutch."""

from __future__ import annotations

from dataclasses import dataclass, field

KINDS = {
    "region": ("regio", "regio’s"),
    "municipality": ("gemeente", "gemeenten"),
    "organisation": ("organisatie", "organisaties"),
    "role": ("rol", "rollen"),
    "body": ("overleg", "overleggen"),
    "desk": ("balie", "balies"),
    "pack": ("vragen, taken en termijnen", "vragen, taken en termijnen"),
    "route": ("meldroute", "meldroutes"),
    "sharing": ("deeltabel", "deeltabellen"),
}


@dataclass(frozen=True)
class Change:
    """One row that the load makes or changes; `columns` holds (name, was, becomes)."""

    kind: str
    name: str
    new: bool
    columns: tuple[tuple[str, object, object], ...] = ()

    def __str__(self) -> str:
        said = f"{'nieuw' if self.new else 'gewijzigd'} {KINDS[self.kind][0]}: {self.name}"
        told = [f"{name}: {short(was)} → {short(becomes)}" for name, was, becomes in self.columns]
        return said + (f" ({'; '.join(told)})" if told else "")


@dataclass
class Load:
    """What a load does, row by row, and what it leaves alone."""

    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)
    """What a screen decided and the pack says otherwise."""
    left: list[str] = field(default_factory=list)
    """Rows that the pack no longer names; they stay."""

    @property
    def nothing_to_do(self) -> bool:
        return not self.changes


def short(value: object) -> str:
    """A value as one line shows it."""
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    text = {"True": "ja", "False": "nee", "": "leeg", "None": "leeg"}.get(text, text)
    return text if len(text) <= 60 else text[:57] + "…"
