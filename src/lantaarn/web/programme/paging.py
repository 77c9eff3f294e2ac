"""A page of many: what a person reads at once, with its number in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest

from lantaarn.web.lists.paging import page_number

T = TypeVar("T")


@dataclass(frozen=True)
class Leaf(Generic[T]):
    """The rows of one page; a number beyond the last is the last."""

    rows: Sequence[T]
    number: int
    pages: int
    total: int
    first: int
    last: int


def leaf(request: HttpRequest, rows: Sequence[T], *, size: int) -> Leaf[T]:
    pages = pages_of(len(rows), size)
    number = min(page_number(request), pages)
    first = (number - 1) * size
    found = rows[first : first + size]
    return Leaf(found, number, pages, len(rows), first + 1 if found else 0, first + len(found))


def pages_of(total: int, size: int) -> int:
    return max(1, -(-total // size))
