"""The budgets of the house: small files, small functions, a sentence at the top, and no drawer called utils."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "lantaarn"
FILE, FUNCTION = 350, 45
OPENLY = "Longer than a room should be:"

MODULES = sorted(
    path
    for folder in (PACKAGE, ROOT / "tests", ROOT / "script")
    for path in folder.rglob("*.py")
    if "migrations" not in path.parts
)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def too_long(node: ast.AST) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and lines_of(node) > FUNCTION


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return (node.end_lineno or first) - first + 1


@pytest.fixture(scope="module")
def sources() -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for path in MODULES}


def test_no_file_outgrows_a_room(sources):
    lines = {path: text.splitlines() for path, text in sources.items()}
    silent = {name(path): len(found) for path, found in lines.items() if len(found) > FILE and not is_open(found)}
    assert not silent


def is_open(lines: list[str]) -> bool:
    return OPENLY in "\n".join(lines[:5])


def test_no_function_outgrows_a_screen(sources):
    grown = [
        f"{name(path)}:{node.lineno} {node.name} ({lines_of(node)} lines)"
        for path, text in sources.items()
        for node in ast.walk(ast.parse(text))
        if too_long(node)
    ]
    assert not grown


def test_every_file_says_what_lives_there(sources):
    silent = [
        name(path)
        for path, text in sources.items()
        if text.strip() and path.name != "conftest.py" and not ast.get_docstring(ast.parse(text))
    ]
    assert not silent


def test_nothing_is_called_utils():
    assert not [name(path) for path in MODULES if path.stem in {"utils", "helpers", "common", "misc"}]


def test_the_repository_speaks_of_the_product_alone():
    """No path of one machine, no host name of a registry."""
    suspect = ["/work/" + "shared", "/work/" + "main", "/root/" + ".", "pypi" + ".org", "python" + "hosted"]
    patterns = ("*.md", "*.toml", "script/*", ".ci/*", "requirements/*", "docs/**/*.md", "src/**/*.py", "tests/**/*.py")
    texts = [path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()]
    found = [
        f"{name(path)}: {word}"
        for path in texts
        for word in suspect
        if word in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert not found
