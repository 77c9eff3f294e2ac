"""Holds what a reader found in an invented plan against the list that was made before it was read."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import typst

from lantaarn.papers.programme_in import as_json, read_programme
from programme_in.measuring import rhythm, squeezed

PLANS = Path(__file__).parent / "plans"
NAMES = sorted(path.stem for path in PLANS.glob("*.json"))


@cache
def reading(name: str) -> dict[str, Any]:
    """The JSON of `programme read` for a plan: a text, or a PDF made of its source."""
    path = next(path for path in PLANS.glob(f"{name}.*") if path.suffix != ".json")
    data = typst.compile(str(path)) if path.suffix == ".typ" else path.read_bytes()
    return json.loads(json.dumps(as_json(read_programme(data))))


def truth(name: str) -> dict[str, Any]:
    return json.loads((PLANS / f"{name}.json").read_text("utf-8"))


def differences(name: str) -> list[str]:
    """Every action that was missed or made up, and every field that differs from what the text states."""
    expected, read = truth(name), reading(name)
    left = list(read["actions"])
    found: list[str] = []
    for want in expected["actions"]:
        got = next((one for one in left if squeezed(one["what"]) in map(squeezed, want["what"])), None)
        if got is None:
            found.append(f"missed: {want['what'][0]}")
            continue
        left.remove(got)
        found += [f"{want['what'][0]}: {said}" for said in _fields(want, got)]
    found += [f"made up: {one['what']}" for one in left]
    return [*found, *_whole(expected, read)]


def _fields(want: dict[str, Any], got: dict[str, Any]) -> list[str]:
    found = []
    for name in ("holder", "parties"):
        if name in want and sorted(map(squeezed, want[name])) != sorted(map(squeezed, got[name])):
            found.append(f"{name} {got[name]}, not {want[name]}")
    when = got["when"]
    if "when" in want:
        said = [when["from"], when["until"], rhythm(when["recurrence"])]
        if said not in [[start, until, rhythm(times)] for start, until, times in want["when"]]:
            found.append(f"when {said}, not {want['when']}")
    if "level" in want and got["level"] != want["level"]:
        found.append(f"level {got['level']}, not {want['level']}")
    if "part" in want and squeezed(want["part"]) not in squeezed(got["part"] or ""):
        found.append(f"part {got['part']}, not {want['part']}")
    return found


def _whole(expected: dict[str, Any], read: dict[str, Any]) -> list[str]:
    found = []
    period = [read["period"]["from"], read["period"]["until"]]
    if period != expected["period"]:
        found.append(f"period {period}, not {expected['period']}")
    budget = sorted([squeezed(row["measure"]), row["year"], row["amount"]] for row in read["budget"])
    if "budget" in expected and budget != sorted([squeezed(row[0]), *row[1:]] for row in expected["budget"]):
        found.append(f"budget {budget}")
    totals = [[one["year"], one["printed"], one["computed"]] for one in read["warnings"] if one["kind"] == "total"]
    if "totals" in expected and totals != expected["totals"]:
        found.append(f"totals {totals}, not {expected['totals']}")
    return found
