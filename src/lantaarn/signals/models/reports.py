"""What comes in: reports, questions to the reporter, half-filled forms, advice without names, imported lists."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from lantaarn.context.fields import means, technical
from lantaarn.folders.models import Folder
from lantaarn.network.models import Desk, Organisation, Region
from lantaarn.vault.fields import SealedBytes, SealedJSON, SealedText


class Report(models.Model):
    """Who reported and how to reach them; a shielded reporter is seen by the first desk alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    folder = models.ForeignKey(Folder, models.PROTECT, **technical("case"))
    desk = models.ForeignKey(Desk, models.PROTECT, **technical("case"))
    """The first desk."""
    code_hash = models.CharField(max_length=64, blank=True, **means("internal", "administrative", "case"))
    once = models.CharField(max_length=64, **technical("case"))
    """Of the form that was sent: the same form sent twice makes one report."""
    name = SealedText(blank=True, **means("personal", "reporter", "case"))
    contact = SealedText(blank=True, **means("personal", "reporter", "case"))
    work = SealedText(blank=True, **means("personal", "reporter", "case"))
    may_call = models.TextField(**means("internal", "reporter", "case"))
    shielded = models.BooleanField(default=True, **means("internal", "reporter", "case"))
    at = models.DateTimeField(**means("internal", "administrative", "case"))

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["once"], name="report_once")]
        indexes: ClassVar = [models.Index(fields=["code_hash"], name="report_code")]


class Question(models.Model):
    """A question to the reporter, read and answered with the code, without account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    folder = models.ForeignKey(Folder, models.PROTECT, **technical("case"))
    desk = models.ForeignKey(Desk, models.PROTECT, **technical("case"))
    text = SealedText(**means("special", "free text", "case"))
    asked_at = models.DateTimeField(**means("internal", "administrative", "case"))
    answer = SealedText(blank=True, **means("special", "free text", "case"))
    answered_at = models.DateTimeField(null=True, blank=True, **means("internal", "administrative", "case"))

    class Meta:
        ordering = ("asked_at",)
        indexes: ClassVar = [models.Index(fields=["folder"], name="question_folder")]


class Draft(models.Model):
    """A half-filled form, kept a day under a token that only the writer's browser holds."""

    token_hash = models.CharField(max_length=64, primary_key=True, **technical("draft"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("draft"))
    data = models.JSONField(**means("special", "free text", "draft"))
    changed_at = models.DateTimeField(**technical("draft"))
    expires_at = models.DateTimeField(**technical("draft"))


class Advice(models.Model):
    """A professional thought aloud with a desk, without names; noted in twenty seconds and counted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical())
    region = models.ForeignKey(Region, models.PROTECT, **technical())
    desk = models.ForeignKey(Desk, models.PROTECT, **technical())
    organisation = models.ForeignKey(Organisation, models.PROTECT, **technical())
    at = models.DateTimeField(**means("internal", "administrative", "case"))
    asked_from = models.TextField(**means("internal", "administrative", "case"))
    about = models.TextField(**means("internal", "phenomenon", "case"))
    outcome = models.TextField(**means("internal", "administrative", "case"))


class ImportBatch(models.Model):
    """A list that was read in: what it held, what became a signal, and what was left out and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, **technical("case"))
    region = models.ForeignKey(Region, models.PROTECT, **technical("case"))
    desk = models.ForeignKey(Desk, models.PROTECT, **technical("case"))
    file_name = models.TextField(**means("internal", "administrative", "case"))
    content = SealedBytes(**means("special", "free text", "draft"))
    mapping = models.JSONField(default=dict, **means("internal", "administrative", "case"))
    outcome = models.JSONField(default=dict, **means("internal", "administrative", "case"))
    left_out = SealedJSON(default=list, **means("special", "free text", "case"))
    """Number, reason and text of each row that did not become a signal."""
    made_at = models.DateTimeField(**means("internal", "administrative", "case"))
    applied_at = models.DateTimeField(null=True, **means("internal", "administrative", "case"))
