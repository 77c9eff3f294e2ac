"""Every action and purpose that the product writes in the log has a sentence in plain Dutch."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import lantaarn
from lantaarn.audit.queries import ACTIONS, PURPOSES

SOURCE = Path(lantaarn.__file__).parent
WRITERS = {"record", "_record"}


def calls() -> Iterator[ast.Call]:
    for path in SOURCE.rglob("*.py"):
        yield from (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def dotted(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and "." in node.value


def keyword(call: ast.Call, name: str) -> list[str]:
    return [k.value.value for k in call.keywords if k.arg == name and dotted(k.value)]


def test_every_action_has_a_sentence():
    used = set()
    for call in calls():
        used.update(keyword(call, "action"))
        if name_of(call) in WRITERS:
            used.update(argument.value for argument in call.args if dotted(argument))
    assert len(used) > 20
    assert used - set(ACTIONS) == set()


def test_every_purpose_has_a_sentence():
    used = set()
    for call in calls():
        used.update(keyword(call, "purpose"))
        if name_of(call) in {"signed_in", "for_purpose", "_as_system"}:
            used.update(argument.value for argument in call.args if dotted(argument))
    assert len(used) > 8
    assert used - set(PURPOSES) == set()
