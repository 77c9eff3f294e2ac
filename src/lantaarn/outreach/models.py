"""A plain record of what was done to make people see: trainings, information meetings, campaigns; no names."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from lantaarn.context.fields import means, technical
from lantaarn.network.models import Municipality, Organisation, Region, User

KINDS = ("training", "information", "campaign")
AUDIENCES = (
    "focal_points",
    "all_staff",
    "counter",
    "inspectors",
    "social_domain",
    "care",
    "schools",
    "businesses",
    "residents",
    "people_at_risk",
    "other",
)
"""For whom: a closed list, so that a programme can ask how many were held for counter staff."""
STATES = ("planned", "held", "cancelled")


class Training(models.Model):
    """One training, information meeting or campaign: planned, held or cancelled, and how many came."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    kind = models.TextField(choices=[(k, k) for k in KINDS], **means("none", "training", "region"))
    audience = models.TextField(choices=[(a, a) for a in AUDIENCES], **means("none", "training", "region"))
    title = models.CharField(max_length=200, **means("none", "training", "region"))
    on_day = models.DateField(**means("none", "training", "region"))
    until_day = models.DateField(null=True, blank=True, **means("none", "training", "region"))
    state = models.TextField(choices=[(s, s) for s in STATES], **means("none", "training", "region"))
    given_by = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, **technical())
    given_by_other = models.TextField(blank=True, **means("none", "training", "region"))
    """A trainer from outside the network."""
    people = models.PositiveIntegerField(null=True, blank=True, **means("none", "training", "region"))
    cancelled_why = models.TextField(blank=True, **means("internal", "training", "region"))
    made_at = models.DateTimeField(**technical())
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", **technical("account"))
    changed_at = models.DateTimeField(**technical())

    class Meta:
        ordering = ("-on_day", "title")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until_day__isnull=True) | Q(until_day__gte=models.F("on_day")), name="training_period"
            ),
            models.CheckConstraint(condition=~Q(state="cancelled") | ~Q(cancelled_why=""), name="cancelled_has_reason"),
        ]
        indexes: ClassVar = [models.Index(fields=["region", "state", "on_day"], name="training_counted")]


class Reached(models.Model):
    """People of which municipality a training reached; none for the whole region."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    training = models.ForeignKey(Training, models.CASCADE, related_name="reached", **technical())
    municipality = models.ForeignKey(Municipality, models.PROTECT, **technical())
    people = models.PositiveIntegerField(null=True, blank=True, **means("none", "training", "region"))

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["training", "municipality"], name="reached_once")]
