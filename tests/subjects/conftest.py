"""The shared cast, and a request that somebody made to Emmen."""

import dataclasses

import pytest

from ground.region import sign_in, stage


@pytest.fixture(autouse=True)
def _nothing_remembered():
    from lantaarn.vault.organisations import forget_all

    forget_all()
    yield
    forget_all()


@pytest.fixture
def asked():
    from django.utils import timezone

    from lantaarn.subjects.actions import Asked

    plain = Asked(
        kind="access",
        asked_by="self",
        channel="counter",
        received_on=timezone.localdate(),
        name="Mirte Verzonnen",
        reach="06 00 00 00 99",
        words="Wat staat er over mij?",
        safe_contact="Codewoord lantaarn",
        never_call=True,
    )
    return lambda **changed: dataclasses.replace(plain, **changed)


@pytest.fixture
def request_of(stage, asked):
    """`request_of("known")`: a request that came so far; by default received."""
    from lantaarn.subjects import actions

    def make(state="received", **changed):
        request_id, _code = stage.do(actions.receive, asked=asked(**changed), by=stage.noor)
        if state in ("safe", "known"):
            stage.do(
                actions.check_contact, request_id=request_id, outcome="safe", note="Alleen gesproken", by=stage.esra
            )
        if state == "known":
            stage.do(actions.identify, request_id=request_id, how="document", by=stage.esra)
        return request_id

    return make


@pytest.fixture
def written(stage):
    """`written("Zij heet Mirte Verzonnen")`: a signal of Emmen in which Noor wrote this, findable as words are."""
    from lantaarn.signals.actions import add_contribution
    from lantaarn.vault.searching import keep_words

    def write(text, by=None):
        by = by or stage.noor
        folder = stage.accepted(by=by)
        row = stage.do(
            add_contribution, folder_id=folder, kind="checked", category="person", domain="municipality", text=text,
            source="brp", ground="covenant", by=by,
        )  # fmt: skip
        stage.do(lambda by: keep_words([text], folder_id=folder, by=by), by=by)
        return folder, row

    return write


__all__ = ["sign_in", "stage"]
