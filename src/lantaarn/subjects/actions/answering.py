"""The answer: made of what a person decided item by item, or telling nothing at all."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.rules.transitions import NotAllowed
from lantaarn.subjects.actions.receiving import held
from lantaarn.subjects.models import Item, Request
from lantaarn.subjects.sealing import seal
from lantaarn.subjects.states import REQUEST


def answer_follows(row: Request) -> str:
    """Which answer follows from what was decided; NotAllowed while something is open."""
    items = list(Item.objects.filter(request=row))
    if row.kind != "access":
        if any(item.passed_at and not item.desk_at for item in items):
            raise NotAllowed(_("Een balie heeft nog niet geantwoord op wat u doorgaf."))
        return "done"
    if any(not item.verdict for item in items):
        raise NotAllowed(_("Beslis eerst over elk onderdeel dat is gevonden."))
    about = [item for item in items if item.ground != "not_about"]
    given = [item for item in about if item.verdict == "give"]
    if not about:
        return "nothing"
    return "given" if len(given) == len(about) else ("partly" if given else "refused")


@transaction.atomic
def answer(*, request_id: UUID, words: str, tells_readers: bool, by: Actor) -> str:
    """Close with the answer that follows from the decisions; `words` are the person's own sentences in the letter."""
    row = held(request_id, by)
    step = REQUEST.check("answer", row.state)
    found = answer_follows(row)
    if found == "done" and not words.strip():
        raise NotAllowed(_("Schrijf wat u hebt gedaan, of waarom niet: dat komt in de brief."))
    row.state, row.answer, row.answer_words, row.tells_readers = step.end, found, words, tells_readers
    _close(row, by)
    return found


@transaction.atomic
def tell_nothing(*, request_id: UUID, ground: str, by: Actor) -> None:
    """Neither confirm nor deny (AVG 23, UAVG 41): the same letter whether something is held or not.

    Possible at every moment, also before anything was searched: a trafficker may make a victim ask.
    """
    row = held(request_id, by)
    row.state = REQUEST.check("tell_nothing", row.state).end
    row.answer, row.answer_ground, row.answer_words, row.tells_readers = "neither", ground, "", False
    _close(row, by)


def _close(row: Request, by: Actor) -> None:
    row.ended_at, row.ended_by = timezone.now(), by.name
    seal(row, "answer_words", request_id=row.id, by=by)
    row.save(
        update_fields=["state", "answer", "answer_ground", "answer_words", "tells_readers", "ended_at", "ended_by"]
    )
    audit.record(action="subject.answered", objects=[row.id], kind="request", about=row.code, by=by)


def letter_made(*, request_id: UUID, code: str, by: Actor) -> None:
    """The letter was printed or taken along."""
    audit.record(action="subject.letter_made", objects=[request_id], kind="request", about=code, by=by)
