"""What each layer of security costs: the same visits with all of them, without one, and without any."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from unittest.mock import patch
from uuid import uuid4

from bench.pages.house import signed_in_as
from bench.pages.meter import Cost, measure
from bench.pages.visits import Town, pages

VISITS = ("signal page, focal point", "report sent", "list of 100, chain director")
UNSIGNED = """
CREATE OR REPLACE FUNCTION context_claims() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT string_to_array(current_setting('lantaarn.context', true), '|') $$
"""


@dataclass(frozen=True)
class Layer:
    """A way of visiting; `without` says what was left out."""

    without: str
    leave_out: Callable[[Town], contextlib.AbstractContextManager[object]]


@contextlib.contextmanager
def _all_on(_town: Town) -> Iterator[None]:
    with signed_in_as("lantaarn_app"):
        yield


@contextlib.contextmanager
def _no_row_security(_town: Town) -> Iterator[None]:
    """A superuser is not held by policies; what the page asks stays the same."""
    with signed_in_as("postgres"):
        yield


@contextlib.contextmanager
def _no_signature(town: Town) -> Iterator[None]:
    from lantaarn.context.rights import FUNCTIONS

    town.database.execute(UNSIGNED)
    try:
        with signed_in_as("lantaarn_app"):
            yield
    finally:
        start = FUNCTIONS.index("CREATE OR REPLACE FUNCTION context_claims()")
        town.database.execute(FUNCTIONS[start : FUNCTIONS.index("END $$;", start) + len("END $$;")])


@contextlib.contextmanager
def _no_log(_town: Town) -> Iterator[None]:
    with patch("lantaarn.audit.actions.record", lambda **_: uuid4()), signed_in_as("lantaarn_app"):
        yield


@contextlib.contextmanager
def _no_seals(_town: Town) -> Iterator[None]:
    """Written plain, without words to search by; read as it lies there, without asking for keys."""
    from lantaarn.vault.opening import keys_sql

    one = import_module("lantaarn.signals.queries.one")
    intake = "lantaarn.signals.actions.intake"
    with contextlib.ExitStack() as left_out:
        left_out.enter_context(patch.object(one, "_FOLDER", one._FOLDER.replace(keys_sql("%(folder)s"), "NULL")))
        left_out.enter_context(patch.object(one, "open_in", lambda *_, **__: None))
        left_out.enter_context(patch.object(one, "open_one", lambda _cell, value, _keys: value))
        left_out.enter_context(patch.object(one, "open_json", lambda *_: {}))
        left_out.enter_context(patch(f"{intake}.seal_new", lambda *_, **__: []))
        left_out.enter_context(patch(f"{intake}.keep_words", lambda *_, **__: None))
        left_out.enter_context(signed_in_as("lantaarn_app"))
        yield


@contextlib.contextmanager
def _none_at_all(_town: Town) -> Iterator[None]:
    with patch("lantaarn.audit.actions.record", lambda **_: uuid4()), signed_in_as("postgres"):
        yield


LAYERS = (
    Layer("nothing (all on)", _all_on),
    Layer("row-level security", _no_row_security),
    Layer("the signature of the context", _no_signature),
    Layer("the log", _no_log),
    Layer("sealing", _no_seals),
    Layer("row-level security and log", _none_at_all),
)


def compare(town: Town, *, runs: int) -> dict[str, dict[str, Cost]]:
    """By visit, by layer left out."""
    found: dict[str, dict[str, Cost]] = {name: {} for name in VISITS}
    for layer in LAYERS:
        with layer.leave_out(town):
            for page in pages(town):
                if page.name in found:
                    found[page.name][layer.without] = measure(page.turn, runs=runs)
    return found
