"""A half-filled form opens with the token of its writer alone; the database could not open it if it wished."""

from __future__ import annotations

import json
import secrets

import pytest

from lantaarn.signals import queries
from lantaarn.vault.ciphers import Tampered
from lantaarn.vault.passing import open_under, seal_under


def test_a_draft_stands_in_the_database_as_a_ciphertext_and_comes_back_whole(stage):
    token, data = secrets.token_urlsafe(32), {"observed": "Zes matrassen, zegt Noor Voorbeeld.", "minor": "yes"}
    queries.keep_draft(region="drenthe", token=token, data=data)
    kept = stage.row("signals_draft")
    assert "matrassen" not in json.dumps(kept.data)
    assert token not in kept.token_hash
    assert queries.read_draft(region="drenthe", token=token).data == data


def test_a_draft_put_under_another_token_does_not_open(stage):
    mine, theirs = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    queries.keep_draft(region="drenthe", token=mine, data={"observed": "van mij"})
    queries.keep_draft(region="drenthe", token=theirs, data={"observed": "van hen"})
    stage.superuser.execute(
        "UPDATE signals_draft SET data = (SELECT data FROM signals_draft ORDER BY token_hash LIMIT 1)"
    )
    outcomes = []
    for token in (mine, theirs):
        try:
            outcomes.append(queries.read_draft(region="drenthe", token=token).data["observed"])
        except Tampered:
            outcomes.append("refused")
    assert sorted(outcomes) in (["refused", "van hen"], ["refused", "van mij"])


def test_a_draft_that_was_kept_before_drafts_were_sealed_is_as_if_gone(stage):
    token = secrets.token_urlsafe(32)
    queries.keep_draft(region="drenthe", token=token, data={"observed": "nu"})
    stage.superuser.execute("""UPDATE signals_draft SET data = '{"observed": "toen"}'""")
    assert queries.read_draft(region="drenthe", token=token) is None


@pytest.mark.parametrize("changed", [{"region": "elders"}, {"what": "iets anders"}])
def test_what_passes_is_bound_to_its_region_and_use(settings, changed):
    sealed = seal_under("token", "tekst", region="drenthe", what="draft")
    assert open_under("token", sealed, region="drenthe", what="draft") == "tekst"
    with pytest.raises(Tampered):
        open_under("token", sealed, **{"region": "drenthe", "what": "draft", **changed})
    settings.SECRET_KEY = "another" * 10
    with pytest.raises(Tampered):
        open_under("token", sealed, region="drenthe", what="draft")
