"""A policy document as it is kept until a person confirms it: what `programme read` says, and the lines beside it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, cast

from lantaarn.papers.programme_in import Programme, as_json
from lantaarn.papers.programme_in.blocks import Aside, Block, Document, Heading, Item, Place, Table
from lantaarn.papers.programme_in.documents.opening import Progress, open_document, silent
from lantaarn.papers.programme_in.reading import programme_in

Line = dict[str, Any]


def read_document(data: bytes, progress: Progress = silent) -> tuple[dict[str, Any], list[Line]]:
    """(what was read, the document's lines); raises ProgrammeError with what to do."""
    document = open_document(data, progress)
    return with_structure(programme_in(document, progress)), lines_of(document)


def with_structure(programme: Programme) -> dict[str, Any]:
    """The JSON of the command, and what the command leaves out: which part is whose, its card, where it stands."""
    read = cast("dict[str, Any]", as_json(programme))
    for shown, part in zip(read["parts"], programme.parts, strict=True):
        shown["parent"] = part.parent
        shown["card"] = {name: text for name, text in asdict(part.card).items() if text} if part.card else {}
        shown.update(_place(part.place))
    for shown, action in zip(read["actions"], programme.actions, strict=True):
        shown["part_index"] = action.part
        shown["doubts"] = list(action.doubts)
        shown["details"] = list(action.details)
    for shown, row in zip(read["budget"], programme.budget, strict=True):
        shown.update(_place(row.place))
    return read


def _place(place: Place) -> dict[str, int | None]:
    return {"line": place.line, "page": place.page}


def lines_of(document: Document) -> list[Line]:
    """Line by line, as the page shows it beside what was read; a table gives a line per row."""
    return [line for block in document.blocks for line in _lines(block)]


def _lines(block: Block) -> list[Line]:
    if isinstance(block, Table):
        return [{"kind": "row", "text": row.text, **_place(row.place)} for row in block.rows if row.text]
    kind = "heading" if isinstance(block, Heading) else "item" if isinstance(block, Item) else "text"
    return [{"kind": "aside" if isinstance(block, Aside) else kind, "text": block.text, **_place(block.place)}]
