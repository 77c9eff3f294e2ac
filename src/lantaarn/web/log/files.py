"""A list of the log as a file to take along."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import Http404, HttpResponse
from django.utils import timezone

from lantaarn.papers.lists_out import ListTable, to_csv, to_ods, to_xlsx

WRITERS: Mapping[str, tuple[Callable[[ListTable], bytes], str]] = {
    "csv": (to_csv, "text/csv; charset=utf-8"),
    "ods": (to_ods, "application/vnd.oasis.opendocument.spreadsheet"),
    "xlsx": (to_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
SORTS = (("xlsx", "Excel (XLSX)"), ("ods", "ODS"), ("csv", "CSV"))


def known(sort: str) -> None:
    """404 for a sort of file that is not made here; ask before reading anything."""
    if sort not in WRITERS:
        raise Http404


def answer(table: ListTable, *, name: str, sort: str) -> HttpResponse:
    write, content_type = WRITERS[sort]
    day = timezone.localdate().isoformat()
    return HttpResponse(
        write(table),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}-{day}.{sort}"'},
    )
