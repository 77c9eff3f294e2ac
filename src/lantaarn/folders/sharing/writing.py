"""Hands acts of sharing to the database, which checks who gives and what; and says in Dutch what it refused."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lantaarn.folders.sharing.judging import Field, Terms
from lantaarn.rules.sharing import Verdict
from lantaarn.rules.transitions import NotAllowed

REFUSED: dict[str, str | Promise] = {
    "LA033": gettext_lazy("Uw balie heeft dit signaal niet. U kunt er niets van delen."),
    "LA060": gettext_lazy("U kunt alleen delen namens uw eigen balie."),
    "LA062": gettext_lazy("Een van de gegevens is voor u niet meer zichtbaar. Bekijk opnieuw wat u kunt delen."),
    "LA063": gettext_lazy("Wat volgens de deeltabel achterblijft, kunt u niet kiezen. Bekijk opnieuw wat mee mag."),
    "LA064": gettext_lazy("De grond van dit delen geldt niet meer. Kijk of er nog toestemming is en begin opnieuw."),
    "LA065": gettext_lazy("Hier is voor u niets te beslissen. Misschien deed iemand anders het al."),
    "LA066": gettext_lazy("Deze deling geldt niet meer."),
    "LA067": gettext_lazy("U deelde dit zelf. Vraag een collega om mee te kijken."),
    "LA068": gettext_lazy("U kunt alleen verbeteren wat uw eigen balie schreef."),
    "LA069": gettext_lazy("Hier is niets dat uw balie kan intrekken. Misschien is het al gebeurd."),
    "LA070": gettext_lazy("U kunt geen noodtoegang openen, of de reden ontbreekt. Schrijf waarom het nu moet."),
    "LA071": gettext_lazy("U probeerde te veel kenmerken. Wacht een uur, of bel de ketenregisseur."),
    "LA072": gettext_lazy("Deze noodtoegang is al gesloten."),
}


@contextmanager
def told() -> Iterator[None]:
    """What the database refuses becomes a sentence; the transaction around it goes on."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        sentence = REFUSED.get(getattr(error.__cause__, "sqlstate", "") or "")
        if sentence is None:
            raise
        raise NotAllowed(str(sentence)) from error


@dataclass(frozen=True)
class Act:
    """One share, ready to be kept."""

    folder_id: UUID
    terms: Terms
    lines: tuple[dict[str, Any], ...]
    version_id: UUID | None
    consent_id: UUID | None = None
    note: str = ""
    follows: bool = False
    automatic: bool = False
    id: UUID = field(default_factory=uuid.uuid4)

    def as_json(self) -> dict[str, Any]:
        sharer, receiver = self.terms.sharer, self.terms.receiver
        return {
            "id": str(self.id),
            "folder_id": str(self.folder_id),
            "from_desk_id": str(sharer.desk_id),
            "to_desk_id": str(receiver.desk_id) if receiver.desk_id else None,
            "to_kind": receiver.kind,
            "to_organisation": receiver.organisation,
            "ground": self.terms.ground,
            "purpose": self.terms.purpose,
            "consent_id": str(self.consent_id) if self.consent_id else None,
            "table_version_id": str(self.version_id) if self.version_id else None,
            "note": self.note,
            "follows": self.follows,
            "automatic": self.automatic,
            "lines": list(self.lines),
        }


def lines(
    fields: Sequence[Field], verdicts: Mapping[UUID, Verdict], chosen: frozenset[UUID]
) -> tuple[dict[str, Any], ...]:
    """What the table said of each, what was chosen of it, and so also what stayed behind and why."""
    return tuple(
        {
            "contribution_id": str(field.contribution_id),
            "category": field.category,
            "verdict": verdicts[field.contribution_id].kind,
            "article": verdicts[field.contribution_id].article,
            "sentence": verdicts[field.contribution_id].sentence,
            "rule": verdicts[field.contribution_id].rule,
            "adopted": verdicts[field.contribution_id].adopted,
            "chosen": field.contribution_id in chosen,
        }
        for field in fields
    )


def keep(acts: Sequence[Act]) -> list[tuple[UUID, str]]:
    """Keep these shares in one statement; answers (share, state) of each."""
    if not acts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT share_id, state FROM access_share(%s::jsonb)", [json.dumps([act.as_json() for act in acts])]
        )
        return list(cursor.fetchall())


def keep_more(share_id: UUID, found: Sequence[dict[str, Any]]) -> None:
    """Further lines under a share that follows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_share_more(%s, %s::jsonb)", [share_id, json.dumps(list(found))])


def no_ground() -> NotAllowed:
    return NotAllowed(_("Kies op welke grond u deelt en waarvoor de ontvanger het gebruikt."))
