"""The steps in the life of a table version: made and edited as a draft, proved, adopted, active, retired."""

from lantaarn.tables.actions.agreeing import adopt_sharing, advise, agree, take_back_agreement
from lantaarn.tables.actions.drafts import Stale
from lantaarn.tables.actions.editing import (
    add_rule,
    change_cell,
    change_rule,
    move_rule,
    remove_rule,
    replace_text,
    undo,
)
from lantaarn.tables.actions.life import (
    NotProved,
    activate,
    activate_due,
    adopt,
    back_to_draft,
    cancel_activation,
    check,
    prove,
    start_draft,
)
from lantaarn.tables.changes import Changed

__all__ = [
    "Changed",
    "NotProved",
    "Stale",
    "activate",
    "activate_due",
    "add_rule",
    "adopt",
    "adopt_sharing",
    "advise",
    "agree",
    "back_to_draft",
    "cancel_activation",
    "change_cell",
    "change_rule",
    "check",
    "move_rule",
    "prove",
    "remove_rule",
    "replace_text",
    "start_draft",
    "take_back_agreement",
    "undo",
]
