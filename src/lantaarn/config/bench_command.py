"""Measures the speed against the budgets; the measuring itself stands in the checkout, under bench/."""

from __future__ import annotations

import importlib
import runpy
import sys
from collections.abc import Sequence

from lantaarn.config.database.refused import RefusedError
from lantaarn.config.demo.home import checkout


def main(argv: Sequence[str]) -> int:
    root = checkout()
    if not (root / "bench").is_dir():
        raise RefusedError("Meten kan alleen vanuit een uitgecheckte broncode, met script/bench.")
    sys.path[:0] = [str(root), str(root / "tests")]
    if argv[:1] in (["rules"], ["sharing"]):
        return _rules(str(root / "bench" / f"bench_{argv[0]}.py"), *argv[1:])
    if argv[:1] == ["programme"]:
        return int(importlib.import_module("bench.pages.plan").main(argv[1:]))
    if argv[:1] in (["log"], ["existence"]):
        return int(importlib.import_module(f"bench.bench_{argv[0]}").main(argv[1:]))
    return int(importlib.import_module("bench.pages.run").main([*argv]))


def _rules(file: str, *words: str) -> int:
    """The provers have figures of their own: script/bench rules, script/bench sharing."""
    return int(runpy.run_path(file)["main"](*words))
