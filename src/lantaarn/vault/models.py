"""Keys as the database holds them: wrapped, so that the database alone can open nothing; and the tokens of search.

The vault stands below the network: organisations, desks and folders are named without foreign keys.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from lantaarn.context.fields import means, technical


class OrganisationKey(models.Model):
    """A version of an organisation's key, wrapped by the key provider, which lies outside the database."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("region"))
    region_id = models.TextField(**technical("region"))
    organisation_id = models.UUIDField(**technical("region"))
    version = models.PositiveIntegerField(**technical("region"))
    provider = models.TextField(**technical("region"))
    wrapped = models.TextField(**technical("region"))
    made_at = models.DateTimeField(**technical("region"))
    retired_at = models.DateTimeField(null=True, **technical("region"))
    """New keys are wrapped by a newer version; what this one wrapped still opens."""

    class Meta:
        db_table = "vault_orgkey"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation_id", "version"], name="orgkey_version"),
            models.UniqueConstraint(
                fields=["organisation_id"], condition=Q(retired_at__isnull=True), name="orgkey_current"
            ),
        ]


class DataKey(models.Model):
    """The key of what one desk brought into one folder and what is kept equally long, wrapped by its organisation's.

    Without a folder it is a key of the organisation as a whole: of its search, of its lines in the log. A destroyed
    key has lost its bytes: what it locked stays unreadable for ever.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region_id = models.TextField(**technical("case"))
    folder_id = models.UUIDField(null=True, **technical("case"))
    desk_id = models.UUIDField(null=True, **technical("case"))
    organisation_id = models.UUIDField(**technical("case"))
    keep = models.TextField(**means("none", "technical", "case"))
    """The retention class: what goes together, goes by one key."""
    org_key = models.ForeignKey(OrganisationKey, models.PROTECT, **technical("case"))
    wrapped = models.BinaryField(**technical("case"))
    made_at = models.DateTimeField(**technical("case"))
    destroyed_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))

    class Meta:
        db_table = "vault_datakey"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["folder_id", "desk_id", "keep"],
                condition=Q(destroyed_at__isnull=True, folder_id__isnull=False),
                name="datakey_live",
            ),
            models.UniqueConstraint(
                fields=["organisation_id", "keep"],
                condition=Q(destroyed_at__isnull=True, folder_id__isnull=True),
                name="datakey_of_organisation",
            ),
            models.CheckConstraint(
                condition=Q(destroyed_at__isnull=True) | Q(wrapped=b""), name="datakey_destroyed_is_empty"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["folder_id"], name="datakey_folder")]


class Token(models.Model):
    """That a desk wrote a word or a personal value in a folder; which one, only its organisation's key can tell."""

    pk = models.CompositePrimaryKey("desk_id", "token", "folder_id")
    region_id = models.TextField(**technical("case"))
    organisation_id = models.UUIDField(**technical("case"))
    desk_id = models.UUIDField(**technical("case"))
    token = models.BigIntegerField(**technical("case"))
    folder_id = models.UUIDField(**technical("case"))
    kind = models.TextField(**technical("case"))

    class Meta:
        db_table = "vault_token"
        indexes: ClassVar = [
            models.Index(fields=["folder_id"], name="token_folder"),
            models.Index(fields=["organisation_id", "token"], condition=~Q(kind="word"), name="token_personal"),
        ]
