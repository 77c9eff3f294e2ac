"""The log of reads, writes and denials: append-only, in partitions by month, without foreign keys."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from lantaarn.context.fields import means, technical


class Event(models.Model):
    """One use of case data (NEN 7513: who, as what, when, why, on which ground). Its objects stand in EventObject."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    at = models.DateTimeField()
    region_id = models.TextField()
    organisation_id = models.UUIDField(null=True)
    desk_id = models.UUIDField(null=True)
    user_id = models.UUIDField(null=True)
    who = models.TextField()
    role = models.TextField()
    desk = models.TextField()
    action = models.TextField()
    purpose = models.TextField()
    ground = models.TextField()
    outcome = models.TextField()
    about = models.TextField()
    objects_count = models.IntegerField()
    trace = models.TextField()
    took_ms = models.IntegerField(null=True)

    class Meta:
        managed = False
        db_table = "audit_event"


class EventObject(models.Model):
    """One object of an event, with how it was used: 'who saw this signal' is one look-up in an index."""

    event_id = models.UUIDField()
    at = models.DateTimeField()
    region_id = models.TextField()
    organisation_id = models.UUIDField(null=True)
    object_id = models.UUIDField(primary_key=True)
    kind = models.TextField()
    role = models.TextField()
    desk = models.TextField()
    action = models.TextField()
    ground = models.TextField()
    outcome = models.TextField()

    class Meta:
        managed = False
        db_table = "audit_event_object"


class Seen(models.Model):
    """A privacy officer looked at a use that stood out, and noted what it was. Written once, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("log"))
    region_id = models.TextField(**technical("log"))
    organisation_id = models.UUIDField(**technical("log"))
    finding = models.TextField(**technical("log"))
    note = models.TextField(**means("internal", "log", "log"))
    by_user_id = models.UUIDField(**technical("log"))
    who = models.TextField(**means("internal", "log", "log"))
    at = models.DateTimeField(**technical("log"))

    class Meta:
        db_table = "audit_seen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation_id", "finding"], name="audit_seen_once"),
        ]
