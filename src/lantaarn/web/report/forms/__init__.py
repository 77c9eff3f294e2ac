"""Forms of the entrance."""

from lantaarn.web.report.forms.others import OthersForm
from lantaarn.web.report.forms.public import CitizenForm, ReportForm

__all__ = ["CitizenForm", "OthersForm", "ReportForm"]
