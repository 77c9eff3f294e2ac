"""A region small enough to try every share by hand: a town, a carer, RIEC, one table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from lantaarn.rules.routing import Words
from lantaarn.rules.sharing import Kind, SharingInvariant, SharingPlan
from lantaarn.rules.tables import read_dmn

KINDS = ("care", "town", "riec", "unknown")
FACTS = {
    "category": ("person", "phenomenon"),
    "provenance_domain": ("care", "town"),
    "sharer_kind": KINDS,
    "recipient_kind": KINDS,
    "ground": ("task", "none", "unknown"),
}
EVERY = tuple(dict(zip(FACTS, values, strict=True)) for values in product(*FACTS.values()))
PHRASES = {
    "category": {"person": "persoonsgegevens", "phenomenon": "beelden"},
    "provenance_domain": {"care": "uit de zorg", "town": "van de gemeente"},
    "ground": {"task": "voor een taak", "none": "zonder grond", "unknown": "grond onbekend"},
}
NEVER = 'verdict = "may_not" or verdict = "without_person_data"'
Row = tuple[Sequence[str], str]


def small_model(rows: Sequence[Row], policy: str = "FIRST"):
    """One table over all facts; a row is its cells and its verdict."""
    parts = ['<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="s" namespace="n">']
    parts += [
        f'<inputData id="{fact}" name="{fact}"><variable name="{fact}" typeRef="string"/></inputData>' for fact in FACTS
    ]
    parts.append('<decision id="x" name="sharing"><variable name="sharing"/>')
    parts += [f'<informationRequirement><requiredInput href="#{fact}"/></informationRequirement>' for fact in FACTS]
    parts.append(f'<decisionTable hitPolicy="{policy}">')
    for fact, values in FACTS.items():
        listed = ",".join(f'"{value}"' for value in values)
        parts.append(f'<input><inputExpression typeRef="string"><text>{fact}</text></inputExpression>')
        parts.append(f"<inputValues><text>{listed}</text></inputValues></input>")
    parts += [f'<output name="{name}" typeRef="string"/>' for name in ("verdict", "article", "sentence")]
    parts.append('<annotation name="Bron"/><annotation name="Vastgesteld"/>')
    for cells, verdict in rows:
        entries = "".join(f"<inputEntry><text>{cell}</text></inputEntry>" for cell in cells)
        said = (verdict, "AVG 6", f"Het oordeel is {verdict}.")
        entries += "".join(f'<outputEntry><text>"{text}"</text></outputEntry>' for text in said)
        notes = "".join(f"<annotationEntry><text>{text}</text></annotationEntry>" for text in ("Plan, 1", "ja"))
        parts.append(f"<rule>{entries}{notes}</rule>")
    return read_dmn("\n".join([*parts, "</decisionTable></decision></definitions>"]))


def small_plan(*rows: Row, invariants: Sequence[SharingInvariant] = (), policy: str = "FIRST") -> SharingPlan:
    return SharingPlan(
        model=small_model(rows, policy),
        decision="sharing",
        kinds=(
            Kind("care", "de zorg", "care"),
            Kind("town", "de gemeente", "town"),
            Kind("riec", "het RIEC"),
            Kind("unknown", "een onbekende"),
        ),
        invariants=tuple(invariants),
        words=tuple(Words(fact, fact, FACTS[fact], tuple(said.items())) for fact, said in PHRASES.items()),
        labels={"may_not": "mag niet", "share": "mag"},
    )
