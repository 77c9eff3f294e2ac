"""Grants, shares, disclosures, consents and emergencies. The application writes almost none: functions do, and check.

A grant shows that a folder exists and how it goes. What somebody said is seen through a disclosure, one per share.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from lantaarn.context.fields import means, technical
from lantaarn.network.models import Desk, Organisation, Region
from lantaarn.tables.models import TableVersion
from lantaarn.vault.fields import SealedText

SHARE_STATES = ("waiting_second", "in_force", "ended", "refused")
CONSENT_KINDS = ("avg_consent", "secrecy_permission")
AGE_GROUPS = ("under_12", "from_12", "from_16", "unknown")
GIVEN_BY = ("self", "parents", "both", "representative")
HOW = ("spoken", "written")


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
    ends_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    """Of an emergency: this sight ends by itself."""
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


class Consent(models.Model):
    """What a person said yes or no to: consent of the AVG, or permission that lifts a secret: two things."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    folder_id = models.UUIDField(**technical("case"))
    desk = models.ForeignKey(Desk, models.PROTECT, **technical("case"))
    kind = models.TextField(choices=[(k, k) for k in CONSENT_KINDS], **means("internal", "administrative", "case"))
    subject = SealedText(**means("special", "person", "case"))
    age_group = models.TextField(choices=[(a, a) for a in AGE_GROUPS], **means("personal", "person", "case"))
    given_by = models.TextField(choices=[(g, g) for g in GIVEN_BY], **means("personal", "person", "case"))
    how = models.TextField(choices=[(h, h) for h in HOW], **means("internal", "administrative", "case"))
    told = SealedText(**means("special", "free text", "case"))
    scope_kinds = ArrayField(models.TextField(), **means("internal", "administrative", "case"))
    """The kinds of recipients that were named when it was asked."""
    categories = ArrayField(models.TextField(), **means("internal", "administrative", "case"))
    given_at = models.DateTimeField(**means("internal", "administrative", "case"))
    asked_by = models.UUIDField(**technical("case"))
    valid_until = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    withdrawn_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    withdrawn_why = SealedText(blank=True, **means("special", "free text", "case"))
    refused = models.BooleanField(default=False, **means("internal", "administrative", "case"))

    class Meta:
        indexes: ClassVar = [models.Index(fields=["folder_id"], name="consent_folder")]


class Share(models.Model):
    """One act of sharing: who, to whom, on which ground, for what. `to_desk` empty: on paper, to a party outside."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    folder_id = models.UUIDField(**technical("case"))
    from_desk = models.ForeignKey(Desk, models.PROTECT, related_name="shares_out", **technical("case"))
    from_organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", **technical("case"))
    to_desk = models.ForeignKey(Desk, models.PROTECT, null=True, related_name="shares_in", **technical("case"))
    to_kind = models.TextField(**means("internal", "administrative", "case"))
    to_organisation = models.TextField(blank=True, **means("internal", "administrative", "case"))
    ground = models.TextField(**means("internal", "administrative", "case"))
    purpose = models.TextField(**means("internal", "administrative", "case"))
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, **technical("case"))
    table_version = models.ForeignKey(TableVersion, models.PROTECT, null=True, **technical("case"))
    note = SealedText(blank=True, **means("special", "free text", "case"))
    follows = models.BooleanField(default=False, **means("internal", "administrative", "case"))
    """What the sharer adds later goes along, where the same terms let it."""
    automatic = models.BooleanField(default=False, **means("internal", "administrative", "case"))
    """Made by the route; else a person chose line by line."""
    state = models.TextField(choices=[(s, s) for s in SHARE_STATES], **means("internal", "administrative", "case"))
    made_by_user = models.UUIDField(null=True, **technical("case"))
    made_at = models.DateTimeField(**means("internal", "administrative", "case"))
    second_user = models.UUIDField(null=True, **technical("case"))
    second_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    until = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    ended_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    ended_why = SealedText(blank=True, **means("special", "free text", "case"))

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(second_user__isnull=True) | ~Q(second_user=F("made_by_user")), name="second_is_another"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["folder_id", "from_desk"], name="share_folder"),
            models.Index(fields=["from_organisation"], condition=Q(state="waiting_second"), name="share_waiting"),
            models.Index(fields=["consent"], condition=Q(consent__isnull=False), name="share_consent"),
        ]


class ShareLine(models.Model):
    """What the table said of one contribution in one share, and whether it went along; what stayed behind is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    share = models.ForeignKey(Share, models.PROTECT, related_name="lines", **technical("case"))
    contribution_id = models.UUIDField(**technical("case"))
    category = models.TextField(**means("internal", "administrative", "case"))
    verdict = models.TextField(**means("internal", "administrative", "case"))
    article = models.TextField(blank=True, **means("none", "table", "case"))
    sentence = models.TextField(blank=True, **means("none", "table", "case"))
    rule = models.PositiveIntegerField(default=0, **means("none", "table", "case"))
    adopted = models.BooleanField(default=False, **means("none", "table", "case"))
    chosen = models.BooleanField(**means("internal", "administrative", "case"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["share", "contribution_id"], name="share_line_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["contribution_id"], name="share_line_contribution")]


class Disclosure(models.Model):
    """This desk may see this contribution: as its own, by a share, or because it could before shares were there.

    One live row for each way: when one share ends, what another lets see stays seen.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    folder_id = models.UUIDField(**technical("case"))
    contribution_id = models.UUIDField(**technical("case"))
    desk = models.ForeignKey(Desk, models.PROTECT, **technical("case"))
    share = models.ForeignKey(Share, models.PROTECT, null=True, **technical("case"))
    ground = models.TextField(**means("internal", "administrative", "case"))
    """own, share, or before."""
    given_at = models.DateTimeField(**means("internal", "administrative", "case"))
    ends_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    revoked_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    revoked_why = models.TextField(blank=True, **means("internal", "administrative", "case"))

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contribution_id", "desk", "share"],
                condition=Q(revoked_at__isnull=True),
                nulls_distinct=False,
                name="one_disclosure",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["folder_id", "desk"], name="disclosure_folder"),
            models.Index(fields=["share"], condition=Q(share__isnull=False), name="disclosure_share"),
        ]


class Emergency(models.Model):
    """Emergency access: a reason, a wider view for an hour, at once visible to the privacy officers concerned.

    Without a folder it is a try with a code that is none: those are counted, and seen too.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    folder_id = models.UUIDField(null=True, **technical("case"))
    desk = models.ForeignKey(Desk, models.PROTECT, **technical("case"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", **technical("case"))
    user_id = models.UUIDField(**technical("case"))
    reason = SealedText(**means("special", "free text", "case"))
    opened_at = models.DateTimeField(**means("internal", "administrative", "case"))
    ends_at = models.DateTimeField(**means("internal", "administrative", "case"))
    closed_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    organisations = ArrayField(models.UUIDField(), default=list, **technical("case"))
    """Whose contributions were opened, and the own organisation: their privacy officers see this."""
    withheld = ArrayField(models.UUIDField(), default=list, **technical("case"))
    """Organisations whose contributions stay closed: police and prosecution (Wpg)."""
    seen_by_privacy_officer_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__lte=F("opened_at") + dt.timedelta(minutes=60)), name="emergency_ends"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["folder_id", "desk"], condition=Q(closed_at__isnull=True), name="emergency_live"),
            models.Index(fields=["user_id", "-opened_at"], name="emergency_by_user"),
        ]
