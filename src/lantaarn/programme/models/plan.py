"""The plan: a programme, its parts, its actions with who takes part, and its money."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from lantaarn.context.fields import Comment, Privacy, means, technical
from lantaarn.network.models import Desk, Municipality, Organisation, Region, User
from lantaarn.programme.states import PROGRAMME

KINDS = ("umbrella", "district", "local")
PART_KINDS = ("pillar", "line", "theme", "ambition", "goal", "objective", "result", "activity", "section")
LEVELS = ("regional", "district", "local", "both", "")
"""`both`: regional and local; empty: the text does not say."""
TARGET_PER = ("year", "half_year", "quarter", "month", "whole")


def _plan(privacy: Privacy = "none") -> Comment:
    return means(privacy, "programme", "region")


class Programme(models.Model):
    """A programme of two to four years; a regional umbrella holds district plans, which hold local ones."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="nested", **technical())
    kind = models.TextField(choices=[(k, k) for k in KINDS], **_plan())
    title = models.CharField(max_length=300, **_plan())
    district = models.TextField(blank=True, **_plan())
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, **technical())
    starts_on = models.DateField(null=True, blank=True, **_plan())
    ends_on = models.DateField(null=True, blank=True, **_plan())
    state = models.TextField(choices=[(s, s) for s in PROGRAMME.states], **_plan())
    public = models.BooleanField(default=False, **_plan())
    """Shown to everybody, without lights, stories and money; the region decides."""
    source_name = models.TextField(blank=True, **_plan())
    revision = models.PositiveIntegerField(default=1, **technical())
    made_at = models.DateTimeField(**technical())
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", **technical("account"))
    changed_at = models.DateTimeField(**technical())

    class Meta:
        ordering = ("title",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="programme_period",
            ),
            models.CheckConstraint(
                condition=~Q(kind="local") | Q(municipality__isnull=False), name="local_programme_has_municipality"
            ),
        ]


class Part(models.Model):
    """A pillar, line, ambition, goal or activity; activities carry the card of their document."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="parts", **technical())
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, **technical())
    kind = models.TextField(choices=[(k, k) for k in PART_KINDS], **_plan())
    number = models.TextField(blank=True, **_plan())
    title = models.TextField(**_plan())
    card = models.JSONField(default=dict, **_plan())
    """Explanation, goal, result, partners: in the words of the document."""
    place = models.PositiveIntegerField(default=0, **technical())
    source_line = models.PositiveIntegerField(null=True, **technical())

    class Meta:
        ordering = ("place",)


class Action(models.Model):
    """What somebody will do: who holds it, with whom, when, and how anybody can count that it was done."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="actions", **technical())
    part = models.ForeignKey(Part, models.PROTECT, null=True, blank=True, related_name="actions", **technical())
    place = models.PositiveIntegerField(default=0, **technical())
    what = models.TextField(**_plan())
    why = models.TextField(blank=True, **_plan())
    level = models.TextField(blank=True, choices=[(c, c) for c in LEVELS], **_plan())
    when_text = models.TextField(blank=True, **_plan())
    starts_on = models.DateField(null=True, blank=True, **_plan())
    ends_on = models.DateField(null=True, blank=True, **_plan())
    recurrence = models.TextField(blank=True, **_plan())
    target = models.PositiveSmallIntegerField(null=True, blank=True, **_plan())
    target_per = models.TextField(blank=True, choices=[(p, p) for p in TARGET_PER], **_plan())
    indicator = models.TextField(blank=True, **_plan())
    """The name of a count in programme/indicators; empty: the holder is asked."""
    source_line = models.PositiveIntegerField(null=True, **technical())
    source_page = models.PositiveIntegerField(null=True, **technical())
    source_quote = models.TextField(blank=True, **_plan())
    sure = models.FloatField(default=1.0, **technical())
    ended_on = models.DateField(null=True, blank=True, **_plan())
    """Taken out of the programme by a later decision; it stays to be seen."""
    ended_why = models.TextField(blank=True, **_plan())
    changed_at = models.DateTimeField(**technical())

    class Meta:
        ordering = ("place",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
                name="action_period",
            ),
            models.CheckConstraint(condition=Q(target__isnull=True) | ~Q(target_per=""), name="target_has_rhythm"),
        ]
        indexes: ClassVar = [models.Index(fields=["programme", "place"], name="action_of_programme")]


GROUPS = ("", "municipalities", "region")
"""`municipalities`: each municipality of the region by itself; `region`: the chain together."""


class Party(models.Model):
    """One who holds an action or takes part in it, as the document names it, and who that is in the network."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    action = models.ForeignKey(Action, models.CASCADE, related_name="parties", **technical())
    holds = models.BooleanField(**_plan())
    name = models.TextField(**_plan())
    """As the document names it; kept also when the network knows who that is."""
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, **technical())
    desk = models.ForeignKey(Desk, models.PROTECT, null=True, blank=True, related_name="+", **technical())
    role = models.TextField(blank=True, **_plan())
    group = models.TextField(blank=True, choices=[(g, g) for g in GROUPS], **_plan())
    place = models.PositiveSmallIntegerField(default=0, **technical())

    class Meta:
        ordering = ("-holds", "place")
        indexes: ClassVar = [models.Index(fields=["organisation", "holds"], name="party_owes")]


class BudgetLine(models.Model):
    """A measure in a year from a source; totals are computed from these rows and stored nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="budget", **technical())
    part = models.ForeignKey(Part, models.PROTECT, null=True, blank=True, **technical())
    measure = models.TextField(**_plan())
    year = models.PositiveSmallIntegerField(null=True, **_plan())
    money_from = models.TextField(blank=True, **_plan())
    planned = models.DecimalField(max_digits=12, decimal_places=2, **_plan())
    committed = models.DecimalField(max_digits=12, decimal_places=2, default=0, **_plan("internal"))
    spent = models.DecimalField(max_digits=12, decimal_places=2, default=0, **_plan("internal"))
    forecast = models.DecimalField(max_digits=12, decimal_places=2, null=True, **_plan("internal"))
    source_line = models.PositiveIntegerField(null=True, **technical())
    place = models.PositiveIntegerField(default=0, **technical())
    changed_at = models.DateTimeField(**technical())

    class Meta:
        ordering = ("place", "year")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "measure", "year", "money_from"], name="budget_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(planned__gte=0) & Q(committed__gte=0) & Q(spent__gte=0), name="budget_not_negative"
            ),
        ]
