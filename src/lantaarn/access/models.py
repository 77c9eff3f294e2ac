"""Grants: one row per desk and folder. The application cannot write them; functions of the database do."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from lantaarn.context.fields import means, technical
from lantaarn.network.models import Desk, Region


class Grant(models.Model):
    """This desk may see this folder, on this ground, since then. The folder is named without a foreign key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    folder_id = models.UUIDField(**technical("case"))
    desk = models.ForeignKey(Desk, models.PROTECT, **technical("case"))
    ground = models.TextField(**means("internal", "administrative", "case"))
    purpose = models.TextField(**means("internal", "administrative", "case"))
    given_by_desk = models.UUIDField(null=True, **technical("case"))
    given_by_user = models.UUIDField(null=True, **technical("case"))
    given_at = models.DateTimeField(**means("internal", "administrative", "case"))
    revoked_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    revoked_why = models.TextField(blank=True, **means("internal", "administrative", "case"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["folder_id", "desk"], condition=Q(revoked_at__isnull=True), name="one_grant"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["folder_id"], name="grant_folder"),
            models.Index(fields=["desk", "folder_id"], condition=Q(revoked_at__isnull=True), name="grant_live"),
            models.Index(fields=["desk", "-given_at"], condition=Q(revoked_at__isnull=True), name="grant_recent"),
        ]
