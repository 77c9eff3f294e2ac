"""Requests of data subjects, and what was found for each. What people say is sealed, with a key per request."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from lantaarn.context.fields import means, technical
from lantaarn.network.models import Desk, Organisation, Region
from lantaarn.subjects.grounds import GROUNDS
from lantaarn.subjects.states import ANSWERS, ASKED_BY, CHANNELS, CONTACT, IDENTITY, KINDS, REQUEST
from lantaarn.vault.fields import SealedText

_ADMIN = means("internal", "administrative", "case")


def _choice(*codes: str) -> list[tuple[str, str]]:
    return [(code, code) for code in codes]


class Request(models.Model):
    """Somebody asks one organisation what it knows, or asks it to correct, restrict or stop."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, **technical("case"))
    """The controller that answers: each for its own part."""
    code = models.TextField(**_ADMIN)
    kind = models.TextField(choices=_choice(*KINDS), **_ADMIN)
    state = models.TextField(choices=_choice(*REQUEST.states), default="received", **_ADMIN)
    asked_by = models.TextField(choices=_choice(*ASKED_BY), **_ADMIN)
    channel = models.TextField(choices=_choice(*CHANNELS), **_ADMIN)
    received_on = models.DateField(**_ADMIN)
    due_on = models.DateField(**_ADMIN)
    extended_on = models.DateField(null=True, **_ADMIN)
    extended_why = models.TextField(blank=True, **_ADMIN)
    received_by = models.TextField(**_ADMIN)
    name = SealedText(**means("personal", "person", "case"))
    reach = SealedText(blank=True, **means("personal", "contact", "case"))
    words = SealedText(blank=True, **means("special", "free text", "case"))
    safe_contact = SealedText(blank=True, **means("special", "contact", "case"))
    """How to reach the person safely: hours, a codeword, never at home."""
    never_call = models.BooleanField(default=False, **means("personal", "contact", "case"))
    contact = models.TextField(blank=True, choices=_choice(*CONTACT), **means("special", "contact", "case"))
    contact_note = SealedText(blank=True, **means("special", "free text", "case"))
    contact_by = models.TextField(blank=True, **_ADMIN)
    contact_at = models.DateTimeField(null=True, **_ADMIN)
    identity = models.TextField(blank=True, choices=_choice(*IDENTITY), **_ADMIN)
    identity_by = models.TextField(blank=True, **_ADMIN)
    identity_at = models.DateTimeField(null=True, **_ADMIN)
    answer = models.TextField(blank=True, choices=_choice(*ANSWERS), **_ADMIN)
    answer_ground = models.TextField(blank=True, **_ADMIN)
    answer_words = SealedText(blank=True, **means("special", "free text", "case"))
    tells_readers = models.BooleanField(default=False, **_ADMIN)
    ended_at = models.DateTimeField(null=True, **_ADMIN)
    ended_by = models.TextField(blank=True, **_ADMIN)
    ended_why = models.TextField(blank=True, **_ADMIN)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["region", "code"], name="request_code")]
        indexes: ClassVar = [models.Index(fields=["organisation", "due_on"], name="request_due")]


class Item(models.Model):
    """One statement of the own organisation that may be about who asks; a person decides of each."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, **technical("case"))
    request = models.ForeignKey(Request, models.PROTECT, related_name="items", **technical("case"))
    folder_id = models.UUIDField(**technical("case"))
    code = models.TextField(**_ADMIN)
    contribution_id = models.UUIDField(**technical("case"))
    desk = models.ForeignKey(Desk, models.PROTECT, **technical("case"))
    """Whose words it is: this desk corrects."""
    kind = models.TextField(**_ADMIN)
    category = models.TextField(**_ADMIN)
    at = models.DateTimeField(**_ADMIN)
    opened_at = models.DateTimeField(null=True, **_ADMIN)
    opened_by = models.TextField(blank=True, **_ADMIN)
    verdict = models.TextField(blank=True, choices=_choice("give", "withhold"), **_ADMIN)
    ground = models.TextField(blank=True, choices=_choice(*GROUNDS), **_ADMIN)
    tells = SealedText(blank=True, **means("special", "free text", "case"))
    """What the letter says of it."""
    decided_by = models.TextField(blank=True, **_ADMIN)
    decided_at = models.DateTimeField(null=True, **_ADMIN)
    asks = SealedText(blank=True, **means("special", "free text", "case"))
    """What should be corrected, for the desk whose words it is."""
    passed_at = models.DateTimeField(null=True, **_ADMIN)
    corrected = models.BooleanField(null=True, **_ADMIN)
    """What the desk did: corrected, or left as it is, with the reason."""
    desk_says = SealedText(blank=True, **means("special", "free text", "case"))
    desk_at = models.DateTimeField(null=True, **_ADMIN)

    class Meta:
        ordering = ("at",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["request", "contribution_id"], name="item_once")]
        indexes: ClassVar = [models.Index(fields=["desk"], name="item_passed")]
