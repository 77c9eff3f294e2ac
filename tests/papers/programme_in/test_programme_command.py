"""`lantaarn programme read` keeps standard output for its answer, and answers a bad file with exit code 2."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lantaarn.config.cli import main
from papers.programme_in.plans import AMBITIONS


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_text(AMBITIONS, encoding="utf-8")
    return path


def test_json_alone_stands_on_standard_output(plan: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["programme", "read", str(plan), "--json"]) == 0
    out, said = capfd.readouterr()
    assert len(json.loads(out)["actions"]) == 6
    assert "onderdeel 1 van" in said


def test_the_summary_tells_what_was_found_and_what_was_left(plan: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["programme", "read", str(plan)]) == 0
    out, _ = capfd.readouterr()
    for told in ("Periode: 2025 tot en met 2027", "Acties: 6", "Let op: 2", "Meldingen | 12 | 19 | 31", "[regel 15]"):
        assert told in out


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "huge"])
def test_a_bad_file_is_refused(kind: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bestand.docx"
    if kind == "folder":
        path.mkdir()
    elif kind != "missing":
        with path.open("wb") as file:
            file.truncate(0 if kind == "empty" else 200 * 1024 * 1024)
    assert main(["programme", "read", str(path), "--json"]) == 2
    out, said = capfd.readouterr()
    assert out == ""
    assert said.strip().endswith(".")


def test_a_command_that_is_not_whole_is_explained(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["programme", "read"]) == 2
    assert "De opdracht klopt niet" in capfd.readouterr().err
