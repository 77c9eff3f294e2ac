"""Decision tables: DMN XML in and out, run under every hit policy, edited as new values."""

from lantaarn.rules.tables.editing import with_cell, with_rule_added, with_rule_removed
from lantaarn.rules.tables.model import Model
from lantaarn.rules.tables.parts import Conclusion, Condition, Decision, Input, Link, Outcome, Output, Rule, TableError
from lantaarn.rules.tables.reading import read_dmn
from lantaarn.rules.tables.writing import write_dmn

__all__ = [
    "Conclusion",
    "Condition",
    "Decision",
    "Input",
    "Link",
    "Model",
    "Outcome",
    "Output",
    "Rule",
    "TableError",
    "read_dmn",
    "with_cell",
    "with_rule_added",
    "with_rule_removed",
    "write_dmn",
]
