"""When what goes, what is held back, what was erased, and what may not be shared further."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from lantaarn.context.fields import means, technical
from lantaarn.network.models import Organisation, Region


class Clock(models.Model):
    """The clock of one class of data in one folder, by a rule of the region's pack."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    folder_id = models.UUIDField(**technical("case"))
    code = models.TextField(**means("internal", "administrative", "case"))
    """Of the signal: what people call the folder."""
    keep = models.TextField(**means("none", "retention", "case"))
    rule = models.TextField(**means("none", "retention", "case"))
    term = models.TextField(**means("none", "retention", "case"))
    starts = models.TextField(**means("none", "retention", "case"))
    source = models.TextField(**means("none", "retention", "case"))
    destroys = models.BooleanField(**means("none", "retention", "case"))
    adopted = models.BooleanField(**means("none", "retention", "case"))
    organisations = ArrayField(models.UUIDField(), **technical("case"))
    """Those that brought something: their privacy officers see this clock."""
    starts_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    """Empty while the signal is open."""
    ends_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    held_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    held_by = models.TextField(blank=True, **means("internal", "administrative", "case"))
    held_why = models.TextField(blank=True, **means("internal", "administrative", "case"))
    erased_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))

    class Meta:
        db_table = "access_clock"
        constraints: ClassVar = [models.UniqueConstraint(fields=["folder_id", "keep"], name="clock_once")]
        indexes: ClassVar = [
            models.Index(
                fields=["region", "ends_at"],
                condition=Q(erased_at__isnull=True, ends_at__isnull=False),
                name="clock_due",
            ),
        ]


class ErasureOrder(models.Model):
    """What an organisation decided to erase of its own part before the clock ran out; the queue carries it out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    folder_id = models.UUIDField(**technical("case"))
    code = models.TextField(**means("internal", "administrative", "case"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, **technical("case"))
    ground = models.TextField(**means("internal", "administrative", "case"))
    ordered_at = models.DateTimeField(**means("internal", "administrative", "case"))
    ordered_by = models.TextField(**means("internal", "administrative", "case"))
    done_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))

    class Meta:
        db_table = "access_erasure_order"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["folder_id", "organisation"], condition=Q(done_at__isnull=True), name="order_once"
            ),
        ]


class Erasure(models.Model):
    """One erasure, as the ledger outside has it: what went, when, on which ground, by whom, how much."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("log"))
    seq = models.BigIntegerField(unique=True, **technical("log"))
    line = models.TextField(**means("internal", "administrative", "log"))
    """The ledger's line as it was written; its hash is over this and the hash before it."""
    hash = models.CharField(max_length=64, **technical("log"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("log"))
    folder_id = models.UUIDField(**technical("log"))
    code = models.TextField(**means("internal", "administrative", "log"))
    keep = models.TextField(**means("none", "retention", "log"))
    organisation_id = models.UUIDField(null=True, **technical("log"))
    """Whose part; empty: everybody's."""
    organisations = ArrayField(models.UUIDField(), **technical("log"))
    ground = models.TextField(**means("internal", "administrative", "log"))
    by = models.TextField(**means("internal", "administrative", "log"))
    at = models.DateTimeField(**means("internal", "administrative", "log"))
    counts = models.JSONField(**means("none", "retention", "log"))
    replayed_at = models.DateTimeField(null=True, **means("none", "retention", "log"))
    """When it was done again in a database that came back from a backup."""

    class Meta:
        db_table = "access_erasure"
        indexes: ClassVar = [models.Index(fields=["folder_id"], name="erasure_folder")]


class Restriction(models.Model):
    """What an organisation brought to a folder may not be shared further: a data subject asked so (AVG 18, 21)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    folder_id = models.UUIDField(**technical("case"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, **technical("case"))
    ground = models.TextField(**means("internal", "administrative", "case"))
    since = models.DateTimeField(**means("internal", "administrative", "case"))
    by = models.TextField(**means("internal", "administrative", "case"))
    ended_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    ended_why = models.TextField(blank=True, **means("internal", "administrative", "case"))

    class Meta:
        db_table = "access_restriction"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["folder_id", "organisation"], condition=Q(ended_at__isnull=True), name="restricted_once"
            ),
        ]
