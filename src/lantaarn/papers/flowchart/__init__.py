"""The flowchart of a decision table: generated from its rules, as a picture and as a list."""

from lantaarn.papers.flowchart.drawing import to_svg
from lantaarn.papers.flowchart.flow import Box, Flow, FlowStep, flow_as_list, flow_of, with_path
from lantaarn.papers.flowchart.shortening import shortened
from lantaarn.papers.flowchart.table import ColumnView, OutputView, RuleView, TableView, narrowed

__all__ = [
    "Box",
    "ColumnView",
    "Flow",
    "FlowStep",
    "OutputView",
    "RuleView",
    "TableView",
    "flow_as_list",
    "flow_of",
    "narrowed",
    "shortened",
    "to_svg",
    "with_path",
]
