"""The two regions of the demo: one engine, and what the same story is called in each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PACKS = Path(__file__).resolve().parents[4] / "regions"


@dataclass(frozen=True)
class DemoRegion:
    """A region by its codes: which bodies adopt its route and discuss its signals."""

    code: str
    folder: str
    adopts: str
    meets: str

    @property
    def pack(self) -> str:
        return str(PACKS / self.folder)


DRENTHE = DemoRegion("drenthe", "drenthe", adopts="safety_executives", meets="drieluik")
ZUID_LIMBURG = DemoRegion("zuid_limburg", "zuid-limburg", adopts="colleges", meets="signal_meeting")
REGIONS = (DRENTHE, ZUID_LIMBURG)
"""Drenthe first: it is the region of the guided walk."""
