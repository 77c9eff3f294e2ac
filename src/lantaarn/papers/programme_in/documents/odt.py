"""An OpenDocument text as blocks, read from its content alone."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from lantaarn.papers.programme_in.blocks import Aside, Block, Cell, Document, Piece, Place, Row, Table
from lantaarn.papers.programme_in.documents.cells import cell_of, clean
from lantaarn.papers.programme_in.documents.styled import Styled, block_of
from lantaarn.papers.programme_in.documents.zipped import Zipped

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_NOT_TEXT = {f"{OFFICE}annotation", f"{TEXT}note", f"{TEXT}tracked-changes", f"{TEXT}sequence-decls"}
_GROUPS = {TABLE + name for name in ("table-header-rows", "table-rows", "table-row-group")}
_CELLS = {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}
_MAX_COLUMNS = 80


def read_odt(archive: Zipped) -> Document:
    root = archive.xml("content.xml")
    styles = list(root.iter(f"{STYLE}style"))
    if archive.has("styles.xml"):
        styles += list(archive.xml("styles.xml").iter(f"{STYLE}style"))
    body = root.find(f"{OFFICE}body/{OFFICE}text")
    reader = _Reader(styles)
    return Document(tuple(reader.blocks_in(body)) if body is not None else (), "odt", shading=True)


class _Reader:
    def __init__(self, styles: list[ET.Element]) -> None:
        named = {(style.get(f"{STYLE}family"), style.get(f"{STYLE}name")): style for style in styles}
        self.bold = {name for (_, name), style in named.items() if name and _is_bold(style)}
        self.shaded = {name for (_, name), style in named.items() if name and _is_shaded(style)}
        self.titles = {name for _, name in named if name in {"Title", "Titel"}}
        self.at = 0

    def blocks_in(self, parent: ET.Element) -> Iterator[Block]:
        for child in parent:
            if child.tag in {f"{TEXT}p", f"{TEXT}h"}:
                yield from self._paragraph(child)
            elif child.tag == f"{TEXT}list":
                yield from self._list(child, 0)
            elif child.tag == f"{TABLE}table":
                yield from self._table(child)
            elif child.tag == f"{TEXT}table-of-content":
                yield from self._contents(child)
            elif child.tag not in _NOT_TEXT and child.tag != f"{TEXT}p":
                yield from self.blocks_in(child)

    def _contents(self, element: ET.Element) -> Iterator[Block]:
        for paragraph in element.iter(f"{TEXT}p"):
            text = clean(_text(paragraph))
            if text:
                self.at += 1
                yield Aside(text, "inhoudsopgave", Place(line=self.at))

    def _paragraph(self, element: ET.Element, **listed: int) -> Iterator[Block]:
        for box in element.iter("{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}text-box"):
            yield from self.blocks_in(box)
        text = _text(element)
        if not text.strip():
            return
        self.at += 1
        level = element.get(f"{TEXT}outline-level", "1") if element.tag == f"{TEXT}h" else ""
        name = element.get(f"{TEXT}style-name", "")
        title = name in self.titles or name in {"Title", "Titel"}
        styled = Styled(
            text,
            level=int(level) if level.isdecimal() else 1 if title else None,
            bold=name in self.bold or self._all_bold(element),
            depth=listed.get("depth"),
            listed="depth" in listed,
        )
        yield from block_of(styled, Place(line=self.at))

    def _list(self, element: ET.Element, depth: int) -> Iterator[Block]:
        for item in element:
            for child in item:
                if child.tag == f"{TEXT}list":
                    yield from self._list(child, depth + 1)
                elif child.tag == f"{TEXT}p":
                    yield from self._paragraph(child, depth=depth)
                elif child.tag == f"{TEXT}h":
                    yield from self._paragraph(child)

    def _all_bold(self, element: ET.Element) -> bool:
        spans = [child for child in element if child.tag == f"{TEXT}span" and _text(child).strip()]
        loose = (element.text or "").strip() or any((child.tail or "").strip() for child in element)
        return bool(spans) and not loose and all(span.get(f"{TEXT}style-name") in self.bold for span in spans)

    def _table(self, element: ET.Element) -> Iterator[Block]:
        rows: list[Row] = []
        reach: dict[int, tuple[Cell, int]] = {}
        for row in _rows(element):
            cells = self._cells(row, reach)
            if any(cell.text or cell.shaded for cell in cells):
                self.at += 1
                rows.append(Row(tuple(cells), Place(line=self.at)))
        if not rows:
            return
        width = max(len(row.cells) for row in rows)
        if width == 1:
            for cell in element.iter(f"{TABLE}table-cell"):
                yield from self.blocks_in(cell)
            return
        yield Table(tuple(Row((*row.cells, *[Cell()] * (width - len(row.cells))), row.place) for row in rows))

    def _cells(self, row: ET.Element, reach: dict[int, tuple[Cell, int]]) -> list[Cell]:
        """`reach` holds, per column, the cell that reaches down and over how many rows more."""
        cells: list[Cell] = []
        for element in row:
            if element.tag not in _CELLS:
                continue
            times = min(_count(element, "number-columns-repeated"), _MAX_COLUMNS - len(cells))
            for _ in range(times):
                at = len(cells)
                above, more = reach.get(at, (Cell(), 0))
                if element.tag.endswith("covered-table-cell"):
                    cells.append(Cell(above.pieces, merged=True, shaded=above.shaded) if more else Cell())
                    reach[at] = (above, max(more - 1, 0))
                else:
                    shaded = element.get(f"{TABLE}style-name") in self.shaded
                    span = min(_count(element, "number-columns-spanned"), _MAX_COLUMNS)
                    cell = Cell(tuple(self._pieces(element)), shaded=shaded, span=span)
                    cells.append(cell)
                    reach[at] = (cell, _count(element, "number-rows-spanned") - 1)
        return cells

    def _pieces(self, parent: ET.Element, depth: int = -1) -> Iterator[Piece]:
        for child in parent:
            if child.tag in {f"{TEXT}p", f"{TEXT}h"}:
                text = _text(child)
                if depth >= 0 and text.strip():
                    yield Piece(clean(text), bullet=True, depth=depth)
                elif text.strip():
                    yield from cell_of(text).pieces
            elif child.tag == f"{TEXT}list":
                yield from self._pieces(child, depth + 1)
            elif child.tag not in _NOT_TEXT:
                yield from self._pieces(child, depth)


def _rows(parent: ET.Element) -> Iterator[ET.Element]:
    for child in parent:
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in _GROUPS:
            yield from _rows(child)


def _count(element: ET.Element, name: str) -> int:
    number = element.get(TABLE + name, "1")
    return max(1, int(number)) if number.isdecimal() else 1


def _is_bold(style: ET.Element) -> bool:
    found = style.find(f"{STYLE}text-properties")
    return found is not None and found.get(f"{FO}font-weight") in {"bold", "600", "700", "800", "900"}


def _is_shaded(style: ET.Element) -> bool:
    found = style.find(f"{STYLE}table-cell-properties")
    colour = found.get(f"{FO}background-color", "transparent").lower() if found is not None else "transparent"
    return colour not in {"transparent", "#ffffff", ""}


def _text(element: ET.Element) -> str:
    """The words of a paragraph with ODF's marks for white space, without what others noted beside it."""
    words = element.text or ""
    for child in element:
        if child.tag in {f"{TEXT}s", f"{TEXT}tab"}:
            words += " "
        elif child.tag == f"{TEXT}line-break":
            words += "\n"
        elif child.tag not in _NOT_TEXT and not child.tag.endswith("}frame"):
            words += _text(child)
        words += child.tail or ""
    return words
