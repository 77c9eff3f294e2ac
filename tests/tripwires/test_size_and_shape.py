"""Files and functions stay small, and nothing decides where nobody looks."""

from __future__ import annotations

import ast
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "lantaarn"
FILES = sorted(p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts)
FILE, FUNCTION = 350, 45
EXCEPTION = "Longer than a room should be:"
"""A file may say in its docstring, with this sentence, why it is longer."""


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def excused(node: ast.AST) -> bool:
    return EXCEPTION in (ast.get_docstring(node) or "")


def test_every_file_fits_a_room():
    long = {name(p): p.read_text().count("\n") for p in FILES if not excused(ast.parse(p.read_text()))}
    too_long = {file: lines for file, lines in long.items() if lines > FILE}
    assert not too_long, f"becomes a folder, or its docstring says '{EXCEPTION} …'"


def functions(path: Path) -> list[ast.FunctionDef]:
    return [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def test_every_function_fits_a_screen():
    too_long = {
        f"{name(path)}: {node.name}": node.end_lineno - node.lineno + 1
        for path in FILES
        for node in functions(path)
        if node.end_lineno - node.lineno + 1 > FUNCTION and not excused(node)
    }
    assert not too_long


def test_every_file_says_what_lives_there():
    assert not [name(p) for p in FILES if p.stat().st_size and not ast.get_docstring(ast.parse(p.read_text()))]


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    return found


def test_no_file_of_ours_reacts_to_djangos_signals():
    forbidden = ("django.dispatch", "django.db.models.signals", "django.forms.ModelForm", "django.forms.models")
    assert not {(name(p), i) for p in FILES for i in imports(p) if i.startswith(forbidden)}


def test_no_receiver_of_ours_is_connected():
    import weakref

    from django.db.models import signals

    for signal in (signals.pre_save, signals.post_save, signals.pre_delete, signals.post_delete, signals.m2m_changed):
        for entry in signal.receivers:
            receiver = entry[1]() if isinstance(entry[1], weakref.ReferenceType) else entry[1]
            assert not getattr(receiver, "__module__", "").startswith("lantaarn")


def test_nothing_is_decided_in_save():
    models = [p for p in FILES if p.name == "models.py" or "models" in p.parts]
    found = {(name(p), node.name) for p in models for node in functions(p)}
    assert not {pair for pair in found if pair[1] in {"save", "delete", "clean", "full_clean"}}


def test_every_action_is_keyword_only_and_ends_in_by():
    """Who acts is always said. A reporter without account is the exception, and becomes an actor inside."""
    import inspect

    from lantaarn.programme import actions as programme
    from lantaarn.signals import actions as signals
    from lantaarn.tables import actions as tables

    without_account = {"receive_report", "answer_question"}
    for module in (programme, signals, tables):
        for label in module.__all__:
            found = getattr(module, label)
            if not inspect.isfunction(found):
                continue
            parameters = list(inspect.signature(found).parameters.values())
            assert all(p.kind is p.KEYWORD_ONLY for p in parameters), label
            if label not in without_account:
                assert parameters[-1].name == "by", label
