"""The folder of a signal, and the contributions that desks put into it. Contributions are never overwritten."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from lantaarn.context.fields import means, technical
from lantaarn.network.models import Desk, Organisation, Region
from lantaarn.vault.fields import SealedJSON, SealedText

KINDS = ("observed", "stated", "interpreted", "card", "checked", "place")
"""observed, stated and interpreted stay apart; card: answers of the indicator card; checked: enrichment by a desk;
place: what a row of places says, so that it goes where the contribution goes."""

CATEGORIES = ("person", "contact", "place", "phenomenon", "care", "health", "criminal", "administrative")
DOMAINS = ("care", "safety", "municipality", "company", "citizen", "anonymous_line", "unknown")
FIELDS = ("name", "birth_date", "gender", "citizenship", "language", "role", "phone", "email", "address")
"""What a contribution can say of a person."""


class Folder(models.Model):
    """What holds a signal together. Who may see it stands in the grants."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    kind = models.TextField(choices=[("signal", "signal")], default="signal", **technical("case"))
    opened_at = models.DateTimeField(**means("internal", "administrative", "case"))
    opened_for = models.ForeignKey(Desk, models.PROTECT, **technical("case"))


class PersonRecord(models.Model):
    """What one desk knows of one person in one folder. The row itself says nothing: its contributions do.

    It is seen by whoever sees at least one of them. Another desk that knows the same person has a record of its own.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    folder = models.ForeignKey(Folder, models.PROTECT, **technical("case"))
    desk = models.ForeignKey(Desk, models.PROTECT, **technical("case"))
    made_at = models.DateTimeField(**means("internal", "administrative", "case"))


class Contribution(models.Model):
    """One statement, of one category, owned by the desk that brought it, with where it came from."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    folder = models.ForeignKey(Folder, models.PROTECT, **technical("case"))
    desk = models.ForeignKey(Desk, models.PROTECT, **technical("case"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, **technical("case"))
    brought_by = models.UUIDField(null=True, **technical("case"))
    by_reporter = models.BooleanField(default=False, **means("internal", "administrative", "case"))
    domain = models.TextField(choices=[(d, d) for d in DOMAINS], **means("internal", "administrative", "case"))
    kind = models.TextField(choices=[(k, k) for k in KINDS], **means("internal", "administrative", "case"))
    category = models.TextField(choices=[(c, c) for c in CATEGORIES], **means("internal", "administrative", "case"))
    text = SealedText(blank=True, **means("special", "free text", "case"))
    data = SealedJSON(default=dict, **means("special", "indicator card or check", "case"))
    said_by = SealedText(blank=True, **means("personal", "person", "case"))
    source = SealedText(blank=True, **means("personal", "free text", "case"))
    ground = SealedText(blank=True, **means("personal", "free text", "case"))
    at = models.DateTimeField(**means("internal", "administrative", "case"))
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, **technical("case"))
    person = models.ForeignKey(PersonRecord, models.PROTECT, null=True, blank=True, db_index=False, **technical("case"))
    field = models.TextField(
        blank=True,
        default="",
        choices=[(f, f) for f in FIELDS],
        **means("internal", "administrative", "case"),
    )
    """What it says of the person."""

    class Meta:
        ordering = ("at",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=True, field="") | Q(person__isnull=False, field__in=FIELDS),
                name="person_has_field",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["folder", "at"], name="contribution_folder"),
            models.Index(fields=["person"], condition=Q(person__isnull=False), name="contribution_person"),
        ]


class PersonJoin(models.Model):
    """A desk says that two records are the same person, or takes that back. The last word on a pair holds.

    Rows are added and never changed, so that the history of a pair stays. Nothing moves from one record to the other.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    folder = models.ForeignKey(Folder, models.PROTECT, **technical("case"))
    """Where it was said: the reason lies under the desk's key of this folder."""
    first = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+", db_index=False, **technical("case"))
    second = models.ForeignKey(PersonRecord, models.PROTECT, related_name="+", **technical("case"))
    same = models.BooleanField(**means("internal", "administrative", "case"))
    why = SealedText(**means("special", "free text", "case"))
    desk = models.ForeignKey(Desk, models.PROTECT, **technical("case"))
    said_by = models.UUIDField(**technical("case"))
    at = models.DateTimeField(**means("internal", "administrative", "case"))

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="join_of_two"),
            models.CheckConstraint(condition=~Q(why=""), name="join_has_reason"),
        ]
        indexes: ClassVar = [models.Index(fields=["first", "second", "-at"], name="join_last")]
