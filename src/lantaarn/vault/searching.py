"""Searching without reading: a row per word and per personal value, as tokens that only the organisation can make."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from lantaarn.context.actor import Actor
from lantaarn.vault.ciphers import token
from lantaarn.vault.organisations import own_key
from lantaarn.vault.sealing import SEARCH
from lantaarn.vault.words import asked_for, found_in

_KEEP = """
INSERT INTO vault_token (region_id, organisation_id, desk_id, token, folder_id, kind)
SELECT %(region)s, %(organisation)s, %(desk)s, t.token, %(folder)s, t.kind
FROM unnest(%(tokens)s::bigint[], %(kinds)s::text[]) AS t (token, kind)
ON CONFLICT DO NOTHING
"""


def keep_words(texts: Iterable[str], *, folder_id: UUID, by: Actor) -> None:
    """Make these texts, which the acting desk writes, findable by it. One statement; texts must still be plain."""
    found = sorted(found_in(texts))
    if not found:
        return
    key = _search_key(by)
    with connection.cursor() as cursor:
        cursor.execute(
            _KEEP,
            {
                "region": by.region,
                "organisation": by.own_organisation,
                "desk": by.own_desk,
                "folder": folder_id,
                "tokens": [token(key, kind, value) for kind, value in found],
                "kinds": [kind for kind, _value in found],
            },
        )


def tokens_for(typed: str, *, by: Actor) -> list[int]:
    """What to look for in vault_token; all of them must be there. Empty when nothing can be looked for."""
    return tokens_for_each([typed], by=by)[0]


def tokens_for_each(typed: Iterable[str], *, by: Actor) -> list[list[int]]:
    """The same for several things that somebody looks for."""
    wanted = [asked_for(one) for one in typed]
    if not any(wanted):
        return [[] for _one in wanted]
    key = _search_key(by)
    return [sorted(token(key, kind, value) for kind, value in one) for one in wanted]


def _search_key(by: Actor) -> bytes:
    return own_key(region=by.region, organisation_id=by.own_organisation, keep=SEARCH)[1]
