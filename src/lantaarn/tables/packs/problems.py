"""What can be wrong with a pack: each problem says where it is and what mends it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One fault in one file of a pack."""

    file: str
    line: int
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}, regel {self.line}: {self.problem} {self.remedy}".strip()


class PackError(Exception):
    """A pack that cannot be read, with all its problems at once."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))
