"""How long a proof takes, and how that grows with facts and rules; prints milliseconds against the budget."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

from lantaarn.rules.proofs import prove  # noqa: E402
from lantaarn.rules.tables import read_dmn, with_cell, with_rule_removed  # noqa: E402
from lantaarn.rules.tables.model import Model  # noqa: E402
from rules.tables_of_size import falling_table, split_table  # noqa: E402

BUDGET = 100.0
FACTS = (4, 6, 12, 24)
RULES = (10, 20, 40, 100, 200)
SEEDS = (1, 2, 3)


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def typical(make: Callable[[int], Model]) -> float:
    """The median over some tables of the same size."""
    models = [make(seed) for seed in SEEDS]
    return statistics.median(milliseconds(lambda model=model: prove(model, "Made")) for model in models)


def sound(facts: int, rules: int) -> float:
    return typical(lambda seed: read_dmn(split_table(facts, rules, seed)))


def falling(facts: int, rules: int) -> float:
    return typical(lambda seed: read_dmn(falling_table(facts, rules, seed)))


def with_gap(facts: int, rules: int) -> float:
    return typical(lambda seed: with_rule_removed(read_dmn(split_table(facts, rules, seed)), "Made", rules // 2))


def with_overlap(facts: int, rules: int) -> float:
    def make(seed: int) -> Model:
        model = read_dmn(split_table(facts, rules, seed))
        asked = [cell.text for cell in model.decisions[0].rules[rules // 2].inputs]
        return with_cell(model, "Made", rules // 2 + 1, next(at for at, text in enumerate(asked) if text != "-"), "-")

    return typical(make)


KINDS = {
    "UNIQUE, proved": sound,
    "FIRST, proved": falling,
    "UNIQUE, a gap": with_gap,
    "UNIQUE, overlaps": with_overlap,
}


def main() -> int:
    late = False
    for title, measure in KINDS.items():
        row = "".join(f"{rules:>10}" for rules in RULES)
        print(f"\n{title}: ms by rules (across) and facts (down)\n{'':>6}{row}")
        for facts in FACTS:
            times = [measure(facts, rules) if facts > 4 or rules <= 100 else None for rules in RULES]
            print(f"{facts:>6}" + "".join("         -" if each is None else f"{each:>10.1f}" for each in times))
    measured = sound(12, 40)
    late = measured > BUDGET
    print(f"\n12 facts, 40 rules: {measured:.1f} ms; budget {BUDGET:.0f} ms: {'TE TRAAG' if late else 'ok'}")
    size = falling(12, 40)
    print(f"12 facts, 40 falling rules: {size:.1f} ms; budget {BUDGET:.0f} ms: {'TE TRAAG' if size > BUDGET else 'ok'}")
    return 1 if late or size > BUDGET else 0


if __name__ == "__main__":
    sys.exit(main())
