"""Finding what the own organisation holds, opening it item by item, and deciding of each what is told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.access.retention import actions as retention
from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals.actions.mailing import tell_desk
from lantaarn.subjects.actions.receiving import held
from lantaarn.subjects.grounds import GROUNDS
from lantaarn.subjects.models import Item, Request
from lantaarn.subjects.sealing import seal
from lantaarn.vault.ciphers import Cell
from lantaarn.vault.opening import Keys, open_in, open_json, open_one
from lantaarn.vault.searching import tokens_for

DESK_PAGE = "/betrokkenen/balie/"


@dataclass(frozen=True)
class Words:
    """What an item says, once a person has opened it."""

    text: str
    said_by: str
    card: dict[str, Any]
    """Answers of the signal card, or what was looked up."""
    places: tuple[tuple[str, str], ...]
    """Kind and words."""
    field: str = ""
    """What it says of a person."""
    joined: tuple[str, ...] = ()
    """Desks whose record the own organisation holds for the same person."""


@transaction.atomic
def search(*, request_id: UUID, values: Sequence[str] = (), code: str = "", by: Actor) -> int:
    """Look for exact values (a name's words, a number, an address), or take a signal by its code. How many are new.

    Nothing is read: a person opens what was found, one by one.
    """
    row = held(request_id, by)
    if row.state != "known":
        raise NotAllowed(_("Zoeken kan pas als contact veilig is en u weet wie vraagt."))
    found = 0
    for value in values:
        tokens = tokens_for(value, by=by)
        found += _find(row.id, tokens, "") if tokens else 0
    if code:
        found += _find(row.id, [], code.strip().upper())
    audit.record(action="subject.searched", objects=[row.id], kind="request", about=row.code, by=by)
    return found


def _find(request_id: UUID, tokens: list[int], code: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT subjects_find(%s, %s::bigint[], %s)", [request_id, tokens, code])
        return int(cursor.fetchone()[0])


def _item(item_id: UUID, by: Actor) -> tuple[Item, Request]:
    found = Item.objects.filter(id=item_id, organisation_id=by.own_organisation).first()
    if found is None:
        raise Http404
    request = held(found.request_id, by)
    if request.state != "known":
        raise NotAllowed(_("Dit verzoek is al klaar. Er is niets veranderd."))
    return found, request


@transaction.atomic
def open_item(*, item_id: UUID, by: Actor) -> Words:
    """Read what one item says. That it was opened, stays with the request and in the log of its signal."""
    item, request = _item(item_id, by)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM subjects_open(%s, %s)", [item.id, by.name])
        row = cursor.fetchone()
    if row is None:
        raise Http404
    audit.record(action="subject.item_opened", objects=[item.folder_id], ground=request.code, about=item.code, by=by)
    return _words(*row)


def _words(
    contribution_id: UUID,
    text: str,
    said_by: str,
    data: Any,  # noqa: ANN401
    places: Any,  # noqa: ANN401
    field: str,
    joined: list[str],
    found: Any,  # noqa: ANN401
) -> Words:
    """As the database brought them, opened with the keys that came along."""
    keys, table = Keys.read(found), "folders_contribution"
    data, places = (json.loads(value) if isinstance(value, str) else value for value in (data, places))
    card = open_json(Cell(table, "data", contribution_id), data, keys)
    open_in(places, keys, table="signals_place", columns=("text", "outside"))
    return Words(
        text=open_one(Cell(table, "text", contribution_id), text, keys),
        said_by=open_one(Cell(table, "said_by", contribution_id), said_by, keys),
        card=card.get("answers", card) if isinstance(card, dict) and not field else {},
        places=tuple(
            (place["kind"], ", ".join(filter(None, (place["text"], place["municipality"], place["outside"]))))
            for place in places
        ),
        field=field,
        joined=tuple(joined),
    )


@transaction.atomic
def decide_item(*, item_id: UUID, give: bool, ground: str = "", tells: str = "", by: Actor) -> None:
    """What is told of one item. Whoever withholds names the ground; nobody decides of what was not opened."""
    item, request = _item(item_id, by)
    if item.opened_at is None:
        raise NotAllowed(_("Open dit onderdeel eerst en lees het."))
    if not give and ground not in GROUNDS:
        raise NotAllowed(_("Kies op welke grond u dit niet vertelt."))
    if give and not tells.strip():
        raise NotAllowed(_("Schrijf wat de brief hierover zegt."))
    item.verdict, item.ground = ("give", "") if give else ("withhold", ground)
    item.tells = tells if give else ""
    item.decided_by, item.decided_at = by.name, timezone.now()
    seal(item, "tells", request_id=request.id, by=by)
    item.save(update_fields=["verdict", "ground", "tells", "decided_by", "decided_at"])
    audit.record(action="subject.item_decided", objects=[request.id], kind="request", about=request.code, by=by)


@transaction.atomic
def pass_to_desk(*, item_id: UUID, asks: str, by: Actor) -> None:
    """What should be corrected goes to the desk whose words it is; it corrects, or says why not (AVG 16)."""
    item, request = _item(item_id, by)
    item.asks, item.passed_at = asks, timezone.now()
    seal(item, "asks", request_id=request.id, by=by)
    item.save(update_fields=["asks", "passed_at"])
    audit.record(
        action="subject.correction_passed", objects=[item.folder_id], ground=request.code, about=item.code, by=by
    )
    tell_desk(item.desk_id, template="task", link=DESK_PAGE, by=by)


@transaction.atomic
def desk_answers(*, item_id: UUID, corrected: bool, says: str, by: Actor) -> None:
    """The desk has corrected its words in the signal, or says why they stay."""
    item = Item.objects.select_for_update(of=("self",)).filter(id=item_id, desk_id=by.own_desk).first()
    if item is None or item.passed_at is None:
        raise Http404
    if item.desk_at is not None:
        raise NotAllowed(_("Hier is al op geantwoord. Er is niets veranderd."))
    item.corrected, item.desk_says, item.desk_at = corrected, says, timezone.now()
    seal(item, "desk_says", request_id=item.request_id, by=by)
    item.save(update_fields=["corrected", "desk_says", "desk_at"])
    audit.record(action="subject.correction_answered", objects=[item.folder_id], about=item.code, by=by)


@transaction.atomic
def restrict_folder(*, request_id: UUID, folder_id: UUID, by: Actor) -> None:
    """What the own organisation brought to this signal is not shared further, on this request's ground (AVG 18)."""
    row = held(request_id, by)
    if row.state != "known" or not Item.objects.filter(request=row, folder_id=folder_id).exists():
        raise NotAllowed(_("Zoek eerst op waar het om gaat."))
    retention.restrict(folder_id=folder_id, ground=f"AVG 18, {row.code}", by=by)
