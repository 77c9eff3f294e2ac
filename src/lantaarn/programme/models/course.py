"""What became of the plan: states per municipality, progress, versions, proposals, and documents being read in."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from lantaarn.context.fields import Comment, Privacy, means, technical
from lantaarn.network.models import Body, Municipality, Region, User
from lantaarn.programme.house import BY_CODE
from lantaarn.programme.house import STATES as HOUSE_STATES
from lantaarn.programme.models.plan import Action, Programme
from lantaarn.programme.states import PROPOSAL
from lantaarn.rules.lights import LABELS
from lantaarn.rules.lights import STATES as HOLDER_STATES


def _course(privacy: Privacy = "internal") -> Comment:
    return means(privacy, "programme", "region")


class LocalState(models.Model):
    """A local action in one municipality: one row each, made when the action is confirmed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    action = models.ForeignKey(Action, models.PROTECT, related_name="local", **technical())
    municipality = models.ForeignKey(Municipality, models.PROTECT, **technical())
    state = models.TextField(default="not_begun", choices=[(s, s) for s in HOLDER_STATES], **_course())
    evidence = models.TextField(blank=True, **_course())
    """What shows it: a decision, a link, a date."""
    done_on = models.DateField(null=True, blank=True, **_course())
    last_word = models.DateField(null=True, blank=True, **_course())

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["action", "municipality"], name="local_state_once")]
        indexes: ClassVar = [models.Index(fields=["municipality"], name="local_state_place")]


_WHOLE = Q(municipality__isnull=True)
"""Words about an action as a whole: a few among those of all municipalities, and every board asks the newest."""


class Progress(models.Model):
    """One word about an action, never changed: the state, the story, a count, or a light overruled with a reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    action = models.ForeignKey(Action, models.PROTECT, related_name="progress", **technical())
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, **technical())
    state = models.TextField(blank=True, choices=[(s, s) for s in HOLDER_STATES], **_course())
    story = models.TextField(blank=True, **_course())
    counted = models.PositiveIntegerField(null=True, blank=True, **_course())
    """What the holder counted, in the window in which `at` lies; for what no room counts."""
    light = models.TextField(blank=True, choices=[(c, c) for c in LABELS], **_course())
    light_reason = models.TextField(blank=True, **_course())
    light_until = models.DateField(null=True, blank=True, **_course())
    """An overruled light ends by itself; then the rules speak again."""
    at = models.DateTimeField(**_course())
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", **technical("account"))
    who = models.TextField(**_course())
    """Role and organisation, as they were."""

    class Meta:
        ordering = ("-at",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(light="") | ~Q(light_reason=""), name="overruled_light_has_reason"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["action", "-at"], name="progress_latest"),
            models.Index(fields=["action", "-at"], name="progress_whole", condition=_WHOLE),
            models.Index(
                fields=["action", "-at"], name="progress_overruled", condition=_WHOLE & Q(light_until__isnull=False)
            ),
        ]


class Version(models.Model):
    """The programme as a body adopted it, whole; what changed since is found by holding the present against it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="versions", **technical())
    number = models.PositiveSmallIntegerField(**_course("none"))
    adopted_on = models.DateField(**_course("none"))
    adopted_by = models.TextField(**_course("none"))
    body = models.ForeignKey(Body, models.PROTECT, null=True, blank=True, **technical())
    snapshot = models.JSONField(**_course("none"))
    made_at = models.DateTimeField(**technical())
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", **technical("account"))

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar = [models.UniqueConstraint(fields=["programme", "number"], name="version_once")]


class Proposal(models.Model):
    """A change that somebody asks for; a body decides, and what it adopts is done at once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="proposals", **technical())
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, **technical())
    kind = models.TextField(choices=[(k, k) for k in ("add", "change", "end")], **_course())
    values = models.JSONField(default=dict, **_course())
    why = models.TextField(**_course())
    state = models.TextField(choices=[(s, s) for s in PROPOSAL.states], **_course())
    made_at = models.DateTimeField(**technical())
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", **technical("account"))
    made_who = models.TextField(**_course())
    decided_on = models.DateField(null=True, blank=True, **_course())
    decided_by_body = models.TextField(blank=True, **_course())
    decision = models.TextField(blank=True, **_course())
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", **technical("account"))

    class Meta:
        ordering = ("-made_at",)


class HouseFact(models.Model):
    """What a municipality says of one thing in its own house; never changed, the newest holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    municipality = models.ForeignKey(Municipality, models.PROTECT, **technical())
    item = models.TextField(choices=[(code, code) for code in BY_CODE], **_course())
    state = models.TextField(choices=[(s, s) for s in HOUSE_STATES], **_course())
    evidence = models.TextField(blank=True, **_course())
    since = models.DateField(null=True, blank=True, **_course())
    look_again_on = models.DateField(null=True, blank=True, **_course())
    """From that day on somebody must look whether it still holds."""
    at = models.DateTimeField(**technical())
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", **technical("account"))
    who = models.TextField(**_course())

    class Meta:
        ordering = ("-at",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(state="yes") | ~Q(evidence=""), name="house_yes_has_evidence"),
        ]
        indexes: ClassVar = [models.Index(fields=["municipality", "item", "-at"], name="house_latest")]


DRAFT_STATES = ("reading", "refused", "open", "confirmed", "dropped")


class ImportDraft(models.Model):
    """A document that is being read, then as it was read beside its own lines, until a person confirms or drops it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, **technical())
    """The programme that this document is a newer text of; none for a new programme."""
    name = models.TextField(**_course("none"))
    content = models.BinaryField(default=bytes, **_course("none"))
    """The document itself, for as long as it takes to read it."""
    step = models.TextField(blank=True, **technical())
    """How far the reading is: `bladzijde 12 60`."""
    refused = models.TextField(blank=True, **technical())
    """Why it could not be read, and what to do."""
    seen_at = models.DateTimeField(null=True, **technical())
    """The last sign of life of the reading."""
    read = models.JSONField(default=dict, **_course("none"))
    """What `programme read --json` gives."""
    lines = models.JSONField(default=list, **_course("none"))
    state = models.TextField(choices=[(s, s) for s in DRAFT_STATES], **_course())
    made_at = models.DateTimeField(**technical())
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", **technical("account"))

    class Meta:
        ordering = ("-made_at",)
