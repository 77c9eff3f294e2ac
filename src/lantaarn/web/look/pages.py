"""Which page numbers a list shows: the ends, the neighbours, and a gap between."""

from __future__ import annotations


def page_numbers(number: int, pages: int) -> list[int]:
    """Page numbers to show; 0 stands for a gap."""
    shown = sorted({1, pages, *range(max(1, number - 1), min(pages, number + 1) + 1)})
    result: list[int] = []
    for page in shown:
        if result and page - result[-1] > 1:
            result.append(0 if page - result[-1] > 2 else page - 1)
        result.append(page)
    return result
