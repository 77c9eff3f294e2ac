"""The log of reads, writes and denials: append-only, in partitions by month, without foreign keys."""

from __future__ import annotations

import uuid

from django.db import models


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
