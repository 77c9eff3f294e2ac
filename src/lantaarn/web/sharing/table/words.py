"""The words of a region for the codes in its sharing table."""

from __future__ import annotations

from lantaarn.tables.kinds import sharing_in
from lantaarn.tables.packs import Fact, FactValue, Pack, Sharing
from lantaarn.web.tables.words import said_by

KIND_FACTS = ("sharer_kind", "recipient_kind")


def words_of(pack: Pack) -> dict[tuple[str, str], str]:
    """(column, code) to word."""
    sharing = sharing_in(pack)
    words = {(fact.name, known.value): known.label for fact in facts_of(pack) for known in fact.values}
    return words | said_by(sharing.model, sharing.words)


def facts_of(pack: Pack) -> tuple[Fact, ...]:
    """What the table asks, who shares and who receives among it, in the order in which one says it."""
    sharing = sharing_in(pack)
    travels = {"category", "provenance_domain"}
    first = tuple(fact for fact in sharing.facts if fact.name in travels)
    rest = tuple(fact for fact in sharing.facts if fact.name not in travels)
    return (*first, *kind_facts(sharing), *rest)


def kind_facts(sharing: Sharing) -> tuple[Fact, Fact]:
    """The two facts whose answers are the kinds."""
    values = tuple(FactValue(kind.code, kind.label, kind.phrase) for kind in sharing.kinds)
    return (
        Fact("sharer_kind", "Wie deelt", "Wie deelt het?", "derived", values),
        Fact("recipient_kind", "Wie ontvangt", "Wie krijgt het?", "derived", values),
    )
