"""What is asked of desks: referrals with a deadline, tasks, agenda items; and the mail that says so without content."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from lantaarn.context.fields import means, technical
from lantaarn.folders.models import Folder
from lantaarn.network.models import Body, Desk, Meeting, Region, User
from lantaarn.rules.transitions import REFERRAL
from lantaarn.signals.models.signal import OpenColumns
from lantaarn.vault.fields import SealedText


class Referral(models.Model):
    """A signal offered to a desk: by the route or by a desk, to lead or in parallel, with a task and a deadline."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    folder = models.ForeignKey(Folder, models.PROTECT, **technical("case"))
    from_desk = models.ForeignKey(
        Desk, models.PROTECT, null=True, blank=True, related_name="referrals_out", **technical("case")
    )
    to_desk = models.ForeignKey(Desk, models.PROTECT, related_name="referrals_in", **technical("case"))
    leads = models.BooleanField(**means("internal", "administrative", "case"))
    state = models.TextField(choices=[(s, s) for s in REFERRAL.states], **means("internal", "administrative", "case"))
    task = models.TextField(**means("internal", "administrative", "case"))
    ground = models.TextField(**means("internal", "administrative", "case"))
    note = SealedText(blank=True, **means("special", "free text", "case"))
    rule = models.JSONField(default=dict, **means("none", "table", "case"))
    """Which rule of which decision said so, and its source; empty when a person did."""
    overrule_reason = SealedText(blank=True, **means("special", "free text", "case"))
    offered_at = models.DateTimeField(**means("internal", "administrative", "case"))
    due_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    urgent = models.BooleanField(default=False, **means("internal", "administrative", "case"))
    accepted_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", **technical("case"))
    ended_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    end_reason = SealedText(blank=True, **means("special", "free text", "case"))
    reminded_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    escalated_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    sheet_made_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    receipt_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    receipt_by = SealedText(blank=True, **means("personal", "contact", "case"))
    their_reference = models.TextField(blank=True, **means("internal", "administrative", "case"))

    objects = OpenColumns["Referral"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ("offered_at",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["folder"],
                condition=Q(leads=True, state__in=["offered", "accepted"]),
                name="one_open_lead",
            ),
            models.UniqueConstraint(
                fields=["folder", "to_desk", "task"],
                condition=Q(state__in=["offered", "accepted"]),
                name="referral_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["to_desk", "state"], name="referral_inbox"),
            models.Index(
                fields=["from_desk", "due_at", "offered_at"],
                condition=Q(state__in=["offered", "accepted"]),
                name="referral_sent_open",
            ),
            models.Index(
                fields=["to_desk", "due_at", "offered_at"],
                condition=Q(state__in=["offered", "accepted"]),
                name="referral_open",
            ),
            models.Index(fields=["folder"], name="referral_folder"),
            models.Index(fields=["due_at"], condition=Q(state="offered"), name="referral_due"),
        ]


class AgendaItem(models.Model):
    """A signal on the list of a body's next meeting; decisions become tasks, and it comes back until it is done."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    body = models.ForeignKey(Body, models.PROTECT, **technical("case"))
    folder = models.ForeignKey(Folder, models.PROTECT, **technical("case"))
    put_by = models.ForeignKey(Desk, models.PROTECT, related_name="+", **technical("case"))
    put_at = models.DateTimeField(**means("internal", "administrative", "case"))
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, blank=True, **technical("case"))
    """The meeting that discussed it; empty: it waits for the next."""
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, **technical("case"))
    decision = SealedText(blank=True, **means("special", "free text", "case"))
    comes_back = models.BooleanField(default=False, **means("internal", "administrative", "case"))
    decided_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))

    objects = OpenColumns["AgendaItem"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ("put_at",)
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["body", "folder"], condition=Q(decided_at__isnull=True), name="agenda_once"
            ),
        ]


class Task(models.Model):
    """What a desk was asked to do, by when: by a rule of the route, or by a decision of a meeting."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    folder = models.ForeignKey(Folder, models.PROTECT, **technical("case"))
    desk = models.ForeignKey(Desk, models.PROTECT, **technical("case"))
    given_by = models.ForeignKey(Desk, models.PROTECT, null=True, related_name="+", **technical("case"))
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="tasks", **technical("case"))
    text = SealedText(**means("special", "free text", "case"))
    due_on = models.DateField(null=True, **means("internal", "administrative", "case"))
    made_at = models.DateTimeField(**means("internal", "administrative", "case"))
    done_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
    done_note = SealedText(blank=True, **means("special", "free text", "case"))

    objects = OpenColumns["Task"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ("due_on", "made_at")
        indexes: ClassVar = [models.Index(fields=["desk"], condition=Q(done_at__isnull=True), name="task_open")]


MAIL_STATES = ("queued", "sending", "sent", "uncertain", "failed")


class Mail(models.Model):
    """One mail with a link and no content. `uncertain`: it may or may not have left; a person decides."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    to_user = models.ForeignKey(User, models.PROTECT, **technical("account"))
    desk = models.ForeignKey(Desk, models.PROTECT, null=True, **technical())
    template = models.TextField(**means("none", "administrative"))
    link = models.TextField(**means("none", "administrative"))
    state = models.TextField(choices=[(s, s) for s in MAIL_STATES], **means("none", "administrative"))
    attempts = models.PositiveSmallIntegerField(default=0, **technical())
    problem = models.TextField(blank=True, **means("internal", "administrative"))
    made_at = models.DateTimeField(**technical())
    changed_at = models.DateTimeField(**technical())
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", **technical("account"))
