"""The repository as a whole: no drawer called utils, and no word about one machine."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
PATTERNS = ("*.md", "*.toml", "script/*", ".ci/*", "requirements/*", "docs/**/*.md", "src/**/*.py", "tests/**/*.py")
DRAWERS = {"utils", "helpers", "common", "misc"}


def test_nothing_is_called_utils():
    assert not [str(path) for path in (ROOT / "src").rglob("*.py") if path.stem in DRAWERS]


def test_the_repository_speaks_of_the_product_alone():
    """No path of one machine, no host name of a registry."""
    suspect = ["/work/" + "shared", "/work/" + "main", "/root/" + ".", "pypi" + ".org", "python" + "hosted"]
    texts = [path for pattern in PATTERNS for path in ROOT.glob(pattern) if path.is_file()]
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in texts
        for word in suspect
        if word in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert not found


def test_every_script_can_be_run():
    scripts = [path for path in (ROOT / "script").iterdir() if path.is_file() and not path.name.startswith("_")]
    assert [path.name for path in scripts if not path.stat().st_mode & 0o111] == []
    assert {path.name for path in scripts} >= {"demo", "test", "check", "bench", "lantaarn"}
