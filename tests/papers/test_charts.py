"""Small bars: what they draw is what their table says."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from lantaarn.papers.charts import Part, ages, histogram, stacked_bar

EFFECT = (Part("Gelijk", 54), Part("Elders", 0, "b-heed"), Part("Nergens", 7, "b-stuck"))


def rects(svg: str, look: str) -> list[ET.Element]:
    return [rect for rect in ET.fromstring(svg).iterfind("{*}rect") if rect.get("class") == look]  # noqa: S314


def test_a_bar_shows_its_parts_and_its_table_says_them() -> None:
    chart = stacked_bar(EFFECT)
    assert [(row.label, row.count, row.share) for row in chart.rows] == [
        ("Gelijk", 54, "89%"),
        ("Elders", 0, "0%"),
        ("Nergens", 7, "11%"),
    ]
    assert rects(chart.svg, "b1")[0].get("width") == "54"
    assert rects(chart.svg, "b-stuck")[0].get("x") == "54"
    assert rects(chart.svg, "b-heed") == []
    assert 'aria-hidden="true"' in chart.svg


def test_nothing_to_count_is_an_empty_bar() -> None:
    assert (stacked_bar(()).total, stacked_bar((Part("Gelijk", 0),)).rows[0].share) == (0, "")
    ET.fromstring(histogram((), title="Leeg").svg)  # noqa: S314 (made above)


def test_ages_fall_into_steps_that_grow() -> None:
    parts = ages([0, 2, 3, 7, 8, 14, 15, 30, 31, 400], late_after=14)
    assert [(part.label, part.count, part.look) for part in parts] == [
        ("0 tot 2 dagen", 2, "b1"),
        ("3 tot 7 dagen", 2, "b1"),
        ("8 tot 14 dagen", 2, "b1"),
        ("15 tot 30 dagen", 2, "b-heed"),
        ("31 dagen of meer", 2, "b-heed"),
    ]


@given(st.lists(st.integers(-3, 5_000)))
def test_every_age_is_counted_once(days: list[int]) -> None:
    assert sum(part.count for part in ages(days)) == len(days)


@given(st.lists(st.builds(Part, st.text(max_size=20), st.integers(0, 10_000)), max_size=8), st.text(max_size=20))
def test_any_parts_are_drawn_within_the_picture(parts: list[Part], title: str) -> None:
    bar = ET.fromstring(stacked_bar(parts).svg)  # noqa: S314 (made above)
    total = max(sum(part.count for part in parts), 1)
    for rect in bar.iterfind("{*}rect"):
        assert float(rect.get("x", "0")) + float(rect.get("width", "0")) <= total + 0.001
    rows = ET.fromstring(histogram(parts, title=title, name=title).svg)  # noqa: S314 (made above)
    assert all(float(rect.get("width", "0")) <= 196.1 for rect in rows.iterfind("{*}rect"))
    assert rows.get("role") == "img"
