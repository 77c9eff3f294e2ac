"""The whole measurement: grow the crowd, visit the pages at each size, leave layers out at the last."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence

import psycopg
from bench.pages import crowd, house, telling
from bench.pages.layers import compare
from bench.pages.meter import measure
from bench.pages.visits import Town, pages

FULL, QUICK = (1_000, 10_000, 100_000), (1_000, 10_000)


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench", description="Measures the pages against their budgets.")
    parser.add_argument("--quick", action="store_true", help="1,000 and 10,000 signals only")
    parser.add_argument("--sizes", type=lambda text: [int(size) for size in text.split(",")], help="e.g. 1000,10000")
    parser.add_argument("--runs", type=int, default=0, help="requests per page; the median counts (30; quick: 8)")
    parser.add_argument("--json", action="store_true", help="one JSON object on standard output")
    parser.add_argument("--no-layers", action="store_true", help="do not measure with layers of security left out")
    return parser.parse_args(argv)


def main(argv: Sequence[str]) -> int:
    """0 when every budget is kept, 1 when one is broken."""
    options = _options(argv)
    sizes = options.sizes or list(QUICK if options.quick else FULL)
    runs = options.runs or (8 if options.quick else 30)
    findings = measured(sizes, runs=runs, with_layers=not options.no_layers)
    if options.json:
        print(json.dumps(findings.as_json(), indent=1))
    else:
        print("\n".join([*telling.table(findings), *telling.layers(findings), ""]))
        print("\n".join(findings.broken()) or "Every budget is kept.")
    return 1 if findings.broken() else 0


def measured(sizes: list[int], *, runs: int, with_layers: bool) -> telling.Findings:
    findings = telling.Findings(sizes)
    with house.standing() as address, psycopg.connect(address, autocommit=True) as database:
        from django.core.handlers.wsgi import WSGIHandler

        say("telling the first signals")
        crowd.tell_seeds()
        for size in sizes:
            say(f"growing to {size:,} signals")
            crowd.grow(database, size)
            findings.rows[size] = crowd.told(database)
            town = Town(database, WSGIHandler())
            for page in pages(town):
                say(f"{size:,}: {page.name}")
                findings.pages[page.name] = page
                findings.costs.setdefault(page.name, {})[size] = measure(page.turn, runs=runs)
        if with_layers:
            say("with layers left out")
            findings.layers = compare(town, runs=runs)
    return findings


_started = time.monotonic()


def say(what: str) -> None:
    print(f"[{time.monotonic() - _started:6.1f} s] {what}", file=sys.stderr, flush=True)
