"""Two records of the same person are joined, with a reason, and parted again: each a row that stays."""

from __future__ import annotations

from uuid import UUID

from django.db import DatabaseError, connection, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.folders.models import PersonJoin, PersonRecord
from lantaarn.rules.transitions import NotAllowed
from lantaarn.vault.sealing import seal_rows

_REFUSED_BY_POLICY = "42501"


@transaction.atomic
def join(*, person_id: UUID, other_id: UUID, why: str, by: Actor) -> None:
    """These two are the same person. Both records stay as they are, and nobody sees more than before."""
    folder_id = _seen(person_id, other_id)
    if _is_joined(*_pair(person_id, other_id)):
        raise NotAllowed(_("Deze twee zijn al bij elkaar gezet."))
    _say(folder_id, person_id, other_id, same=True, why=why, by=by)
    audit.record(action="person.joined", objects=[person_id, other_id], kind="person", by=by)


@transaction.atomic
def part(*, person_id: UUID, other_id: UUID, why: str, by: Actor) -> None:
    """They are not the same person after all: said by the desk of either record, or by the one that joined them."""
    folder_id = _seen(person_id, other_id)
    if not _is_joined(*_pair(person_id, other_id)):
        raise NotAllowed(_("Deze twee staan niet meer bij elkaar. Misschien deed iemand anders het al."))
    try:
        with transaction.atomic():
            _say(folder_id, person_id, other_id, same=False, why=why, by=by)
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", "") != _REFUSED_BY_POLICY:
            raise
        told = _("Alleen de balie van een van beide personen, of wie hen bij elkaar zette, kan dit losmaken.")
        raise NotAllowed(told) from error
    audit.record(action="person.parted", objects=[person_id, other_id], kind="person", by=by)


def _pair(one: UUID, other: UUID) -> tuple[UUID, UUID]:
    """Always in the same order, so that a pair has one history."""
    first, second = sorted((one, other))
    return first, second


def _is_joined(first: UUID, second: UUID) -> bool:
    """The last word on this pair, locked until the transaction ends: two people may say something at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{first}{second}"])
    last = PersonJoin.objects.filter(first_id=first, second_id=second).order_by("-at").first()
    return last is not None and last.same


def _seen(person_id: UUID, other_id: UUID) -> UUID:
    """The folder of the first; missing for who does not see both."""
    folders = dict(PersonRecord.objects.filter(id__in=[person_id, other_id]).values_list("id", "folder_id"))
    if len(folders) < 2:
        raise Http404
    return folders[person_id]


def _say(folder_id: UUID, person_id: UUID, other_id: UUID, *, same: bool, why: str, by: Actor) -> None:
    if not why.strip():
        raise NotAllowed(_("Schrijf waarom. Een ander moet het kunnen nagaan."))
    if by.user_id is None:
        raise Http404
    first, second = _pair(person_id, other_id)
    row = PersonJoin(
        region_id=by.region,
        folder_id=folder_id,
        first_id=first,
        second_id=second,
        same=same,
        why=why,
        desk_id=by.own_desk,
        said_by=by.user_id,
        at=timezone.now(),
    )
    seal_rows([row], folder_id=folder_id, by=by)
    row.save(force_insert=True)
