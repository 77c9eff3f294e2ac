"""Facts under which none of a set of rules applies: the core of totality and of rules that never decide.

Each rule must fail at one group of facts at least. Rules that can fail at one group only force a choice there; of the
choices of a group only those count that leave no more rules alive than another; what failed once is remembered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lantaarn.rules.tables.parts import TableError

MOST_STEPS = 500_000


@dataclass(frozen=True)
class Options:
    """Per group of facts: for each choice, the rules that it leaves alive."""

    masks: tuple[tuple[int, ...], ...]
    selective: tuple[int, ...]
    """Per group: the rules that some choice makes fail."""


def choices_of(masks: Sequence[Sequence[int]]) -> Options:
    selective = []
    for choices in masks:
        alive_always = -1
        for mask in choices:
            alive_always &= mask
        selective.append(~alive_always)
    return Options(tuple(tuple(choices) for choices in masks), tuple(selective))


def avoid(space: Options, rules: int) -> dict[int, int] | None:
    """A choice (group to place of its choice) under which none of the rules applies; groups left out are free."""
    search = _Search(space)
    groups = tuple(at for at, mask in enumerate(space.selective) if mask & rules)
    if any(not choices for choices in space.masks):
        return None
    return search.visit(groups, rules)


@dataclass
class _Search:
    space: Options
    failed: set[tuple[tuple[int, ...], int]] = field(default_factory=set)
    steps: int = 0

    def visit(self, groups: tuple[int, ...], live: int) -> dict[int, int] | None:
        if not live:
            return {}
        once, twice, more = self._openings(groups)
        if live & ~once or (groups, live) in self.failed:
            return None
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise TableError("De tabel is te groot om te bewijzen. Verdeel haar over meer beslissingen.")
        forced = live & ~twice
        group = self._choose(groups, forced or live & ~more or live, live)
        rest = tuple(other for other in groups if other != group)
        for at, left in self._children(group, live, forced):
            found = self.visit(rest, left)
            if found is not None:
                return {**found, group: at}
        self.failed.add((groups, live))
        return None

    def _openings(self, groups: tuple[int, ...]) -> tuple[int, int, int]:
        """The rules that can still fail at one group, at two or more, and at three or more."""
        once = twice = more = 0
        for group in groups:
            mask = self.space.selective[group]
            more |= twice & mask
            twice |= once & mask
            once |= mask
        return once, twice, more

    def _choose(self, groups: tuple[int, ...], tight: int, live: int) -> int:
        """The group where most of the rules with the least room can fail."""
        return max(groups, key=lambda group: self._weight(self.space.selective[group], tight, live))

    @staticmethod
    def _weight(selective: int, tight: int, live: int) -> tuple[int, int]:
        return (selective & tight).bit_count(), (selective & live).bit_count()

    def _children(self, group: int, live: int, forced: int) -> Iterator[tuple[int, int]]:
        """The choices that no other choice beats, the one that leaves the fewest rules first."""
        must_fail = forced & self.space.selective[group]
        found: dict[int, int] = {}
        for at, mask in enumerate(self.space.masks[group]):
            if not mask & must_fail:
                found.setdefault(live & mask, at)
        kept: list[int] = []
        for left in sorted(found, key=int.bit_count):
            if not any(less & left == less for less in kept):
                kept.append(left)
                yield found[left], left
