"""A region's decision tables and their life: draft, proved, adopted, active, retired."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from lantaarn.context.fields import means, technical
from lantaarn.network.models import Body, Region, User

STATES = ("draft", "proved", "adopted", "active", "retired")


class TableVersion(models.Model):
    """One version of a table. From proved on its texts are fixed; the database refuses a change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    kind = models.TextField(choices=[("route", "route")], **means("none", "table", "region"))
    number = models.PositiveIntegerField(**means("none", "table", "region"))
    state = models.TextField(choices=[(s, s) for s in STATES], default="draft", **means("none", "table", "region"))
    dmn = models.TextField(**means("none", "table", "region"))
    files = models.JSONField(default=dict, blank=True, **means("none", "table", "region"))
    """The other files of the pack in this version's time (facts, tasks, agreements); empty: the region's own."""
    source = models.TextField(choices=[("pack", "pack"), ("screen", "screen")], **means("none", "table", "region"))
    note = models.TextField(blank=True, **means("none", "table", "region"))
    based_on = models.ForeignKey("self", models.PROTECT, null=True, blank=True, **technical())
    made_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", **technical())
    made_at = models.DateTimeField(auto_now_add=True, **means("none", "table", "region"))
    changed_at = models.DateTimeField(auto_now=True, **means("none", "table", "region"))
    changes = models.JSONField(default=list, blank=True, **means("none", "table", "region"))
    """What was edited on a screen, in order: enough to tell a second editor, and to undo the last."""
    proof = models.JSONField(null=True, blank=True, **means("none", "table", "region"))
    proved_at = models.DateTimeField(null=True, blank=True, **means("none", "table", "region"))
    adopted_by = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, **technical())
    adopted_on = models.DateField(null=True, blank=True, **means("none", "table", "region"))
    active_from = models.DateTimeField(null=True, blank=True, **means("none", "table", "region"))
    retired_at = models.DateTimeField(null=True, blank=True, **means("none", "table", "region"))

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["region", "kind", "number"], name="version_number"),
            models.UniqueConstraint(fields=["region", "kind"], condition=Q(state="active"), name="one_active_version"),
            models.CheckConstraint(
                condition=~Q(state__in=["adopted", "active"])
                | (Q(adopted_by__isnull=False) & Q(adopted_on__isnull=False)),
                name="adopted_has_body_and_date",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(proved_at__isnull=False), name="beyond_draft_is_proved"
            ),
        ]
