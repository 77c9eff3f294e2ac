"""The form that anybody can fill in without account: a professional's, and a citizen's where the region has one."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from lantaarn.web.report.entrance import DOMAIN, Entrance
from lantaarn.web.report.forms.base import SignalForm


class ReportForm(SignalForm):
    """A professional reports; where she works decides which of two desks reads it."""

    hidden_domains: ClassVar[frozenset[str]] = frozenset({"citizen", "anonymous_line"})


class CitizenForm(SignalForm):
    """The same, without the question where one works."""

    @classmethod
    def make_fields(cls, entrance: Entrance) -> dict[str, forms.Field]:
        fields = super().make_fields(entrance)
        return {name: field for name, field in fields.items() if name not in (DOMAIN, "work")}
