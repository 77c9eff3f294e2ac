"""The folder of a signal, and the contributions that desks put into it. Contributions are never overwritten."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from lantaarn.context.fields import means, technical
from lantaarn.network.models import Desk, Organisation, Region
from lantaarn.vault.fields import SealedJSON, SealedText

KINDS = ("observed", "stated", "interpreted", "card", "checked", "place")
"""observed, stated and interpreted stay apart; card: answers of the indicator card; checked: enrichment by a desk;
place: what a row of places says, so that it goes where the contribution goes."""

CATEGORIES = ("person", "contact", "place", "phenomenon", "care", "health", "criminal", "administrative")
DOMAINS = ("care", "safety", "municipality", "company", "citizen", "anonymous_line", "unknown")


class Folder(models.Model):
    """What holds a signal together. Who may see it stands in the grants."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    kind = models.TextField(choices=[("signal", "signal")], default="signal", **technical("case"))
    opened_at = models.DateTimeField(**means("internal", "administrative", "case"))
    opened_for = models.ForeignKey(Desk, models.PROTECT, **technical("case"))


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

    class Meta:
        ordering = ("at",)
        indexes: ClassVar = [models.Index(fields=["folder", "at"], name="contribution_folder")]
