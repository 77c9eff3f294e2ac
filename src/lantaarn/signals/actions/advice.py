"""Advice: a professional thinks aloud with a desk, without names; it is noted in twenty seconds and counted."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lantaarn.audit import actions as audit
from lantaarn.context.actor import Actor
from lantaarn.rules.transitions import NotAllowed
from lantaarn.signals.models import Advice
from lantaarn.signals.models.signal import EXPLOITATION

ASKED_FROM = ("municipality", "care", "school", "police", "housing", "company", "other")
OUTCOMES = ("advised", "will_report", "other_place")


@transaction.atomic
def note_advice(*, asked_from: str, about: str, outcome: str, by: Actor) -> None:
    """Count one conversation. There is no field for a name, and that is the point."""
    if asked_from not in ASKED_FROM or about not in EXPLOITATION or outcome not in OUTCOMES:
        raise NotAllowed(_("Kies bij elke vraag een antwoord uit de lijst."))
    row = Advice(
        region_id=by.region,
        desk_id=by.own_desk,
        organisation_id=by.own_organisation,
        at=timezone.now(),
        asked_from=asked_from,
        about=about,
        outcome=outcome,
    )
    row.save(force_insert=True)
    audit.record(action="advice.noted", objects=[row.id], kind="advice", by=by)
