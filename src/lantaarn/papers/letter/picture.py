"""A bar as a picture for text documents, in which nobody can draw with words."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files

import typst

from lantaarn.papers.letter.letter import Bar

WIDTH_MM, HEIGHT_MM = 160, 6
_SOURCE = files(__package__).joinpath("bar.typ").read_bytes()


def png(bar: Bar) -> bytes:
    """The bar, 160 by 6 mm; empty where there is nothing to draw."""
    shares = tuple((share.count, share.look) for share in bar.shares if share.count)
    return _png(shares) if shares else b""


@lru_cache(maxsize=64)
def _png(shares: tuple[tuple[int, str], ...]) -> bytes:
    made = typst.compile(_SOURCE, format="png", ppi=192, sys_inputs={"shares": json.dumps(shares)})
    if not isinstance(made, bytes):
        raise TypeError("A bar is one picture.")
    return made
