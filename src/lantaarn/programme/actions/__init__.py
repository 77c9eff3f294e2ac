"""What can be done with a programme: plan it, report on it, change it, read it in."""

from lantaarn.programme.actions.changing import (
    adopt_programme,
    close_programme,
    decide_proposal,
    propose,
    publish_programme,
    withdraw_proposal,
)
from lantaarn.programme.actions.holding import may_manage, may_report
from lantaarn.programme.actions.housing import note_house
from lantaarn.programme.actions.importing import (
    bring_document,
    confirm_import,
    drop_import,
    keep_read,
    read_again,
    refuse_document,
    tell_step,
)
from lantaarn.programme.actions.money import MoneyInput, set_budget_line
from lantaarn.programme.actions.planning import (
    add_action,
    add_part,
    change_action,
    change_programme,
    end_action,
    make_programme,
)
from lantaarn.programme.actions.reporting import follow_rules, overrule_light, report_progress
from lantaarn.programme.inputs import ActionInput, PartyInput, ProgrammeInput

__all__ = [
    "ActionInput",
    "MoneyInput",
    "PartyInput",
    "ProgrammeInput",
    "add_action",
    "add_part",
    "adopt_programme",
    "bring_document",
    "change_action",
    "change_programme",
    "close_programme",
    "confirm_import",
    "decide_proposal",
    "drop_import",
    "end_action",
    "follow_rules",
    "keep_read",
    "make_programme",
    "may_manage",
    "may_report",
    "note_house",
    "overrule_light",
    "propose",
    "publish_programme",
    "read_again",
    "refuse_document",
    "report_progress",
    "set_budget_line",
    "tell_step",
    "withdraw_proposal",
]
