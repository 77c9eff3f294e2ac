"""The colours: dark stands twice and is the same; every pair has the contrast that the design states."""

import re
from pathlib import Path

import pytest

import lantaarn

STYLES = Path(lantaarn.__file__).parent / "web" / "static" / "lantaarn"
TOKENS = (STYLES / "tokens.css").read_text()


def declarations(opening: str) -> dict[str, str]:
    block = TOKENS.split(opening, 1)[1].split("}", 1)[0]
    return dict(re.findall(r"([\w-]+):\s*([^;]+);", re.sub(r"/\*.*?\*/", "", block, flags=re.DOTALL)))


LIGHT = declarations("\n:root {")
DARK = declarations(':root[data-theme="dark"] {')
DARK_BY_SYSTEM = declarations(':root:not([data-theme="light"]) {')


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


PAPER = ("page", "sheet", "sunk")
STATED = [
    ("ink", PAPER, 13.1, 13.4),
    ("ink-2", PAPER, 6.3, 8.3),
    ("action", PAPER, 7.0, 8.9),
    ("on-action", ("action",), 8.4, 9.1),
    ("line-strong", PAPER, 3.6, 5.0),
    ("ink", ("lit",), 14.5, 12.3),
    ("lamp-edge", ("page", "sheet", "lit"), 3.6, 5.9),
    ("good", ("good-soft",), 6.4, 8.1),
    ("heed", ("heed-soft",), 6.4, 7.9),
    ("stuck", ("stuck-soft",), 6.7, 7.6),
    ("idle", ("idle-soft",), 6.2, 7.0),
    ("stated", ("sheet",), 8.6, 8.6),
    ("on-urgent", ("urgent",), 8.0, 7.4),
    ("night-ink", ("night",), 13.6, 16.9),
]
ALSO_READ = [
    ("ink", ("action-soft", "good-soft", "heed-soft", "stuck-soft", "idle-soft")),
    ("ink-2", ("lit", "action-soft")),
    ("action", ("action-soft", "lit")),
    ("lamp-ink", ("lit",)),
    ("night-ink-2", ("night",)),
    ("on-lamp", ("lamp",)),
    ("sheet", ("ink",)),
    ("stuck", PAPER),
    ("heed", PAPER),
    ("good", PAPER),
    ("idle", PAPER),
    ("stated", PAPER),
]


def lowest(colours: dict[str, str], ink: str, grounds: tuple[str, ...]) -> float:
    return min(contrast(colours[f"--la-{ink}"], colours[f"--la-{ground}"]) for ground in grounds)


def test_the_two_dark_blocks_are_equal():
    assert DARK_BY_SYSTEM == DARK


def test_dark_gives_every_colour_of_light_another_value_or_repeats_it():
    colours = {name for name, value in LIGHT.items() if value.startswith("#")}
    assert colours == set(DARK) - {"color-scheme"}


@pytest.mark.parametrize("ink,grounds,light,dark", STATED)
def test_contrast_stands_at_what_the_design_states(ink, grounds, light, dark):
    assert lowest(LIGHT, ink, grounds) >= light - 0.05
    assert lowest(DARK, ink, grounds) >= dark - 0.05


@pytest.mark.parametrize("ink,grounds", ALSO_READ)
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_read_has_at_least_the_contrast_of_the_law(colours, ink, grounds):
    assert lowest(colours, ink, grounds) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_focus_is_seen_on_every_paper(colours):
    assert lowest(colours, "focus", (*PAPER, "lit")) >= 3
