"""Lists in: an overview list from XLSX, ODS or CSV becomes rows to import, and nothing of it is lost."""

from lantaarn.papers.lists_in.errors import PaperError
from lantaarn.papers.lists_in.headings import TARGETS, Target, guess_mapping
from lantaarn.papers.lists_in.preview import ColumnPreview, SheetPreview, read_list
from lantaarn.papers.lists_in.rows import ImportResult, ImportRow, LeftOut, Note, read_rows
from lantaarn.papers.lists_in.sheets import SourceRow

__all__ = [
    "TARGETS",
    "ColumnPreview",
    "ImportResult",
    "ImportRow",
    "LeftOut",
    "Note",
    "PaperError",
    "SheetPreview",
    "SourceRow",
    "Target",
    "guess_mapping",
    "read_list",
    "read_rows",
]
