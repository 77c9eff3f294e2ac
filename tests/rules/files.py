"""DMN written by hand in tests: a table from short texts, so that a test shows only what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

NAMESPACE = "https://www.omg.org/spec/DMN/20191111/MODEL/"


def definitions(*parts: str, namespace: str = NAMESPACE) -> str:
    head = f'<definitions xmlns="{namespace}" id="d" name="proef" namespace="https://example.org/proef">'
    return "\n".join([head, *parts, "</definitions>"])


def fact(name: str, kind: str) -> str:
    shown, key = escape(name), name.replace(" ", "_")
    return f'<inputData id="in_{key}" name="{shown}"><variable name="{shown}" typeRef="{kind}"/></inputData>'


def needs(*decisions: str) -> str:
    return "".join(
        f'<informationRequirement><requiredDecision href="#{name}"/></informationRequirement>' for name in decisions
    )


def asks(name: str, kind: str = "string", values: str = "") -> str:
    listed = f"<inputValues>{text(values)}</inputValues>" if values else ""
    return f'<input><inputExpression typeRef="{kind}">{text(name)}</inputExpression>{listed}</input>'


def gives(name: str = "uitkomst", kind: str = "string", values: str = "", default: str = "") -> str:
    listed = f"<outputValues>{text(values)}</outputValues>" if values else ""
    otherwise = f"<defaultOutputEntry>{text(default)}</defaultOutputEntry>" if default else ""
    return f'<output name="{name}" typeRef="{kind}">{listed}{otherwise}</output>'


def text(content: str) -> str:
    return f"<text>{escape(content)}</text>"


def rule(*cells: str, outputs: int = 1, notes: Sequence[str] = ()) -> str:
    split = len(cells) - outputs
    given = "".join(f"<inputEntry>{text(cell)}</inputEntry>" for cell in cells[:split])
    told = "".join(f"<outputEntry>{text(cell)}</outputEntry>" for cell in cells[split:])
    noted = "".join(f"<annotationEntry>{text(note)}</annotationEntry>" for note in notes)
    return f"<rule>{given}{told}{noted}</rule>"


def table(*parts: str, name: str = "T", policy: str = "UNIQUE", needed: str = "") -> str:
    inner = "".join(parts)
    hit, _, aggregation = policy.partition("+")
    extra = f' aggregation="{aggregation}"' if aggregation else ""
    return (
        f'<decision id="{name}" name="{name}">{needed}<decisionTable hitPolicy="{hit}"{extra}>{inner}'
        "</decisionTable></decision>"
    )


def literal(name: str, expression: str, needed: str = "", kind: str = "") -> str:
    typed = f' typeRef="{kind}"' if kind else ""
    return (
        f'<decision id="{name}" name="{name}"><variable name="{name}"{typed}/>{needed}'
        f"<literalExpression>{text(expression)}</literalExpression></decision>"
    )
