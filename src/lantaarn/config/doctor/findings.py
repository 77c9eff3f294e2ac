"""What the doctor tells: one line per check."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`remedy` is empty when all is well."""

    check: str
    found: str
    remedy: str = ""

    @property
    def good(self) -> bool:
        return not self.remedy


def judged(check: str, *, good: bool, found: str, remedy: str) -> Finding:
    return Finding(check=check, found=found, remedy="" if good else remedy)
