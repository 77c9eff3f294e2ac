"""A region's decision tables and their life: draft, proved, adopted, active, retired."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from lantaarn.context.fields import means, technical
from lantaarn.network.models import Body, Organisation, Region, User

KINDS = ("route", "sharing")
STATES = ("draft", "proved", "adopted", "active", "retired")
ADVICE = ("positive", "conditional", "negative")


class TableVersion(models.Model):
    """One version of a table. From proved on its texts are fixed; the database refuses a change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    kind = models.TextField(choices=[(k, k) for k in KINDS], **means("none", "table", "region"))
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
                | (Q(adopted_on__isnull=False) & (Q(adopted_by__isnull=False) | Q(kind="sharing"))),
                name="adopted_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(proved_at__isnull=False), name="beyond_draft_is_proved"
            ),
        ]


class Agreement(models.Model):
    """A party of the covenant agreed to this version of the sharing table: who with a mandate said so, and when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    version = models.ForeignKey(TableVersion, models.PROTECT, related_name="agreements", **technical())
    organisation = models.ForeignKey(Organisation, models.PROTECT, **technical())
    agreed_by = models.TextField(**means("personal", "person", "region"))
    agreed_on = models.DateField(**means("none", "table", "region"))
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+", **technical())
    noted_at = models.DateTimeField(auto_now_add=True, **means("none", "table", "region"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "organisation"], name="one_agreement_per_party"),
        ]


class OfficerAdvice(models.Model):
    """What the data protection officer advised about this version, and what the parties do with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    version = models.OneToOneField(TableVersion, models.PROTECT, related_name="advice", **technical())
    outcome = models.TextField(choices=[(a, a) for a in ADVICE], **means("none", "table", "region"))
    text = models.TextField(**means("none", "table", "region"))
    answer = models.TextField(blank=True, **means("none", "table", "region"))
    """What the parties do with conditions, or why they go on against the advice."""
    given_by = models.TextField(**means("personal", "person", "region"))
    given_on = models.DateField(**means("none", "table", "region"))
    noted_by = models.ForeignKey(User, models.PROTECT, related_name="+", **technical())
    noted_at = models.DateTimeField(auto_now=True, **means("none", "table", "region"))

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(outcome="positive") | ~Q(answer=""), name="advice_is_answered"),
        ]
