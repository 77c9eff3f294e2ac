"""A signal: the facts that the route decides on, the desk that leads, and what has happened so far."""

from __future__ import annotations

import uuid
from typing import ClassVar, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from lantaarn.context.fields import means, technical
from lantaarn.folders.models import Contribution, Folder
from lantaarn.network.models import Desk, Municipality, Region
from lantaarn.rules.transitions import SIGNAL
from lantaarn.tables.models import TableVersion
from lantaarn.vault.fields import SealedText

ENTRIES = ("form", "phone", "mail", "anonymous_line", "own", "import")
CLOSED_COLUMNS = {
    "signals_signal": ("close_note", "watch_ground"),
    "signals_signallink": ("why",),
    "signals_moment": ("reason",),
    "signals_referral": ("note", "overrule_reason", "end_reason"),
    "signals_agendaitem": ("decision",),
    "signals_task": ("done_note",),
}
"""Free words between two desks: a grant alone does not show them. The website's role cannot select these columns; the
functions signals_words and signals_decisions tell them to those for whom they are meant."""


M = TypeVar("M", bound=models.Model)


class OpenColumns(models.Manager[M]):
    """Leaves the closed columns out, so that a row can be read, changed and saved by a role that may not read them."""

    def get_queryset(self) -> models.QuerySet[M]:
        return super().get_queryset().defer(*CLOSED_COLUMNS[self.model._meta.db_table])


EXPLOITATION = ("sexual", "labour", "criminal", "organ_removal", "other", "unknown")
PLACE_KINDS = ("found", "lives", "works", "recruited")


class Signal(models.Model):
    """A signal in its folder. `facts` are the inputs of the route, in the words of `table_version`."""

    folder = models.OneToOneField(Folder, models.PROTECT, primary_key=True, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    code = models.CharField(max_length=12, **means("internal", "administrative", "case"))
    title = models.CharField(max_length=140, **means("internal", "phenomenon", "case"))
    status = models.TextField(choices=[(s, s) for s in SIGNAL.states], **means("internal", "administrative", "case"))
    entry = models.TextField(choices=[(e, e) for e in ENTRIES], **means("internal", "administrative", "case"))
    facts = models.JSONField(**means("special", "phenomenon", "case"))
    exploitation = ArrayField(models.TextField(), **means("special", "phenomenon", "case"))
    acute = models.BooleanField(default=False, **means("internal", "phenomenon", "case"))
    minor = models.TextField(**means("personal", "phenomenon", "case"))
    domain = models.TextField(**means("internal", "administrative", "case"))
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, **technical("case"))
    lead_desk = models.ForeignKey(Desk, models.PROTECT, **technical("case"))
    stage = models.TextField(**means("internal", "administrative", "case"))
    table_version = models.ForeignKey(TableVersion, models.PROTECT, null=True, blank=True, **technical("case"))
    manual_reason = models.TextField(blank=True, **means("internal", "administrative", "case"))
    """Why no rule could route it: then the chain director answers for it."""
    overruled = models.BooleanField(default=False, **means("internal", "administrative", "case"))
    received_at = models.DateTimeField(**means("internal", "administrative", "case"))
    taken_up_at = models.DateTimeField(null=True, blank=True, **means("internal", "administrative", "case"))
    watch_until = models.DateField(null=True, blank=True, **means("internal", "administrative", "case"))
    watch_ground = SealedText(blank=True, **means("special", "free text", "case"))
    closed_at = models.DateTimeField(null=True, blank=True, **means("internal", "administrative", "case"))
    close_reason = models.TextField(blank=True, **means("internal", "administrative", "case"))
    close_note = SealedText(blank=True, **means("special", "free text", "case"))
    feedback = models.TextField(blank=True, **means("internal", "administrative", "case"))
    own_reference = models.TextField(blank=True, **means("internal", "administrative", "case"))
    revision = models.PositiveIntegerField(default=1, **technical("case"))
    """Grows at each change; a form that was opened at an older one is told what changed."""
    changed_at = models.DateTimeField(**means("internal", "administrative", "case"))

    objects = OpenColumns["Signal"]()

    class Meta:
        base_manager_name = "objects"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status="closed") | (Q(closed_at__isnull=False) & ~Q(close_reason="")),
                name="closed_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status="watching") | (Q(watch_until__isnull=False) & ~Q(watch_ground="")),
                name="watched_has_date_and_ground",
            ),
            models.CheckConstraint(
                condition=Q(table_version__isnull=False) | ~Q(manual_reason=""), name="routed_or_reason"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["region", "-received_at"], name="signal_recent"),
            models.Index(fields=["region", "code"], name="signal_code"),
            models.Index(fields=["municipality", "status", "-received_at"], name="signal_municipality"),
            models.Index(fields=["region", "own_reference"], condition=~Q(own_reference=""), name="signal_reference"),
        ]


class Place(models.Model):
    """Where somebody was found, lives, works or was recruited; also outside the region. Seen with its contribution."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    folder = models.ForeignKey(Folder, models.PROTECT, **technical("case"))
    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="places", **technical("case"))
    kind = models.TextField(choices=[(k, k) for k in PLACE_KINDS], **means("personal", "place", "case"))
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, **technical("case"))
    outside = SealedText(blank=True, **means("personal", "place", "case"))
    text = SealedText(blank=True, **means("personal", "place", "case"))


class SignalLink(models.Model):
    """Two signals that are, or may be, about the same: each keeps its own folder; a link can be undone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    folder = models.ForeignKey(Folder, models.PROTECT, related_name="links_from", **technical("case"))
    other = models.ForeignKey(Folder, models.PROTECT, related_name="links_to", **technical("case"))
    why = SealedText(**means("special", "free text", "case"))
    made_at = models.DateTimeField(**means("internal", "administrative", "case"))
    made_by_desk = models.ForeignKey(Desk, models.PROTECT, **technical("case"))
    undone_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))

    objects = OpenColumns["SignalLink"]()

    class Meta:
        base_manager_name = "objects"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(folder=models.F("other")), name="link_between_two"),
            models.UniqueConstraint(fields=["folder", "other"], condition=Q(undone_at__isnull=True), name="link_once"),
        ]


class Moment(models.Model):
    """One step in the course of a signal, as its readers see it; the log is another thing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    folder = models.ForeignKey(Folder, models.PROTECT, **technical("case"))
    at = models.DateTimeField(**means("internal", "administrative", "case"))
    kind = models.TextField(**means("internal", "administrative", "case"))
    desk_label = models.TextField(blank=True, **means("internal", "administrative", "case"))
    words = models.JSONField(default=dict, **means("internal", "administrative", "case"))
    desk = models.ForeignKey(Desk, models.PROTECT, null=True, related_name="+", **technical("case"))
    other = models.ForeignKey(Desk, models.PROTECT, null=True, related_name="+", **technical("case"))
    reason = SealedText(blank=True, **means("special", "free text", "case"))
    """What one desk wrote to the other: told to these two alone."""

    objects = OpenColumns["Moment"]()

    class Meta:
        base_manager_name = "objects"
        ordering = ("at",)
        indexes: ClassVar = [models.Index(fields=["folder", "at"], name="moment_folder")]
