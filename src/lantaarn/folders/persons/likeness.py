"""Which records may be of the same person: the same name or the same day of birth. A person decides, never this."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from lantaarn.context.actor import Actor
from lantaarn.vault.searching import tokens_for_each
from lantaarn.vault.words import plain

MOST = 50
"""So many folders are looked at, the newest first."""

# Of a value all words must be there, written by the own desk; what another desk wrote there is then looked at too.
_FOLDERS = """
SELECT t.folder_id FROM jsonb_array_elements(%(values)s::jsonb) AS v (tokens)
JOIN vault_token t ON t.desk_id = %(desk)s AND t.token IN (SELECT jsonb_array_elements_text(v.tokens)::bigint)
JOIN folders_folder f ON f.id = t.folder_id
GROUP BY v.tokens, t.folder_id, f.opened_at HAVING count(DISTINCT t.token) = jsonb_array_length(v.tokens)
ORDER BY f.opened_at DESC LIMIT %(most)s
"""


@dataclass(frozen=True)
class Likeness:
    """What two records have in common."""

    name: bool
    birth: bool

    def __bool__(self) -> bool:
        return self.name or self.birth


def alike(values: Iterable[tuple[str, str]], others: Iterable[tuple[str, str]]) -> Likeness:
    """Of values (field, text) beside each other: the order of a name's words, case and accents do not matter."""
    mine, theirs = ({(field, form_of(field, text)) for field, text in one} for one in (values, others))
    both = {field for field, form in mine & theirs if form}
    return Likeness("name" in both, "birth_date" in both)


def form_of(field: str, text: str) -> tuple[str, ...]:
    """What is compared of a value: two that differ in this differ for a reader too."""
    parts = "".join(letter if letter.isalnum() else " " for letter in plain(text)).split()
    return tuple(sorted(parts) if field == "name" else parts)


def look_for(values: Iterable[tuple[str, str]], *, by: Actor) -> set[UUID]:
    """Folders in which the own desk wrote this name or this day of birth, found by keyed tokens; nothing is opened."""
    texts = [text for field, text in values if field in {"name", "birth_date"}]
    tokens = [found for found in tokens_for_each(texts, by=by) if found]
    if not tokens:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(_FOLDERS, {"desk": by.own_desk, "values": json.dumps(tokens), "most": MOST})
        return {folder_id for (folder_id,) in cursor.fetchall()}
