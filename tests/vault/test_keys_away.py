"""When the keys cannot be reached nothing is lost: a page says what happens, and what was typed is put back."""

from __future__ import annotations

import pytest

from lantaarn.signals.actions import receive_report
from lantaarn.vault import organisations
from lantaarn.vault.providers import TransitProvider
from lantaarn.vault.providers.closed import Closed

WORDS = "Achter de loods staan drie busjes."


@pytest.fixture
def keys_go_away(monkeypatch, tmp_path):
    """From then on the key server does not answer, and what this process remembered of keys is over."""
    (tmp_path / "token").write_text("t")
    away = TransitProvider(url="http://127.0.0.1:1", mount="transit", key="lantaarn", token_file=tmp_path / "token")

    def go() -> None:
        monkeypatch.setattr(organisations, "provider", lambda: away)
        organisations.forget_all()

    return go


def test_a_page_of_its_own_says_so_and_what_was_typed_is_put_back(stage, sign_in, keys_go_away, monkeypatch):
    folder = stage.accepted()
    client = sign_in("Noor Voorbeeld")
    client.raise_request_exception = False
    before = len(stage.rows("folders_contribution"))
    keys_go_away()
    read = client.get(f"/postvak/{folder}/")
    assert (read.status_code, read.headers["Retry-After"]) == (503, "120")
    assert "Er gaat niets verloren" in read.content.decode()

    adding = f"/postvak/{folder}/aanvullen/"
    sent = client.post(adding, {"kind": "observed", "category": "phenomenon", "text": WORDS})
    assert sent.status_code == 503
    assert "hebben wij een uur voor u vastgehouden" in sent.content.decode()
    monkeypatch.undo()
    assert len(stage.rows("folders_contribution")) == before
    assert WORDS in client.get(adding).content.decode()


def test_a_report_that_cannot_be_sealed_is_not_half_kept(stage, keys_go_away):
    keys_go_away()
    with pytest.raises(Closed):
        receive_report(region=stage.code, report=stage.filled())
    assert stage.rows("signals_signal") == []
