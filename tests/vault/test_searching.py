"""What a desk wrote is found again by whole words and by personal values, without a word being kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lantaarn.context.session import acting
from lantaarn.signals import queries
from lantaarn.signals.queries import Filters
from lantaarn.vault.ciphers import token
from lantaarn.vault.searching import keep_words
from lantaarn.vault.words import WORD, asked_for, found_in, plain


@given(st.text(max_size=300))
def test_every_word_of_a_text_finds_that_text(text):
    found = found_in([text])
    for word in text.split():
        for asked in asked_for(word):
            if asked[0] == WORD and len(asked_for(word)) == 1 and word.isalpha():
                assert asked in found or asked[1] in plain(text).split()


@pytest.mark.parametrize(
    "written, typed",
    [
        ("Zes BEDDEN in de loods", "bedden"),
        ("Zes bedden in de loods", "Loods bedden"),
        ("in café Verzonnen", "cafe"),
        ("bel 06 00 00 00 99 na vijf uur", "0600000099"),
        ("bel +31 6 00000099", "06-00000099"),
        ("bel 0031 (0)6 0000 0099", "06 00 00 00 99"),
        ("mail noor@voorbeeld.test.", "Noor@Voorbeeld.test"),
        ("Verzonnenweg 12, 7811 AB Emmen", "7811ab 12"),
        ("op 7811 AB 12 in Emmen", "7811AB 12"),
        ("ergens op 7811 AB", "7811ab"),
        ("een busje met XX-99-YY erop", "xx-99-yy"),
        ("zij is van 12-3-1998, zegt zij", "12-03-1998"),
        ("naar NL00 VERZ 0123 4567 89", "nl00verz0123456789"),
    ],
)
def test_what_was_written_one_way_is_found_when_typed_another(written, typed):
    assert asked_for(typed)
    assert asked_for(typed) <= found_in([written])


@pytest.mark.parametrize("typed", ["bed", "beddengoed", "oods"])
def test_a_part_of_a_word_is_not_found(typed):
    assert not asked_for(typed) <= found_in(["Zes bedden in de loods"])


def test_the_commonest_words_are_not_kept_and_are_passed_over_when_searching():
    assert (WORD, "het") not in found_in(["het busje bij de loods"])
    assert asked_for("het busje") == {(WORD, "busje")}
    assert asked_for("het") == {(WORD, "het")}


def test_a_token_says_nothing_without_the_key_and_another_organisation_has_others():
    assert token(b"a" * 32, WORD, "bedden") == token(b"a" * 32, WORD, "bedden")
    assert token(b"a" * 32, WORD, "bedden") != token(b"b" * 32, WORD, "bedden")
    assert token(b"a" * 32, WORD, "bedden") != token(b"a" * 32, "plate", "bedden")


def listed(stage, words: str, *, by) -> list:
    return [row.folder_id for row in stage.do(queries.signal_list, filters=Filters(words=words), by=by).rows]


def test_a_desk_finds_the_folder_in_which_it_wrote_all_of_the_words(stage):
    folder_id, noor = stage.report().folder_id, stage.noor
    with acting(noor):
        keep_words(["Zes hangmatten in de loods", "bel 06 00 00 00 98"], folder_id=folder_id, by=noor)
        keep_words(["Zes hangmatten nog eens"], folder_id=folder_id, by=noor)
    for typed in ("hangmatten", "loods hangmatten", "+31600000098"):
        assert listed(stage, typed, by=noor) == [folder_id], typed
    for typed in ("hangmatten zolder", "hang", "?!"):
        assert listed(stage, typed, by=noor) == [], typed
    assert listed(stage, "hangmatten", by=stage.bram) == []


def test_no_word_stands_in_the_tokens(stage):
    folder_id, noor = stage.report().folder_id, stage.noor
    with acting(noor):
        keep_words(["hangmatten"], folder_id=folder_id, by=noor)
    for row in stage.rows("vault_token"):
        assert "hangmat" not in " ".join(map(str, row))
