"""A region pack: a region as data, read, checked and written without a database."""

from lantaarn.tables.packs.pack import (
    SCHEMA,
    Agreement,
    Body,
    Deadline,
    Desk,
    Fact,
    FactValue,
    Indicator,
    IndicatorGroup,
    Municipality,
    Organisation,
    Pack,
    Phone,
    Region,
    Role,
    RouteSpec,
    Task,
    Word,
)
from lantaarn.tables.packs.problems import PackError, Problem
from lantaarn.tables.packs.programme import Plan, PlanAction, PlanMoney, PlanPart
from lantaarn.tables.packs.reading import read_folder, read_pack, read_plan, read_texts
from lantaarn.tables.packs.retention import Retention
from lantaarn.tables.packs.sharing import Sharing, SharingAgreement, SharingKind, SharingPaper
from lantaarn.tables.packs.writing import write_pack

__all__ = [
    "SCHEMA",
    "Agreement",
    "Body",
    "Deadline",
    "Desk",
    "Fact",
    "FactValue",
    "Indicator",
    "IndicatorGroup",
    "Municipality",
    "Organisation",
    "Pack",
    "PackError",
    "Phone",
    "Plan",
    "PlanAction",
    "PlanMoney",
    "PlanPart",
    "Problem",
    "Region",
    "Retention",
    "Role",
    "RouteSpec",
    "Sharing",
    "SharingAgreement",
    "SharingKind",
    "SharingPaper",
    "Task",
    "Word",
    "read_folder",
    "read_pack",
    "read_plan",
    "read_texts",
    "write_pack",
]
