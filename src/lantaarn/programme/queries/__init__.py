"""What a programme says: at a glance, its board, by place, in time, its money and course, and documents read in."""

from lantaarn.programme.queries.board import (
    ActionView,
    Board,
    LocalCount,
    PartView,
    PartyView,
    ProgrammeRow,
    board,
    one_action,
    one_programme,
    parts,
    programmes,
    with_nested,
)
from lantaarn.programme.queries.choosing import chosen, who_reports
from lantaarn.programme.queries.counts import IndicatorView, counted, indicators
from lantaarn.programme.queries.course import (
    ProposalView,
    Told,
    VersionRow,
    Word,
    between,
    changed_since,
    history,
    proposals,
    told,
    versions,
)
from lantaarn.programme.queries.houses import House, HouseRow, house, houses
from lantaarn.programme.queries.importing import DraftRow, ReadRow, ReadView, import_draft, import_drafts
from lantaarn.programme.queries.judging import Tally
from lantaarn.programme.queries.money import Money, MoneyRow, Sum, money
from lantaarn.programme.queries.places import Cell, Matrix, MatrixRow, PlaceRow, matrix, of_municipality
from lantaarn.programme.queries.public import PublicAction, PublicProgramme, public_programmes
from lantaarn.programme.queries.survey import Seen, Survey, survey, to_answer
from lantaarn.programme.queries.time import Bar, Day, Quarter, Timeline, agenda, timeline
from lantaarn.programme.snapshots import Change

__all__ = [
    "ActionView",
    "Bar",
    "Board",
    "Cell",
    "Change",
    "Day",
    "DraftRow",
    "House",
    "HouseRow",
    "IndicatorView",
    "LocalCount",
    "Matrix",
    "MatrixRow",
    "Money",
    "MoneyRow",
    "PartView",
    "PartyView",
    "PlaceRow",
    "ProgrammeRow",
    "ProposalView",
    "PublicAction",
    "PublicProgramme",
    "Quarter",
    "ReadRow",
    "ReadView",
    "Seen",
    "Sum",
    "Survey",
    "Tally",
    "Timeline",
    "Told",
    "VersionRow",
    "Word",
    "agenda",
    "between",
    "board",
    "changed_since",
    "chosen",
    "counted",
    "history",
    "house",
    "houses",
    "import_draft",
    "import_drafts",
    "indicators",
    "matrix",
    "money",
    "of_municipality",
    "one_action",
    "one_programme",
    "parts",
    "programmes",
    "proposals",
    "public_programmes",
    "survey",
    "timeline",
    "to_answer",
    "told",
    "versions",
    "who_reports",
    "with_nested",
]
