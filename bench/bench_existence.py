"""Whether time tells that a signal exists, as a ratio of medians: `script/bench existence [RUNS]`.

Refused and never there are asked in turn by somebody of another desk; beside it stand two halves of one question.
"""

from __future__ import annotations

import json
import statistics
import time
import uuid
from collections.abc import Sequence
from typing import Any

BAND = 0.05
"""Medians may differ by this share; two equal questions differ by about half of it on a quiet machine."""
ADDRESSES = ("/postvak/{}/", "/postvak/{}/feiten/", "/postvak/{}/koppelen/")


def main(argv: Sequence[str]) -> int:
    """0 when every ratio lies in the band."""
    import psycopg
    from bench.pages import crowd, house
    from bench.pages.visits import Town

    runs = int(argv[0]) if argv else 400
    with house.standing() as address, psycopg.connect(address, autocommit=True) as database:
        from django.core.handlers.wsgi import WSGIHandler

        crowd.tell_seeds(municipalities=3)
        town = Town(database, WSGIHandler())
        found = {pattern: _compared(town, database, pattern, runs) for pattern in ADDRESSES}
    print(json.dumps(found, indent=1))
    return 0 if all(abs(one["ratio"] - 1) <= BAND for one in found.values()) else 1


def _compared(town: Any, database: Any, pattern: str, runs: int) -> dict[str, float]:
    visitor = town.visitor("Bram Verzonnen")
    folders = [
        row[0]
        for row in database.execute(
            "SELECT s.folder_id FROM signals_signal s WHERE NOT EXISTS (SELECT 1 FROM access_grant g"
            " JOIN network_membership m ON m.desk_id = g.desk_id JOIN network_user u ON u.id = m.user_id"
            " WHERE g.folder_id = s.folder_id AND u.name = 'Bram Verzonnen')"
        ).fetchall()
    ]
    times: dict[str, list[float]] = {"there": [], "missing": []}
    for number in range(runs + 20):
        for name in ("there", "missing") if number % 2 else ("missing", "there"):
            folder = folders[number % len(folders)] if name == "there" else uuid.uuid4()
            started = time.perf_counter()
            answer = visitor.get(pattern.format(folder))
            spent = time.perf_counter() - started
            if answer.status != 404:
                raise RuntimeError(f"{pattern} answered {answer.status}")
            if number >= 20:
                times[name].append(spent * 1000)
    there, missing = (statistics.median(times[name]) for name in ("there", "missing"))
    halves = (statistics.median(times["missing"][::2]), statistics.median(times["missing"][1::2]))
    return {
        "there_ms": round(there, 3),
        "missing_ms": round(missing, 3),
        "ratio": round(there / missing, 4),
        "two_halves_of_missing": round(halves[0] / halves[1], 4),
    }
