"""The stylesheet and the templates know each other: no class, token or drawing is named that does not exist."""

import re
from pathlib import Path

import pytest

import lantaarn

WEB = Path(lantaarn.__file__).parent / "web"
SHEETS = sorted((WEB / "static" / "lantaarn").glob("*.css"))
CSS = "\n".join(sheet.read_text() for sheet in SHEETS)
PAGES = [*sorted((WEB / "templates").rglob("*.html")), *sorted((WEB / "templatetags").glob("*.py"))]
CLASS = re.compile(r"(?<![\w-])(?:la|utrecht|is)-[a-z0-9]+(?:__?-?[a-z0-9]+|-{1,2}[a-z0-9]+)*")
NOT_STYLED = {"utrecht-body", "utrecht-root", "utrecht-button-link", "la-danger", "la-data"}
"""Named for NL Design System or as a hook for :has(), and drawn by nothing of ours."""


def named(page: Path) -> set[str]:
    found = set()
    for text in re.findall(r'class="([^"]*)"|css="([^"]*)"', page.read_text()):
        whole = re.sub(r"\{%.*?%\}", " ", re.sub(r"\S*(\{\{.*?\}\}|\{\w*\})\S*", " ", "".join(text)))
        found |= set(CLASS.findall(whole))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(WEB)))
def test_every_class_of_a_page_exists(page):
    known = set(CLASS.findall(CSS)) | NOT_STYLED
    assert named(page) - known == set()


def test_every_token_that_is_used_is_given():
    given = set(re.findall(r"(--(?:la|utrecht)-[\w-]+)\s*:", CSS))
    assert set(re.findall(r"var\((--(?:la|utrecht)-[\w-]+)", CSS)) - given == set()


def test_nothing_comes_from_elsewhere():
    assert set(re.findall(r"url\(\"([^\"]+)\"\)", CSS)) == {
        f"../fonts/AtkinsonHyperlegible-{style}.ttf" for style in ("Regular", "Italic", "Bold", "BoldItalic")
    }
    assert "@import" not in CSS


def test_the_fonts_of_the_stylesheet_are_in_the_wheel():
    from lantaarn.web.look.fonts import font_dir

    for name in set(re.findall(r"fonts/([\w-]+\.ttf)", CSS)):
        assert (font_dir() / name).is_file()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_is_no_longer_than_a_room_and_says_what_lives_there(sheet):
    text = sheet.read_text()
    assert text.startswith("/* ")
    assert len(text.splitlines()) <= 350


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(WEB)))
def test_no_inline_style_or_script(page):
    """A data block of JSON is no script."""
    text = page.read_text()
    assert not re.search(r"\sstyle=|\son[a-z]+=\"|<style|<script(?![^>]*\s(?:src=|type=\"application/json\"))", text)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(WEB)))
def test_every_drawing_that_is_named_exists(page):
    from lantaarn.web.look.icons import DRAWINGS

    text = page.read_text()
    assert set(re.findall(r"\{% icon [\"']([\w-]+)[\"']", text)) - set(DRAWINGS) == set()
    assert set(re.findall(r"\bicon=[\"']([\w-]+)[\"']", text)) - set(DRAWINGS) == set()
