"""The form that anybody can fill in without account: a professional's, and a citizen's where the region has one."""

from __future__ import annotations

from typing import Any, ClassVar

from lantaarn.web.report.entrance import DOMAIN, Entrance
from lantaarn.web.report.forms.base import SignalForm


class ReportForm(SignalForm):
    """A professional reports; where she works decides which of two desks reads it."""

    hidden_domains: ClassVar[frozenset[str]] = frozenset({"citizen", "anonymous_line"})


class CitizenForm(SignalForm):
    """The same, without the question where one works."""

    def __init__(self, entrance: Entrance, *args: Any, **options: Any) -> None:
        super().__init__(entrance, *args, **options)
        del self.fields[DOMAIN]
        del self.fields["work"]
