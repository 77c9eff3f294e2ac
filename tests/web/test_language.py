"""Dutch by default, English for who chose it, and an English that keeps what a Dutch text fills in."""

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import lantaarn
from web.report_ground import drenthe, visitor

__all__ = ["drenthe", "visitor"]

CATALOGUE = Path(lantaarn.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "django.po"
FILLED_IN = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w*\}")
TAG = re.compile(r"</?\w[^>]*>")
PAGES = [
    ("/hulp/", "Ik wil iets melden", "I want to report something"),
    ("/privacy/", "Wie ziet een signaal?", "Who sees a signal?"),
    ("/melden/drenthe/", "Is iemand nu in gevaar?", "Is somebody in danger now?"),
    ("/volgen/", "Volg uw melding", "Follow your report"),
]


def chose(visitor, language: str):
    visitor.cookies["django_language"] = language
    return visitor


def texts():
    """Every Dutch text with its English, form by form for what is counted."""
    with CATALOGUE.open("rb") as stream:
        for message in read_po(stream, locale="en"):
            if message.id:
                dutch, english = message.id, message.string
                yield from [(dutch, english)] if isinstance(dutch, str) else zip(dutch, english, strict=True)


@pytest.mark.parametrize("accepted", ["", "en", "en-GB,en;q=0.9", "de,fr;q=0.5"])
def test_the_page_is_dutch_whatever_the_browser_prefers(visitor, accepted):
    page = visitor.get("/hulp/", headers={"accept-language": accepted})
    assert page.headers["Content-Language"] == "nl"
    assert "Ik wil iets melden" in page.content.decode()
    assert '<html lang="nl"' in page.content.decode()


@pytest.mark.parametrize("address, dutch, english", PAGES)
def test_the_page_is_english_for_who_chose_english(visitor, address, dutch, english):
    assert dutch in visitor.get(address).content.decode()
    page = chose(visitor, "en").get(address, headers={"accept-language": "nl"})
    assert page.headers["Content-Language"] == "en"
    assert '<html lang="en"' in page.content.decode()
    assert english in page.content.decode()
    assert dutch not in page.content.decode()


@pytest.mark.parametrize("chosen", ["de", "xx", "", "../en"])
def test_a_language_that_is_not_there_is_dutch(visitor, chosen):
    assert "Ik wil iets melden" in chose(visitor, chosen).get("/hulp/").content.decode()


def test_an_english_page_is_not_kept_for_the_next_visitor(visitor):
    chose(visitor, "en").get("/hulp/")
    visitor.cookies.clear()
    assert "Ik wil iets melden" in visitor.get("/hulp/").content.decode()


def test_a_mistake_is_told_in_the_chosen_language(visitor):
    page = chose(visitor, "en").post("/volgen/", {"code": "AAAA-BBBB-CCCC", "region": "drenthe"})
    assert "We do not know this code." in page.content.decode()


def test_every_text_has_its_english():
    assert [dutch for dutch, english in texts() if not english] == []


def test_the_english_fills_in_what_the_dutch_fills_in():
    wrong = [
        (dutch, english)
        for dutch, english in texts()
        if Counter(FILLED_IN.findall(dutch)) != Counter(FILLED_IN.findall(english))
    ]
    assert wrong == []


def test_the_english_keeps_the_tags_and_the_spaces_around():
    wrong = [
        (dutch, english)
        for dutch, english in texts()
        if Counter(TAG.findall(dutch)) != Counter(TAG.findall(english))
        or (dutch[:1].isspace(), dutch[-1:].isspace()) != (english[:1].isspace(), english[-1:].isspace())
    ]
    assert wrong == []


def test_the_english_ends_as_the_dutch_ends():
    """A sentence stays a sentence, a question a question, a label with a colon a label with a colon."""
    ends = ".?:"
    wrong = [
        (dutch, english)
        for dutch, english in texts()
        if (dutch[-1] in ends or english[-1] in ends) and dutch[-1] != english[-1]
    ]
    assert wrong == []


def test_the_english_is_as_calm_as_the_dutch():
    assert [english for _, english in texts() if "!" in english] == []


def test_the_counted_texts_count_as_english_does():
    from django.utils import translation
    from django.utils.translation import ngettext

    with translation.override("en"):
        one, many = (ngettext("%(n)d dag te laat", "%(n)d dagen te laat", n) % {"n": n} for n in (1, 4))
    assert (one, many) == ("1 day late", "4 days late")


@pytest.mark.parametrize("word", ["drieluik", "112", "Veilig Thuis"])
def test_names_keep_their_name(word):
    assert [(dutch, english) for dutch, english in texts() if word in dutch and word not in english] == []
