"""`programme read` on three published documents, measured against lists made by hand: all actions, nothing made up."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from lantaarn.papers.programme_in import as_json, read_programme
from programme_in import measuring
from programme_in.measuring import LEAST_ACTIONS, LEAST_FIELDS, mark, measure, squeezed

SOURCES = Path(os.environ.get("LANTAARN_SOURCES") or Path(__file__).parents[3] / "shared" / "sources")
"""The documents are not ours to spread; where they lie is told, or they lie beside the checkout."""
NAMES = sorted(path.stem for path in measuring.TRUTH.glob("*.json"))


@pytest.fixture(params=NAMES, scope="module")
def measured(request) -> measuring.Measure:
    expected = measuring.truth(request.param)
    path = SOURCES / expected["source"]
    if not path.is_file():
        pytest.skip(f"{expected['source']} is not here: set LANTAARN_SOURCES to the folder with the documents")
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != expected["sha256"]:
        pytest.skip(f"{expected['source']} is another edition than the one that the list was made of")
    found = measure(request.param, json.loads(json.dumps(as_json(read_programme(data)))))
    print(f"\n{found}")
    return found


def test_every_action_is_found_with_its_fields_and_nothing_is_made_up(measured):
    assert measured.recall >= LEAST_ACTIONS, measured
    assert measured.field_share >= LEAST_FIELDS, measured
    assert measured.invented == [], measured


def test_a_moment_that_the_text_does_not_state_is_not_guessed_and_no_list_disappears(measured):
    assert measured.guessed == [], measured
    assert measured.silent == [], measured


def test_what_published_documents_do_wrong_is_warned_of(measured):
    assert [one for one in measured.wrong if one.startswith("no warning")] == [], measured


# --- the measure itself: each promise broken once ---------------------------------------------------------------------


def expected() -> dict[str, Any]:
    words = sorted(measuring.marks_of_words("ZVHD"))
    return {
        "title": sorted(measuring.marks_of_words("Samen alert")),
        "period": {"from": "2024-01-01", "until": "2026-12-31"},
        "parts": [{"line": 3, "number": "1", "title": [mark(squeezed("Voorkomen"))]}],
        "parts_are_all": True,
        "actions": [
            {
                "lines": [5],
                "what": [mark(squeezed("Training balie-medewerkers"))],
                "part": ["1"],
                "level": ["regional"],
                "why": None,
                "when": {"from": None, "until": None, "recurrence": ["3 a year"]},
                "parties": {"words": words, "at_least": 1},
                "holder": {"main": words, "with": [], "extra": []},
            }
        ],
        "optional": [{"lines": [20, 22], "why": "prose"}],
        "must_not": [{"lines": [30, 40], "why": "options", "must_show": True}],
        "warnings": [{"what": "a row twice", "lines": [5, 6]}],
        "budget": [{"line": 50, "measure": mark("scholing"), "year": 2025, "amount": 1000}],
        "budget_optional": [],
    }


def perfect() -> dict[str, Any]:
    return {
        "title": "Samen Alert",
        "period": {"from": "2024-01-01", "until": "2026-12-31"},
        "parts": [{"kind": "pillar", "number": "1", "title": "Voor-komen"}],
        "actions": [
            {
                "what": "Training baliemedewerkers",
                "part": "Pijler 1",
                "level": "regional",
                "why": None,
                "when": {"text": "3x", "from": None, "until": None, "recurrence": "3 a year"},
                "parties": ["ZVHD"],
                "holder": ["zvhd"],
                "source": {"line": 5},
                "sure": 1,
            }
        ],
        "budget": [{"measure": "Scholing", "year": 2025, "amount": 1000.0}],
        "warnings": [{"kind": "double", "line": 6, "text": "Twee keer"}],
        "unread": [{"line": 31, "text": "Een mogelijkheid"}],
    }


@pytest.fixture
def judge(monkeypatch):
    monkeypatch.setattr(measuring, "truth", lambda _name: expected())

    def measured_after(change) -> measuring.Measure:
        read = perfect()
        change(read)
        return measure("x", read)

    return measured_after


def test_a_perfect_reading_is_perfect_whatever_its_capitals_and_hyphens(judge):
    found = judge(lambda _read: None)
    assert (found.recall, found.field_share) == (1.0, 1.0)
    assert [*found.missed, *found.wrong, *found.invented, *found.guessed, *found.silent] == []


@pytest.mark.parametrize(
    "change,list_",
    [
        (lambda r: r["actions"].clear(), "missed"),
        (lambda r: r["actions"].append(r["actions"][0]), "invented"),
        (lambda r: r["actions"].append({**r["actions"][0], "source": {"line": 33}}), "invented"),
        (lambda r: r["parts"].append({"kind": "goal", "number": "8", "title": "Een voetnoot"}), "invented"),
        (lambda r: r["budget"].append({"measure": "Elders", "year": 2025, "amount": 7}), "invented"),
        (lambda r: r["actions"][0].update(holder=["Gemeenten"]), "wrong"),
        (lambda r: r["actions"][0].update(parties=[]), "wrong"),
        (lambda r: r["actions"][0].update(level="local"), "wrong"),
        (lambda r: r["actions"][0].update(part="Pijler 2"), "wrong"),
        (lambda r: r["actions"][0]["when"].update(recurrence="yearly"), "wrong"),
        (lambda r: r["actions"][0]["when"].update({"from": "2025-01-01"}), "guessed"),
        (lambda r: r.update(budget=[]), "wrong"),
        (lambda r: r.update(warnings=[]), "wrong"),
        (lambda r: r.update(unread=[]), "silent"),
        (lambda r: r.update(period={"from": None, "until": None}), "wrong"),
    ],
)
def test_each_mistake_is_seen(judge, change, list_):
    assert getattr(judge(change), list_)


def test_prose_may_be_read_as_an_action_or_not(judge):
    assert judge(lambda r: r["actions"].append({**r["actions"][0], "source": {"line": 21}})).invented == []
