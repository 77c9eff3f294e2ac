"""The ledger of erasures: lines are only added, and a line that was touched is seen."""

import pytest

from lantaarn.access.retention import ledger
from lantaarn.access.retention.ledger import LedgerBrokenError, State


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "erasures.ledger"
    for folder in ("een", "twee", "drie"):
        ledger.append(path, {"folder": folder, "region": "klein"})
    return path


def test_each_line_follows_the_one_before(file):
    entries = ledger.read(file)
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert [entry.says["folder"] for entry in entries] == ["een", "twee", "drie"]
    assert entries[0].previous == ledger.START
    assert entries[2].previous == entries[1].hash
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("harm", ["changed", "removed", "reordered", "inserted", "half", "rubbish"])
def test_a_tampered_ledger_is_refused_with_what_to_do(file, harm):
    lines = file.read_text().splitlines(keepends=True)
    harmed = {
        "changed": [lines[0], lines[1].replace("twee", "vier"), lines[2]],
        "removed": [lines[0], lines[2]],
        "reordered": [lines[1], lines[0], lines[2]],
        "inserted": [lines[0], lines[0], *lines[1:]],
        "half": [*lines[:2], lines[2][:-9]],
        "rubbish": ["\n", *lines],
    }[harm]
    file.write_text("".join(harmed))
    with pytest.raises(LedgerBrokenError, match="Zet de kopie terug"):
        ledger.read(file)
    with pytest.raises(LedgerBrokenError):
        ledger.append(file, {"folder": "vijf"})
    assert file.read_text() == "".join(harmed), "nothing is added to what is broken"


def test_what_the_database_has_not_done_yet_is_what_follows_its_last(file):
    entries = ledger.read(file)
    assert ledger.not_yet_done(entries, State()) == entries
    assert ledger.not_yet_done(entries, State(2, entries[1].hash)) == entries[2:]
    assert ledger.not_yet_done(entries, State(3, entries[2].hash)) == []


@pytest.mark.parametrize("seq, digest", [(4, "f" * 64), (2, "f" * 64)])
def test_a_ledger_that_lacks_what_the_database_knows_is_refused(file, seq, digest):
    """Cut off, or that of another installation."""
    with pytest.raises(LedgerBrokenError, match="LANTAARN_LEDGER"):
        ledger.not_yet_done(ledger.read(file), State(seq, digest))


def test_no_file_is_an_empty_ledger(tmp_path):
    assert ledger.read(tmp_path / "none") == []
    assert ledger.place({"LANTAARN_LEDGER": "/elders/boek"}).as_posix() == "/elders/boek"
    assert ledger.place({"LANTAARN_DATA_DIR": "/gegevens"}).as_posix() == "/gegevens/erasures.ledger"
