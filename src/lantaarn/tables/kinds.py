"""The kinds of table that a region decides on, and where each stands in a pack: its file, its tables, its proof."""

from __future__ import annotations

from lantaarn.rules.tables import Model, TableError
from lantaarn.tables.packs import Pack, Sharing

ROUTE, SHARING = "route", "sharing"
KINDS = (ROUTE, SHARING)
"""A kind is also the name of its section in region.toml, and of the capabilities: route.decide, sharing.propose."""


def decides(kind: str) -> str:
    """The capability of who decides on this kind of table."""
    return f"{kind}.decide"


def proposes(kind: str) -> str:
    return f"{kind}.propose"


def sharing_in(pack: Pack) -> Sharing:
    """What the pack says of sharing, where it must say it."""
    if pack.sharing is None:
        raise TableError("Dit pakket heeft geen deeltabel.")
    return pack.sharing


def model_in(pack: Pack, kind: str) -> Model:
    """The tables of this kind."""
    return pack.model if kind == ROUTE else sharing_in(pack).model


def file_in(pack: Pack, kind: str) -> str:
    """The name of the file in which these tables stand."""
    return pack.route.file if kind == ROUTE else sharing_in(pack).file
