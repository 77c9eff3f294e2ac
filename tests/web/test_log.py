"""The pages of the log: for the privacy officer alone, in words, and as a file."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from audit.test_log_reading import wrote


def test_a_line_says_who_did_what_as_what_and_for_which_purpose(cast, sign_in):
    wrote(cast, "Noor Voorbeeld", objects=[uuid.uuid4()], about="S-7K4M2Q")
    page = sign_in("Fatima Proef").get(reverse("log")).content.decode()
    for words in (
        "Noor Voorbeeld",
        "las een signaal",
        "S-7K4M2Q",
        "Aandachtsfunctionaris sociaal domein",
        "een signaal",
    ):
        assert words in page


def test_who_saw_one_signal_has_a_page_and_its_lines_open(cast, sign_in):
    folder = uuid.uuid4()
    event = wrote(cast, "Noor Voorbeeld", objects=[folder], about="S-7K4M2Q")
    browser = sign_in("Fatima Proef")
    assert "Wie zag dit signaal" in browser.get(reverse("log"), {"signaal": " s-7k4m2q "}).content.decode()
    assert str(folder) in browser.get(reverse("log-event", args=[event])).content.decode()
    assert browser.get(reverse("log-event", args=[uuid.uuid4()])).status_code == 404


@pytest.mark.parametrize("sort", ["csv", "ods", "xlsx"])
def test_the_lines_can_be_taken_along_and_that_is_in_the_log(cast, sign_in, sort):
    wrote(cast, "Noor Voorbeeld", about="S-7K4M2Q")
    browser = sign_in("Fatima Proef")
    answer = browser.get(reverse("log-export", args=[sort]))
    assert answer.status_code == 200
    if sort == "csv":
        assert "las een signaal" in answer.content.decode("utf-8-sig")
    assert "haalde het logboek op" in browser.get(reverse("log")).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        {"van": "gisteren"},
        {"tot": "9999-12-31"},
        {"na": "kapot_kapot"},
        {"na": "2026-11-24T10:00:00_" + "0" * 32},
        {"wat": "bestaat.niet"},
        {"signaal": "💡" * 40},
        {"wie": "x" * 500},
    ],
)
def test_an_address_typed_by_hand_never_breaks_the_page(cast, sign_in, query):
    assert sign_in("Fatima Proef").get(reverse("log"), query).status_code == 200


@pytest.mark.parametrize("name", ["Noor Voorbeeld", "Joost Fictief", "Rana Bedacht", "Wout Schijn"])
def test_others_do_not_find_the_log(cast, sign_in, name):
    assert sign_in(name).get(reverse("log")).status_code == 404
