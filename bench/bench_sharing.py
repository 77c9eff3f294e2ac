"""How long it takes to prove Drenthe's sharing table, paths included, and to preview a folder; against the budgets.

`script/bench sharing`: the rules alone. `script/bench sharing folder`: a preview from the database, sealed words too.
"""

from __future__ import annotations

import secrets
import statistics
import sys
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src")]

from lantaarn.rules.sharing import Item, Recipient, SharingPlan, compare, decide, preview, prove_sharing  # noqa: E402
from lantaarn.rules.sharing.paths import Travel, forbidden_ends  # noqa: E402
from lantaarn.rules.sharing.space import Space  # noqa: E402
from lantaarn.tables.packs import read_folder  # noqa: E402

PROOF_BUDGET = 2000.0
PREVIEW_BUDGET = 50.0
ITEMS = 200
TIMES = 5
RECIPIENTS = (
    Recipient("safety_house", "municipality_social", "both_party", "covenant", purpose="help"),
    Recipient("riec", "municipality_safety", "recipient_no_party", "own_ground_municipality", purpose="help"),
    Recipient("care", "municipality_social", "unknown", "consent", "given", "help"),
)


def milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def fresh() -> SharingPlan:
    """Drenthe's plan with nothing decided yet."""
    pack = read_folder(ROOT / "regions" / "drenthe")
    assert pack.sharing is not None
    return pack.sharing.plan()


def folder(plan: SharingPlan) -> list[Item]:
    """Contributions of every sort, taken evenly: a real folder has fewer sorts and is faster."""
    known = {fact.name: [str(value) for value in fact.allowed or ()] for fact in plan.leaves}
    asked = ("category", "provenance_domain", "minor", "acute_danger", "consent")
    every = list(product(*(known[fact] for fact in asked)))
    return [Item(*values) for values in every[:: len(every) // ITEMS][:ITEMS]]


def tell(title: str, times: list[float], budget: float | None = None) -> bool:
    median = statistics.median(times)
    late = budget is not None and median > budget
    limit = f"; budget {budget:.0f} ms: {'TE TRAAG' if late else 'ok'}" if budget is not None else ""
    print(f"{title:<52} {median:8.1f} ms{limit}")
    return late


def main(*words: str) -> int:
    return in_the_database() if "folder" in words else rules()


def in_the_database() -> int:
    """A person's preview of a folder with two hundred contributions, as the page asks for it."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    from bench.pages import house

    with house.standing():
        from lantaarn.config.demo.loading import at_desk
        from lantaarn.context.session import acting
        from lantaarn.folders import sharing
        from lantaarn.network.models import Municipality
        from lantaarn.signals import actions as signals

        place = Municipality.objects.get(cbs_code="GM0114").id
        report = signals.ReportInput(
            once=secrets.token_hex(16),
            entry="form",
            source_domain="municipality",
            acute_danger="no",
            minor="no",
            places=(signals.PlaceInput(kind="found", municipality_id=place, text="Loods"),),
            observed="Zes matrassen.",
        )
        folder_id = signals.receive_report(region="drenthe", report=report).folder_id
        bram, noor = at_desk("focal_point_safety", "GM0114"), at_desk("focal_point_social", "GM0114")
        asked = {"folder_id": folder_id, "to": noor.own_desk, "ground": "legal_task", "purpose": "help", "by": bram}
        with acting(bram):
            for number in range(ITEMS):
                signals.add_contribution(
                    folder_id=folder_id,
                    kind="checked",
                    category=("person", "place", "care", "criminal", "administrative")[number % 5],
                    domain=("municipality", "care", "safety")[number % 3],
                    text=f"Waarneming {number}: een busje, om vijf uur, met acht mensen erin. " * 3,
                    source="dossier",
                    ground="wettelijke taak",
                    by=bram,
                )
        with acting(bram):
            first = milliseconds(lambda: sharing.preview(**asked))
            times = [milliseconds(lambda: sharing.preview(**asked)) for _ in range(4 * TIMES)]
    tell(f"preview of {ITEMS} contributions from the database, the first", [first])
    late = tell(f"preview of {ITEMS} contributions from the database, the next", times, PREVIEW_BUDGET)
    return int(late)


def rules() -> int:
    plan = fresh()
    items = folder(plan)
    space = Space(plan)
    facts = {fact.name: "unknown" for fact in plan.leaves}
    decide(plan, facts)
    late = [
        tell("the sets of the table", [milliseconds(lambda: Space(plan)) for _ in range(TIMES)]),
        tell("every journey", [milliseconds(lambda: list(Travel(space).all())) for _ in range(TIMES)]),
        tell(
            "every path against the agreements",
            [milliseconds(lambda: list(forbidden_ends(space, plan.invariants))) for _ in range(TIMES)],
        ),
        tell("the whole proof", [milliseconds(lambda: prove_sharing(plan)) for _ in range(TIMES)], PROOF_BUDGET),
        tell("two versions compared", [milliseconds(lambda: compare(plan, plan)) for _ in range(TIMES)]),
        tell("one decision, decided before", [milliseconds(lambda: decide(plan, facts)) for _ in range(TIMES)]),
        tell(
            f"preview of {ITEMS} fields for 3 recipients, the first",
            [milliseconds(lambda new=new: preview(new, items, RECIPIENTS)) for new in [fresh() for _ in range(TIMES)]],
            PREVIEW_BUDGET,
        ),
    ]
    preview(plan, items, RECIPIENTS)
    late.append(
        tell(
            f"preview of {ITEMS} fields for 3 recipients, the next",
            [milliseconds(lambda: preview(plan, items, RECIPIENTS)) for _ in range(TIMES)],
            PREVIEW_BUDGET,
        )
    )
    return 1 if any(late) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
