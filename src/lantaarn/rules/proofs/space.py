"""The space of all facts: groups that cells compare with each other, and the rules that each value leaves alive."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from lantaarn.rules.feel.nodes import Value
from lantaarn.rules.proofs.boards import Board, Condition
from lantaarn.rules.proofs.cuts import named_by
from lantaarn.rules.proofs.domains import domain, named_values
from lantaarn.rules.tables.parts import Input, TableError

MOST_TOGETHER = 200_000
Masks = tuple[int, ...]
Facts = Mapping[str, Value]


@dataclass(frozen=True)
class Choice:
    """Values of one group that leave the same rules alive; shown by its first values."""

    values: tuple[Value, ...]
    masks: Masks


@dataclass(frozen=True)
class Group:
    """Facts that are compared with each other, nearly always one."""

    facts: tuple[Input, ...]
    conditions: tuple[tuple[int, Condition, int], ...]
    named: tuple[Value, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(fact.name for fact in self.facts)

    def choices(self, alls: Masks, fixed: Facts) -> tuple[Choice, ...]:
        """The values that differ in effect, with some facts held fixed."""
        domains = self._domains(fixed)
        if prod(len(values) for values in domains) > MOST_TOGETHER:
            raise TableError(
                f"De feiten {', '.join(self.names)} worden te vaak met elkaar vergeleken om het te bewijzen. "
                "Vergelijk ze met waarden."
            )
        merged: dict[Masks, Choice] = {}
        for values in product(*domains):
            masks = self._masks(values, alls)
            merged.setdefault(masks, Choice(values, masks))
        return tuple(merged.values())

    def _domains(self, fixed: Facts) -> list[tuple[Value, ...]]:
        named = [*self.named, *(fixed[name] for name in self.names if name in fixed)]
        return [
            (fixed[fact.name],) if fact.name in fixed else domain(fact, named, len(self.facts)) for fact in self.facts
        ]

    def _masks(self, values: tuple[Value, ...], alls: Masks) -> Masks:
        scope = dict(zip(self.names, values, strict=True))
        masks = list(alls)
        for at, condition, boxes in self.conditions:
            if not condition.holds(scope):
                masks[at] &= ~boxes
        return tuple(masks)


@dataclass(frozen=True)
class Space:
    """All facts that the boards ask, in groups; the most selective group comes first."""

    boards: tuple[Board, ...]
    groups: tuple[Group, ...]
    choices: tuple[tuple[Choice, ...], ...]

    @property
    def alls(self) -> Masks:
        return tuple(board.all for board in self.boards)

    def field(self, fixed: Facts | None = None) -> Field:
        """Everything that can still be chosen when these facts are fixed."""
        held = fixed or {}
        choices = (
            group.choices(self.alls, held) if any(name in held for name in group.names) else options
            for group, options in zip(self.groups, self.choices, strict=True)
        )
        return Field(self.groups, self.alls, tuple(choices))


@dataclass(frozen=True)
class Field:
    """What is left to choose, per group of facts, and the rules that are alive at the start."""

    groups: tuple[Group, ...]
    start: Masks
    choices: tuple[tuple[Choice, ...], ...]

    @property
    def sure(self) -> tuple[Masks, ...]:
        """Per depth: the rules that every choice from there on leaves alive."""
        tail = tuple(-1 for _ in self.start)
        found = [tail]
        for options in reversed(self.choices):
            tail = tuple(mask & _all(option.masks[at] for option in options) for at, mask in enumerate(tail))
            found.append(tail)
        return tuple(reversed(found))

    @property
    def live(self) -> Masks:
        """The rules that each group by itself leaves a chance."""
        live = self.start
        for options in self.choices:
            live = tuple(mask & _any(option.masks[at] for option in options) for at, mask in enumerate(live))
        return live

    def witness(self, path: Sequence[Choice]) -> dict[str, Value]:
        return {
            name: value
            for group, choice in zip(self.groups, path, strict=False)
            for name, value in zip(group.names, choice.values, strict=True)
        }


def _all(masks: Iterable[int]) -> int:
    found = -1
    for mask in masks:
        found &= mask
    return found


def _any(masks: Iterable[int]) -> int:
    found = 0
    for mask in masks:
        found |= mask
    return found


def make_space(boards: Sequence[Board], facts: Sequence[Input]) -> Space:
    """Group the facts by the conditions that name them together, and order the groups by how much they decide."""
    known = {fact.name: fact for fact in facts}
    asked = [(at, condition, boxes) for at, board in enumerate(boards) for condition, boxes in board.plain.items()]
    leader = _joined(known, (condition.names for _, condition, _ in asked))
    members: dict[str, list[str]] = {}
    for name in known:
        members.setdefault(leader[name], []).append(name)
    conditions: dict[str, list[tuple[int, Condition, int]]] = {name: [] for name in members}
    for entry in asked:
        if entry[1].names:
            conditions[leader[entry[1].names[0]]].append(entry)
    groups = [_group(known, members[name], conditions[name]) for name in members if conditions[name]]
    groups.sort(key=lambda group: -sum(boxes.bit_count() for _, _, boxes in group.conditions))
    alls = tuple(board.all for board in boards)
    return Space(tuple(boards), tuple(groups), tuple(group.choices(alls, {}) for group in groups))


def _group(known: Mapping[str, Input], names: Sequence[str], asked: Sequence[tuple[int, Condition, int]]) -> Group:
    named = named_values((named_by(condition) for _, condition, _ in asked), known, names if len(names) > 1 else ())
    return Group(tuple(known[name] for name in names), tuple(asked), tuple(named))


def _joined(known: Iterable[str], together: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """For each name the first name of its group."""
    leader = {name: name for name in known}
    for names in together:
        leaders = {leader[name] for name in names}
        if len(leaders) > 1:
            first = min(leaders)
            leader = {name: first if head in leaders else head for name, head in leader.items()}
    return leader
