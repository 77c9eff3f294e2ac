"""What a JSON Schema cannot say of a pack: codes that occur once, names that exist, a route that fits its facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from lantaarn.rules.feel.nodes import FeelError, Value
from lantaarn.rules.feel.parsing import parse_expression
from lantaarn.rules.routing import NONE, OUTPUTS, check_agreement
from lantaarn.rules.tables import Decision, TableError
from lantaarn.tables.packs.locate import Path, line_of
from lantaarn.tables.packs.pack import Desk, Fact, Pack
from lantaarn.tables.packs.problems import Problem
from lantaarn.tables.packs.retention import check_retention

Found = Iterator[tuple[Path, str, str]]  # path of the key, problem, remedy
RESERVED = (NONE, "lead", "lead_task", "lead_deadline")


def check_pack(pack: Pack, file: str, text: str) -> list[Problem]:
    """All problems of region.toml and of how it fits the tables."""
    found = [
        *_codes(pack),
        *_organisations(pack),
        *_desks(pack),
        *_bodies(pack),
        *_deadlines(pack),
        *_facts(pack),
        *_words(pack),
        *_invariants(pack),
        *twice("retention", pack.retention),
        *check_retention(pack.retention),
    ]
    problems = [Problem(file, line_of(text, path), problem, remedy) for path, problem, remedy in found]
    return (
        problems
        + [Problem(pack.route.file, 1, problem, remedy) for problem, remedy in _route(pack)]
        + [Problem(file, line_of(text, path), problem, remedy) for path, problem, remedy in _spec(pack)]
    )


def check_indicators(pack: Pack, file: str, text: str) -> list[Problem]:
    """The signal card: codes occur once, each group exists."""
    found = [*twice("group", pack.indicator_groups), *twice("indicator", pack.indicators)]
    groups = {group.code for group in pack.indicator_groups}
    for at, indicator in enumerate(pack.indicators):
        if indicator.group not in groups:
            found.append((("indicator", at, "group"), *absent("groep", indicator.group, groups)))
    return [Problem(file, line_of(text, path), problem, remedy) for path, problem, remedy in found]


def absent(what: str, code: str, known: Iterable[str]) -> tuple[str, str]:
    """A code that names nothing, and what it may name."""
    choice = ", ".join(sorted(known)) or "nog niets"
    return f"De {what} '{code}' bestaat niet in dit pakket.", f"Voeg hem toe, of kies uit: {choice}."


def twice(table: str, rows: Sequence[Any], key: str = "code") -> Found:
    """Each code that two rows share."""
    seen: set[str] = set()
    for at, row in enumerate(rows):
        code = getattr(row, key)
        if code in seen:
            yield (table, at, key), f"'{code}' komt twee keer voor in '{table}'.", "Geef elk een eigen code."
        seen.add(code)


def _codes(pack: Pack) -> Found:
    yield from twice("phone", pack.region.phones)
    yield from twice("municipality", pack.municipalities)
    yield from twice("municipality", pack.municipalities, "name")
    yield from twice("organisation", pack.organisations)
    yield from twice("role", pack.roles)
    yield from twice("desk", pack.desks)
    yield from twice("body", pack.bodies)
    yield from twice("fact", pack.facts, "name")
    yield from twice("deadline", pack.deadlines)
    yield from twice("task", pack.tasks)
    yield from twice("invariant", pack.invariants, "name")
    yield from _shared_names(pack)


def _shared_names(pack: Pack) -> Found:
    """An agreement speaks of facts, desks and tasks by one name each."""
    taken = {fact.name: "feit" for fact in pack.facts}
    taken.update(dict.fromkeys(RESERVED, "vast woord"))
    desks, tasks = [desk.code for desk in pack.desks], [task.code for task in pack.tasks]
    for table, what, codes in (("desk", "balie", desks), ("task", "taak", tasks)):
        for at, code in enumerate(codes):
            if taken.get(code, what) != what:
                remedy = "Kies een andere code: feiten, balies en taken delen hun namen niet."
                yield (table, at, "code"), f"De code '{code}' is al de naam van een {taken[code]}.", remedy
            taken.setdefault(code, what)


def _organisations(pack: Pack) -> Found:
    places = {place.code for place in pack.municipalities}
    served: set[str] = set()
    for at, one in enumerate(pack.organisations):
        if one.municipality and one.municipality not in places:
            yield ("organisation", at, "municipality"), *absent("gemeente", one.municipality, places)
        if (one.kind == "municipality") != bool(one.municipality):
            remedy = "Een organisatie van de soort municipality noemt haar gemeente; een andere niet."
            yield ("organisation", at, "kind"), f"De soort en de gemeente van '{one.code}' passen niet.", remedy
        served.add(one.municipality)
    for at, place in enumerate(pack.municipalities):
        if place.code not in served:
            remedy = "Voeg een organisatie toe van de soort municipality met deze code."
            yield ("municipality", at), f"De gemeente {place.name} heeft geen organisatie.", remedy


def _desks(pack: Pack) -> Found:
    roles = {role.code for role in pack.roles}
    bodies = {body.code for body in pack.bodies}
    for at, desk in enumerate(pack.desks):
        if desk.role not in roles:
            yield ("desk", at, "role"), *absent("rol", desk.role, roles)
        if desk.body and desk.body not in bodies:
            yield ("desk", at, "body"), *absent("overlegvorm", desk.body, bodies)
        yield from _desk_places(pack, at, desk)
        yield from _desk_organisation(pack, at, desk)
        yield from _desk_stage(pack, at, desk)


def _desk_places(pack: Pack, at: int, desk: Desk) -> Found:
    places = {place.code for place in pack.municipalities}
    for code in desk.municipalities:
        if code not in places:
            yield ("desk", at, "municipalities"), *absent("gemeente", code, places)
    if desk.municipalities and not desk.municipal:
        yield ("desk", at, "municipalities"), f"'{desk.code}' is een balie van de regio.", "Haal de gemeenten weg."


def _desk_organisation(pack: Pack, at: int, desk: Desk) -> Found:
    known = {one.code: one for one in pack.organisations}
    if desk.organisation and desk.organisation not in known:
        yield ("desk", at, "organisation"), *absent("organisatie", desk.organisation, known)
    elif desk.organisation and desk.municipal:
        remedy = "Haal organisation weg: een balie per gemeente hoort bij die gemeente."
        yield ("desk", at, "organisation"), f"'{desk.code}' is een balie per gemeente.", remedy
    elif desk.organisation and not known[desk.organisation].is_destination:
        remedy = "Stuur de taak naar een balie die het zelf kan afwegen."
        yield ("desk", at, "organisation"), f"'{known[desk.organisation].name}' is geen bestemming.", remedy


def _desk_stage(pack: Pack, at: int, desk: Desk) -> Found:
    fact = _fact(pack, pack.route.stage)
    stages = {known.value for known in fact.values} if fact else set()
    if desk.stage and desk.stage not in stages:
        yield ("desk", at, "stage"), *absent("plaats in de route", desk.stage, stages)
    if desk.stage and desk.stage == pack.route.entry:
        remedy = "Kies de plaats van een signaal dat hier ligt."
        yield ("desk", at, "stage"), f"'{desk.stage}' is de plaats van een signaal zonder balie.", remedy


def _bodies(pack: Pack) -> Found:
    roles = {role.code for role in pack.roles}
    for at, body in enumerate(pack.bodies):
        for key, codes in (("chair", (body.chair,) if body.chair else ()), ("members", body.members)):
            for code in codes:
                if code not in roles:
                    yield ("body", at, key), *absent("rol", code, roles)


def _deadlines(pack: Pack) -> Found:
    bodies = {body.code for body in pack.bodies}
    for at, deadline in enumerate(pack.deadlines):
        if deadline.body and deadline.body not in bodies:
            yield ("deadline", at, "body"), *absent("overlegvorm", deadline.body, bodies)
        if (deadline.kind == "next_meeting") != bool(deadline.body):
            remedy = "Een termijn van de soort next_meeting noemt zijn overlegvorm; een andere niet."
            yield ("deadline", at, "kind"), f"De termijn '{deadline.code}' klopt niet.", remedy
        if (deadline.kind in {"hours", "working_days"}) != bool(deadline.amount):
            remedy = "Uren en werkdagen hebben een aantal (amount) van 1 of meer; andere soorten niet."
            yield ("deadline", at, "kind"), f"De termijn '{deadline.code}' klopt niet.", remedy


def _fact(pack: Pack, name: str) -> Fact | None:
    return next((fact for fact in pack.facts if fact.name == name), None)


def _facts(pack: Pack) -> Found:
    """Each fact of the tables is asked in Dutch, with the same values, and can be unknown."""
    for at, fact in enumerate(pack.facts):
        values = [known.value for known in fact.values]
        if len(set(values)) != len(values):
            yield ("fact", at, "value"), f"Het feit '{fact.name}' noemt een waarde twee keer.", "Haal de dubbele weg."
        if fact.name != pack.route.stage and "unknown" not in values:
            remedy = "Voeg de waarde unknown toe: niet weten is een antwoord."
            yield ("fact", at, "value"), f"Het feit '{fact.name}' kan niet onbekend zijn.", remedy
    known = {fact.name: (at, {one.value for one in fact.values}) for at, fact in enumerate(pack.facts)}
    for asked in pack.model.facts():
        if asked.name not in known:
            yield ("fact",), f"De meldroute vraagt naar '{asked.name}', maar dat feit staat er niet.", "Voeg het toe."
            continue
        at, values_known = known[asked.name]
        if asked.type == "string" and asked.allowed is not None and set(asked.allowed) != values_known:
            listed = ", ".join(str(value) for value in asked.allowed)
            remedy = f"Maak ze gelijk. In de tabel staan: {listed}."
            yield ("fact", at, "value"), f"De waarden van '{asked.name}' zijn anders dan in de tabel.", remedy


def _words(pack: Pack) -> Found:
    """A word stands for a decision of the tables, and each value has one."""
    names = {decision.name for decision in pack.model.decisions}
    seen: set[tuple[str, str]] = set()
    for at, one in enumerate(pack.words):
        if one.name not in names:
            yield ("word", at, "name"), *absent("beslissing", one.name, names)
        if (one.name, one.value) in seen:
            yield ("word", at, "value"), f"'{one.value}' staat er twee keer voor '{one.name}'.", "Haal de dubbele weg."
        seen.add((one.name, one.value))


def _invariants(pack: Pack) -> Found:
    words: dict[str, tuple[Value, ...]] = {
        fact.name: tuple(known.value for known in fact.values) for fact in pack.facts
    }
    asked = {fact.name for fact in pack.model.facts()}
    names = {decision.name for decision in pack.model.decisions}
    for at, one in enumerate(pack.invariants):
        try:
            check_agreement(one.when, {name: values for name, values in words.items() if name in asked})
        except FeelError as error:
            yield ("invariant", at, "when"), f"De voorwaarde van '{one.name}' klopt niet. {error}", ""
        try:
            parse_expression(one.then)
        except FeelError as error:
            yield ("invariant", at, "then"), f"De belofte van '{one.name}' klopt niet. {error}", ""
        if one.decision not in names:
            yield ("invariant", at, "decision"), *absent("beslissing", one.decision, names)


def _spec(pack: Pack) -> Found:
    names = {decision.name for decision in pack.model.decisions}
    spec = pack.route
    for key, decisions in (("first", spec.first), ("lead", (spec.lead,)), ("parallel", spec.parallel)):
        for name in decisions:
            if name not in names:
                yield ("route", key), *absent("beslissing", name, names)
    steps = (*spec.first, spec.lead, *spec.parallel)
    if len(set(steps)) != len(steps):
        yield ("route",), "Een beslissing staat twee keer in de route.", "Noem elke beslissing één keer."
    stage = _fact(pack, spec.stage)
    if stage is None:
        yield ("route", "stage"), *absent("feit", spec.stage, (fact.name for fact in pack.facts))
    elif spec.entry not in {known.value for known in stage.values}:
        yield ("route", "entry"), *absent("plaats in de route", spec.entry, (one.value for one in stage.values))


def _route(pack: Pack) -> Iterator[tuple[str, str]]:
    """What the table file itself must be to make a route."""
    for fact in pack.model.facts():
        if fact.type != "string" or fact.allowed is None:
            yield f"Het feit '{fact.name}' heeft geen vaste lijst van teksten.", "Geef het de waarden van region.toml."
    for name in (*pack.route.first, pack.route.lead, *pack.route.parallel):
        try:
            decision = pack.model.decision(name)
        except TableError:
            continue  # _spec tells that it is missing, with the line
        yield from _step(pack, decision)


def _step(pack: Pack, decision: Decision) -> Iterator[tuple[str, str]]:
    columns = tuple(output.name for output in decision.outputs)
    if not decision.is_table or set(columns) != set(OUTPUTS):
        remedy = f"Geef haar precies de uitkomsten {', '.join(OUTPUTS)}."
        yield f"De beslissing '{decision.name}' is geen stap van een route.", remedy
    if decision.aggregator:
        yield f"De beslissing '{decision.name}' telt op.", "Kies een hit policy zonder optelling."
    if decision.name == pack.route.lead and decision.gives_list:
        yield f"De beslissing '{decision.name}' kan meer dan één balie geven.", "Kies U, A, P of F: één balie leidt."
