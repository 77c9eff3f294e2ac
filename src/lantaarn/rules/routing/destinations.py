"""Does every destination of the route exist, is it staffed everywhere, and does every hand-over end somewhere?"""

from __future__ import annotations

from collections.abc import Iterator

from lantaarn.rules.proofs import Counterexample
from lantaarn.rules.routing.compiling import Branch, Compiler
from lantaarn.rules.routing.diagrams import FALSE, TRUE
from lantaarn.rules.routing.plan import NONE, DeskKind, Facts, Place, RoutePlan, Staffing

Finding = tuple[str, Counterexample]  # the decision that it concerns


class Destinations:
    """Looks at one compiled route, decision by decision."""

    def __init__(self, plan: RoutePlan, compiler: Compiler, staffing: Staffing | None) -> None:
        self._plan = plan
        self._compiler = compiler
        self._sets = compiler.sets
        self._staffing = staffing

    def findings(self) -> Iterator[Finding]:
        yield from self._fallback()
        for decision in self._plan.steps:
            for desk, branches in self._grouped(decision, "desk"):
                yield from self._desk(decision, desk, branches)
            yield from self._codes(decision, "task", "taak", self._plan.tasks)
            yield from self._codes(decision, "deadline", "termijn", self._plan.deadlines)
        yield from self._hand_overs()

    def _codes(self, decision: str, output: str, what: str, known: tuple[str, ...]) -> Iterator[Finding]:
        for code, branches in self._grouped(decision, output):
            if code not in known:
                yield decision, self._found(branches, f"de {what} '{code}' bestaat niet in deze regio.")

    def _fallback(self) -> Iterator[Finding]:
        code = self._plan.fallback
        desk = self._plan.desk(code)
        if not code:
            return
        if desk is None:
            text = f"Wat geen regel kan sturen, komt bij '{code}', maar die balie bestaat niet in deze regio."
            yield self._plan.lead, Counterexample("desk", {}, (), text)
            return
        for place, fault in self._unstaffed(desk):
            where: Facts = {"municipality": place.name} if place else {}
            text = f"Wat geen regel kan sturen, komt bij {desk.label}, maar {fault}"
            yield self._plan.lead, Counterexample("desk", dict(where), (), text)

    def _grouped(self, decision: str, output: str) -> list[tuple[str, list[Branch]]]:
        """What a column of the decision may say where it sends somebody something, with the branches that say it."""
        compiled = self._compiler.decisions[decision]
        desk, column = compiled.column("desk"), compiled.column(output)
        groups: dict[str, list[Branch]] = {}
        for branch in compiled.branches:
            sends = decision == self._plan.lead or output == "desk" or branch.row[desk] != NONE
            if branch.when != FALSE and sends:
                groups.setdefault(str(branch.row[column]), []).append(branch)
        return list(groups.items())

    def _desk(self, decision: str, code: str, branches: list[Branch]) -> Iterator[Finding]:
        if code == NONE:
            if decision == self._plan.lead:
                yield decision, self._found(branches, "geen balie heeft de leiding.")
            return
        desk = self._plan.desk(code)
        if desk is None:
            text = f"het signaal gaat naar '{code}', maar die balie bestaat niet in deze regio."
            yield decision, self._found(branches, text)
            return
        for place, fault in self._unstaffed(desk):
            yield decision, self._found(branches, f"het signaal gaat naar {desk.label}, maar {fault}", place)
        if not desk.end and not desk.stage:
            text = f"het signaal gaat naar {desk.label}, maar die kan het niet afmaken en ook niet doorgeven."
            yield decision, self._found(branches, text)

    def _unstaffed(self, desk: DeskKind) -> Iterator[tuple[Place | None, str]]:
        if desk.off_system:
            if not desk.channel:
                yield None, "er staat niet hoe u die bereikt."
            return
        places: tuple[Place | None, ...] = self._plan.places if desk.municipal else (None,)
        for place in places:
            if place and desk.places and place.code not in desk.places:
                yield place, f"in {place.name} is die balie er niet."
            elif not self._enough(desk, place):
                yield place, f"die balie is niet bezet{f' in {place.name}' if place else ''}."

    def _enough(self, desk: DeskKind, place: Place | None) -> bool:
        """A pack promises people; a database counts them. A consultation body is staffed by its members."""
        if self._staffing is None:
            return desk.min_people > 0
        key = (desk.code, place.code if place else "")
        if desk.body and key not in self._staffing:
            return True
        return self._staffing.get(key, 0) >= max(1, desk.min_people)

    def _found(self, branches: list[Branch], text: str, place: Place | None = None) -> Counterexample:
        facts = self._compiler.cause(self._sets.any_of(branch.when for branch in branches))
        rules = tuple(sorted({rule for branch in branches for rule in branch.rules}))
        said = self._plan.say(facts)
        if place:
            facts["municipality"] = place.name
        return Counterexample("desk", facts, rules, f"{said}: {text}")

    def _hand_overs(self) -> Iterator[Finding]:
        """From each stage the leading desk passes the signal on to its own stage; that may never come back."""
        if self._plan.stage not in self._compiler.facts:
            return
        told: set[frozenset[str]] = set()
        for stage in self._compiler.values[self._plan.stage]:
            for path, when in self._circles(str(stage), str(stage), TRUE, ()):
                if frozenset(path) not in told:
                    told.add(frozenset(path))
                    yield self._plan.lead, self._circle(str(stage), path, when)

    def _circles(
        self, start: str, stage: str, when: int, path: tuple[str, ...]
    ) -> Iterator[tuple[tuple[str, ...], int]]:
        for desk, at_desk in self._leads(stage):
            both = self._sets.both(when, at_desk)
            if both == FALSE or desk.code in path:
                continue
            if desk.stage == start:
                yield (*path, desk.code), both
            elif desk.stage:
                yield from self._circles(start, desk.stage, both, (*path, desk.code))

    def _leads(self, stage: str) -> Iterator[tuple[DeskKind, int]]:
        """The desks that lead at this stage, with the other facts that make them lead."""
        for code, branches in self._grouped(self._plan.lead, "desk"):
            desk = self._plan.desk(code)
            if desk:
                when = self._sets.any_of(branch.when for branch in branches)
                yield desk, self._sets.given(when, self._compiler.cube({self._plan.stage: stage}))

    def _circle(self, stage: str, path: tuple[str, ...], when: int) -> Counterexample:
        facts = {self._plan.stage: stage, **self._compiler.cause(when)}
        labels = " naar ".join(self._plan.label(code) for code in path)
        here = self._compiler.cube({self._plan.stage: stage})
        compiled = self._compiler.decisions[self._plan.lead]
        rules = {
            rule
            for branch in compiled.branches
            for rule in branch.rules
            if str(branch.row[compiled.column("desk")]) == path[0]
            and self._sets.both(when, self._sets.given(branch.when, here)) != FALSE
        }
        text = f"{self._plan.say(facts)}: het signaal gaat naar {labels} en is dan terug waar het was."
        return Counterexample("desk", facts, tuple(sorted(rules)), text)
