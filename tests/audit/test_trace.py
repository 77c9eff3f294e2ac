"""Each request has one trace; a well-formed header of the caller is taken over, anything else is as no header."""

from __future__ import annotations

import re
import uuid

import pytest
from django.urls import reverse

from lantaarn.audit.searched import in_words, token, tokens, words_of
from lantaarn.audit.trace import taken_over

TRACE, SPAN = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"


@pytest.mark.parametrize(
    "header", [f"00-{TRACE}-{SPAN}-01", f"00-{TRACE}-{SPAN}-00", f"cc-{TRACE}-{SPAN}-01-what-comes"]
)
def test_a_trace_is_taken_over(header):
    assert taken_over(header).as_kept() == f"{TRACE}-{SPAN}"


@pytest.mark.parametrize(
    "header",
    [
        "",
        f"00-{TRACE}-{SPAN}",
        f"00-{TRACE.upper()}-{SPAN}-01",
        f"00-{'0' * 32}-{SPAN}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"ff-{TRACE}-{SPAN}-01",
        f"00-{TRACE}-{SPAN}-01-more",
        f"00-{TRACE}-{SPAN}-01\n2026 ERROR invented",
        "x" * 100_000,
    ],
)
def test_a_header_that_breaks_the_standard_is_as_none(header):
    kept = taken_over(header).as_kept()
    assert re.fullmatch("[0-9a-f]{32}", kept)
    assert kept != TRACE


def test_all_that_one_request_leaves_in_the_log_has_its_trace(cast, sign_in, superuser):
    browser = sign_in("Fatima Proef")
    browser.get(reverse("log"), headers={"traceparent": f"00-{TRACE}-{SPAN}-01"})
    browser.get(reverse("inbox"), headers={"traceparent": f"00-{TRACE}-{SPAN}-01"})
    browser.get(reverse("log"))
    rows = superuser.execute("SELECT action, trace, took_ms FROM audit_event WHERE user_id IS NOT NULL").fetchall()
    taken = {action for action, trace, _took in rows if trace == f"{TRACE}-{SPAN}"}
    assert taken == {"log.read", "page.denied"}
    assert len({trace for _action, trace, _took in rows}) >= 2
    assert all(0 <= took < 60_000 for _action, _trace, took in rows)


def test_words_are_compared_without_capitals_and_accents_and_a_number_however_it_is_spaced():
    assert set(words_of("Zoë VERZONNEN")) == {"word|zoe", "word|verzonnen"}
    assert "phone|+31600000099" in set(words_of("06 00 00 00 99")) & set(words_of("06-00000099"))
    assert len(words_of(" ".join(f"woord{'abcdefghijklmnopqrstuvwxyz'[n % 26]}{'x' * n}" for n in range(50)))) == 20


def test_a_token_tells_nothing_to_another_organisation():
    one, other = uuid.uuid4(), uuid.uuid4()
    assert tokens("Verzonnen", organisation=one) == [token("word|verzonnen", organisation=one)]
    assert tokens("Verzonnen", organisation=one) != tokens("Verzonnen", organisation=other)


def test_the_reader_of_the_log_sees_how_much_was_typed():
    assert in_words("kas Verzonnenweg") == "gezocht op 2 woorden (16 tekens)"
    assert in_words("x") == "gezocht op 1 woord (1 teken)"
