"""Cells of a decision table (S-FEEL unary tests) in plain Dutch, and the values that they let through."""

from __future__ import annotations

import re
from collections.abc import Callable

ANY = "-"
_NOT = re.compile(r"not\s*\((.*)\)", re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_COMPARED = re.compile(r"(<=|>=|<|>)\s*(.+)", re.DOTALL)
_RANGE = re.compile(r"([\[\](])\s*(.+?)\s*\.\.\s*(.+?)\s*([\[\])])", re.DOTALL)
_PARTS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\](][^,\[\]()"]*\.\.[^,\[\]()"]*[\[\])]|[^,"]+')
_COMPARISONS = {"<": "minder dan", ">": "meer dan", "<=": "hoogstens", ">=": "minstens"}
_FEW = 2

Words = Callable[[str], str]


def is_any(cell: str) -> bool:
    return cell.strip() in {ANY, ""}


def parts_of(cell: str) -> tuple[bool, tuple[str, ...]]:
    """Whether the cell is a not(…), and the tests inside, of which one must hold."""
    text = cell.strip()
    denied = _NOT.fullmatch(text)
    inside = denied[1] if denied else text
    return bool(denied), tuple(part for found in _PARTS.findall(inside) if (part := found.strip()))


def literal(part: str) -> str | None:
    """The value that a test names, or None for a range or comparison."""
    string = _STRING.fullmatch(part)
    if string:
        return re.sub(r"\\(.)", r"\1", string[1])
    if _COMPARED.fullmatch(part) or _RANGE.fullmatch(part):
        return None
    return part


def values_meant(cell: str, values: tuple[str, ...]) -> frozenset[str] | None:
    """The values of the fact that the cell lets through, or None when they cannot be listed."""
    if is_any(cell):
        return frozenset(values)
    denied, parts = parts_of(cell)
    named = [literal(part) for part in parts]
    if not values or None in named:
        return None
    return frozenset(value for value in values if (value in named) is not denied)


def in_words(cell: str, values: tuple[str, ...], words: Words) -> str:
    """The cell as a person would say it: "nee of weet niet", "niet zorg", "18 tot en met 25"."""
    denied, parts = parts_of(cell)
    meant = values_meant(cell, values)
    if denied and meant and len(meant) <= _FEW:
        return joined([words(value) for value in values if value in meant])
    said = joined([_test_in_words(part, words) for part in parts])
    return f"niet {said}" if denied else said


def _test_in_words(part: str, words: Words) -> str:
    compared = _COMPARED.fullmatch(part)
    if compared:
        return f"{_COMPARISONS[compared[1]]} {words(compared[2].strip())}"
    between = _RANGE.fullmatch(part)
    if between:
        low, high = words(between[2]), words(between[3])
        if between[1] == "[" and between[4] == "]":
            return f"{low} tot en met {high}"
        first = "minstens" if between[1] == "[" else "meer dan"
        last = "hoogstens" if between[4] == "]" else "minder dan"
        return f"{first} {low} en {last} {high}"
    return words(literal(part) or part)


def joined(said: list[str]) -> str:
    return f"{', '.join(said[:-1])} of {said[-1]}" if len(said) > 1 else "".join(said)
