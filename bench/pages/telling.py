"""What was measured, as a table for people and as JSON for programs."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from bench.pages.meter import Cost
from bench.pages.visits import Page

NOISE = 0.25
"""A busy machine moves medians by this much; growth is judged with it in mind."""


@dataclass
class Findings:
    """Everything of one run."""

    sizes: list[int]
    pages: dict[str, Page] = field(default_factory=dict)
    costs: dict[str, dict[int, Cost]] = field(default_factory=dict)
    rows: dict[int, dict[str, float]] = field(default_factory=dict)
    layers: dict[str, dict[str, Cost]] = field(default_factory=dict)

    @property
    def logarithmic(self) -> float:
        """How much a cost may grow from the first size to the last, if it grows as the logarithm does."""
        return math.log(self.sizes[-1]) / math.log(self.sizes[0]) + NOISE

    def growth(self, name: str) -> float:
        by_size = self.costs[name]
        return by_size[self.sizes[-1]].cpu / by_size[self.sizes[0]].cpu

    def broken(self) -> list[str]:
        """Each budget that was not kept, in words."""
        found = []
        for name, by_size in self.costs.items():
            page, last = self.pages[name], by_size[self.sizes[-1]]
            if page.budget is not None and last.cpu > page.budget:
                found.append(f"{name}: {last.cpu:.1f} ms, budget {page.budget:.0f} ms")
            if page.most_queries is not None and last.queries > page.most_queries:
                found.append(f"{name}: {last.queries} queries, budget {page.most_queries}")
            if len(self.sizes) > 1 and page.budget is not None and self.growth(name) > self.logarithmic:
                found.append(f"{name}: grows {self.growth(name):.2f} times, budget {self.logarithmic:.2f}")
        return found

    def as_json(self) -> dict[str, object]:
        return {
            "sizes": self.sizes,
            "rows": self.rows,
            "pages": {
                name: {
                    "budget_ms": self.pages[name].budget,
                    "growth": round(self.growth(name), 2),
                    "by_size": {size: asdict(cost) | {"cpu": cost.cpu} for size, cost in by_size.items()},
                }
                for name, by_size in self.costs.items()
            },
            "layers": {
                visit: {without: asdict(cost) | {"cpu": cost.cpu} for without, cost in by_layer.items()}
                for visit, by_layer in self.layers.items()
            },
            "broken": self.broken(),
        }


def table(findings: Findings) -> Iterator[str]:
    """Markdown, so that it can stand in the documentation as it is."""
    last = findings.sizes[-1]
    sizes = " | ".join(f"{size:,}" for size in findings.sizes)
    yield f"| page | {sizes} | growth | of which database | wall | queries | kB | budget |"
    yield "| --- |" + " ---: |" * (len(findings.sizes) + 6)
    for name, by_size in findings.costs.items():
        page, cost = findings.pages[name], by_size[last]
        each = " | ".join(f"{by_size[size].cpu:.1f}" for size in findings.sizes)
        budget = f"{page.budget:.0f} ms" if page.budget else ""
        yield (
            f"| {name} | {each} | ×{findings.growth(name):.2f} | {cost.database:.1f} | {cost.wall:.1f} |"
            f" {cost.queries} | {cost.kilobytes:.0f} | {budget} |"
        )


def layers(findings: Findings) -> Iterator[str]:
    for visit, by_layer in findings.layers.items():
        base = next(iter(by_layer.values()))
        yield f"\n{visit}\n\n| without | ms processor | share | database ms | queries |"
        yield "| --- | ---: | ---: | ---: | ---: |"
        for without, cost in by_layer.items():
            yield f"| {without} | {cost.cpu:.1f} | {cost.cpu / base.cpu:.0%} | {cost.database:.1f} | {cost.queries} |"
