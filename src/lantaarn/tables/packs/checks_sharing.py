"""What a JSON Schema cannot say of the sharing part of a pack: a table that fits its kinds, words and promises."""

from __future__ import annotations

from collections.abc import Iterator

from lantaarn.rules.feel.nodes import FeelError, Value
from lantaarn.rules.routing import check_agreement
from lantaarn.rules.sharing import MAY_NOT, OUTPUTS, SHARE, TRAVELLING, VERDICTS
from lantaarn.rules.tables import TableError
from lantaarn.tables.packs.checks import Found, absent, twice
from lantaarn.tables.packs.locate import line_of
from lantaarn.tables.packs.pack import Pack
from lantaarn.tables.packs.problems import Problem
from lantaarn.tables.packs.sharing import UNKNOWN, Sharing

VERDICT = "verdict"
KINDS = ("sharer_kind", "recipient_kind")
NO_GROUND = {"none", UNKNOWN}
"""Answers of the table on which nobody can share."""


def check_sharing(pack: Pack, file: str, text: str) -> list[Problem]:
    """All problems of the sharing part; none when the region has no sharing table."""
    if pack.sharing is None:
        return []
    found = [
        *twice("sharing_kind", pack.sharing.kinds),
        *twice("sharing_fact", pack.sharing.facts, "name"),
        *twice("sharing_paper", pack.sharing.papers, "kind"),
        *twice("sharing_invariant", pack.sharing.invariants, "name"),
        *_kinds(pack, pack.sharing),
        *_facts(pack.sharing),
        *_words(pack.sharing),
        *_papers(pack.sharing),
        *_verdicts(pack.sharing),
    ]
    problems = [Problem(file, line_of(text, path), problem, remedy) for path, problem, remedy in found]
    tables = [Problem(pack.sharing.file, 1, problem, remedy) for problem, remedy in _table(pack, pack.sharing)]
    if tables:
        return [*problems, *tables]
    promises = [Problem(file, line_of(text, path), *rest) for path, *rest in _invariants(pack.sharing)]
    return [*problems, *promises]


def _kinds(pack: Pack, sharing: Sharing) -> Found:
    roles = {role.code for role in pack.roles}
    fact = next((fact for fact in sharing.facts if fact.name == "provenance_domain"), None)
    domains = {known.value for known in fact.values} if fact else set()
    for at, kind in enumerate(sharing.kinds):
        if kind.role and kind.role not in roles:
            yield ("sharing_kind", at, "role"), *absent("rol", kind.role, roles)
        if kind.domain and kind.domain not in domains:
            yield ("sharing_kind", at, "domain"), *absent("herkomst", kind.domain, domains)
    codes = {kind.code for kind in sharing.kinds}
    for code in sharing.written_consent:
        if code not in codes:
            yield ("sharing", "written_consent"), *absent("soort ontvanger", code, codes)
    if UNKNOWN not in codes:
        remedy = f"Voeg een soort toe met de code {UNKNOWN}: niet weten is een antwoord."
        yield ("sharing_kind",), "Wie deelt of ontvangt, kan niet onbekend zijn.", remedy


def _facts(sharing: Sharing) -> Found:
    known = {fact.name: (at, {one.value for one in fact.values}) for at, fact in enumerate(sharing.facts)}
    for name, (at, values) in known.items():
        if name in {VERDICT, *KINDS}:
            remedy = "Haal het weg: deze naam is al van het oordeel of van de soorten."
            yield ("sharing_fact", at, "name"), f"'{name}' kan geen feit zijn.", remedy
        elif UNKNOWN not in values:
            remedy = f"Voeg de waarde {UNKNOWN} toe: niet weten is een antwoord."
            yield ("sharing_fact", at, "value"), f"Het feit '{name}' kan niet onbekend zijn.", remedy
    for name in _asked(sharing):
        if name not in known and name not in KINDS:
            yield ("sharing_fact",), f"De deeltabel vraagt naar '{name}', maar dat feit staat er niet.", "Voeg het toe."


def _asked(sharing: Sharing) -> dict[str, tuple[Value, ...] | None]:
    try:
        return {fact.name: fact.allowed for fact in sharing.model.facts(sharing.decision)}
    except TableError:
        return {}  # _table tells that the decision is missing


def _words(sharing: Sharing) -> Found:
    names = {VERDICT, *(decision.name for decision in sharing.model.decisions)}
    seen: set[tuple[str, str]] = set()
    for at, one in enumerate(sharing.words):
        if one.name not in names:
            yield ("sharing_word", at, "name"), *absent("beslissing", one.name, names)
        if (one.name, one.value) in seen:
            problem = f"'{one.value}' staat er twee keer voor '{one.name}'."
            yield ("sharing_word", at, "value"), problem, "Haal de dubbele weg."
        seen.add((one.name, one.value))


def _papers(sharing: Sharing) -> Found:
    """Paper goes to a kind that is there, on a ground and for a purpose that the table knows: never on none."""
    codes = {kind.code for kind in sharing.kinds}
    known = {fact.name: {one.value for one in fact.values} - NO_GROUND for fact in sharing.facts}
    for at, paper in enumerate(sharing.papers):
        if paper.kind not in codes:
            yield ("sharing_paper", at, "kind"), *absent("soort ontvanger", paper.kind, codes)
        for key, fact, what in (
            ("ground", "ground", "grond"),
            ("covenant_ground", "ground", "grond"),
            ("purpose", "purpose", "bedoeling"),
        ):
            value, may = getattr(paper, key), known.get(fact, set())
            if value and value not in may:
                yield ("sharing_paper", at, key), *absent(what, value, may)


def _verdicts(sharing: Sharing) -> Found:
    order = sharing.verdicts
    if set(order) != set(VERDICTS) or (order[0], order[-1]) != (MAY_NOT, SHARE):
        remedy = f"Noem elk oordeel één keer, van veilig naar ruim, bijvoorbeeld: {', '.join(VERDICTS)}."
        yield ("sharing", "verdicts"), "De volgorde van de oordelen klopt niet.", remedy


def _table(pack: Pack, sharing: Sharing) -> Iterator[tuple[str, str]]:
    """What the table file itself must be."""
    names = {decision.name for decision in sharing.model.decisions}
    if sharing.decision not in names:
        yield absent("beslissing", sharing.decision, names)
        return
    for name in sorted(names & {decision.name for decision in pack.model.decisions}):
        yield f"De beslissing '{name}' staat ook in {pack.route.file}.", "Geef haar hier een andere naam."
    last = sharing.model.decision(sharing.decision)
    if not last.is_table or last.gives_list or {output.name for output in last.outputs} != set(OUTPUTS):
        remedy = f"Geef haar precies de uitkomsten {', '.join(OUTPUTS)} en hit policy U, A, P of F."
        yield f"De beslissing '{last.name}' geeft geen oordeel.", remedy
    for decision in sharing.model.needed(sharing.decision):
        if decision.aggregator or decision.gives_list:
            yield f"De beslissing '{decision.name}' geeft meer dan één uitkomst.", "Kies hit policy U, A, P of F."
    yield from _columns(sharing)


def _columns(sharing: Sharing) -> Iterator[tuple[str, str]]:
    """Each fact is a text with the values that region.toml declares."""
    declared = {fact.name: {known.value for known in fact.values} for fact in sharing.facts}
    declared |= {name: {kind.code for kind in sharing.kinds} for name in KINDS}
    asked = _asked(sharing)
    for name in TRAVELLING:
        if name not in asked:
            yield f"De deeltabel vraagt niet naar '{name}'.", "Voeg het toe: het reist met de gegevens mee."
    for fact in sharing.model.facts(sharing.decision):
        if fact.type != "string" or fact.allowed is None:
            yield f"Het feit '{fact.name}' heeft geen vaste lijst van teksten.", "Geef het de waarden van region.toml."
        elif fact.name in declared and set(fact.allowed) != declared[fact.name]:
            remedy = f"Maak ze gelijk. Daar staan: {', '.join(sorted(declared[fact.name]))}."
            yield f"De waarden van '{fact.name}' zijn anders dan in region.toml.", remedy


def _invariants(sharing: Sharing) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    facts = {name: values or () for name, values in _asked(sharing).items()}
    for at, one in enumerate(sharing.invariants):
        for key, text, names, what in (
            ("when", one.when, facts, "voorwaarde"),
            ("then", one.then, {**facts, VERDICT: sharing.verdicts}, "belofte"),
        ):
            try:
                check_agreement(text, names)
            except FeelError as error:
                yield ("sharing_invariant", at, key), f"De {what} van '{one.name}' klopt niet. {error}", ""
