"""A Word document as blocks: its text with changes accepted, styles as headings, lists with their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from lantaarn.papers.programme_in.blocks import Aside, Block, Cell, Document, Piece, Place, Row, Table
from lantaarn.papers.programme_in.documents.cells import cell_of, clean
from lantaarn.papers.programme_in.documents.numbering import Numbering
from lantaarn.papers.programme_in.documents.styled import Styled, block_of
from lantaarn.papers.programme_in.documents.zipped import Zipped

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = {f"{W}{name}" for name in ("del", "moveFrom", "delText", "instrText", "footnoteReference", "rPr", "pPr")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAX_COLUMNS = 80


@dataclass(frozen=True)
class _Style:
    level: int | None
    contents: bool
    number: tuple[str, int] | None
    bold: bool


def read_docx(archive: Zipped) -> Document:
    body = archive.xml("word/document.xml").find(f"{W}body")
    reader = _Reader(_styles(archive), Numbering(archive))
    blocks = tuple(reader.blocks_in(body)) if body is not None else ()
    return Document(blocks, "docx", shading=True)


def _styles(archive: Zipped) -> dict[str, _Style]:
    if not archive.has("word/styles.xml"):
        return {}
    elements = {style.get(f"{W}styleId", ""): style for style in archive.xml("word/styles.xml").findall(f"{W}style")}
    return {name: _style(style, elements) for name, style in elements.items()}


def _style(style: ET.Element, others: dict[str, ET.Element]) -> _Style:
    name = _value(style.find(f"{W}name")).lower()
    based = others.get(_value(style.find(f"{W}basedOn")))
    level = _level(name, style)
    if level is None and based is not None and based is not style:
        level = _level(_value(based.find(f"{W}name")).lower(), based)
    contents = name.startswith(("toc ", "inhopg", "inhoud"))
    bold = style.find(f"{W}rPr/{W}b") is not None
    return _Style(None if contents else level, contents, _number(style), bold)


def _level(name: str, style: ET.Element) -> int | None:
    if match := re.fullmatch(r"(?:heading|kop) ?(\d)", name):
        return int(match[1])
    if name in {"title", "titel"}:
        return 1
    outline = _value(style.find(f"{W}pPr/{W}outlineLvl"))
    return int(outline) + 1 if outline.isdecimal() and int(outline) < 9 else None


def _value(element: ET.Element | None) -> str:
    return element.get(f"{W}val", "") if element is not None else ""


def _number(holder: ET.Element) -> tuple[str, int] | None:
    """The list and the depth in it that a paragraph or style names; list 0 means none."""
    found = holder.find(f"{W}pPr/{W}numPr")
    if found is None:
        return None
    number = _value(found.find(f"{W}numId"))
    depth = _value(found.find(f"{W}ilvl")) or "0"
    return (number, int(depth)) if number and number != "0" and depth.isdecimal() else None


class _Reader:
    def __init__(self, styles: dict[str, _Style], numbering: Numbering) -> None:
        self.styles = styles
        self.numbering = numbering
        self.at = 0

    def blocks_in(self, parent: ET.Element) -> Iterator[Block]:
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                yield from self._table(child)
            elif child.tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                gallery = _value(child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"))
                if content is not None:
                    inner = self.blocks_in(content)
                    yield from (_as_contents(block) for block in inner) if "ontents" in gallery else inner
            elif child.tag in {f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"}:
                yield from self.blocks_in(child)

    def _paragraph(self, element: ET.Element) -> Iterator[Block]:
        for lines in _boxes(element):
            yield from self.blocks_in(lines)
        text = _text(element)
        if not text.strip():
            return
        self.at += 1
        style = self.styles.get(_value(element.find(f"{W}pPr/{W}pStyle")))
        if style is not None and style.contents:
            yield Aside(clean(text), "inhoudsopgave", Place(line=self.at))
            return
        yield from block_of(self._styled(element, style, text), Place(line=self.at))

    def _styled(self, element: ET.Element, style: _Style | None, text: str) -> Styled:
        own = _number(element)
        named = own or (style.number if style else None)
        label = self.numbering.next(*named) if named else None
        bold = bool(style and style.bold) or _all_bold(element)
        depth = named[1] if named else 0
        level = style.level if style else None
        return Styled(text, level=level, bold=bold, label=label, depth=depth, listed=named is not None)

    def _table(self, element: ET.Element) -> Iterator[Block]:
        rows: list[Row] = []
        above: list[Cell] = []
        for row in _rows(element):
            cells = self._cells(row, above)
            above = cells
            if any(cell.text or cell.shaded for cell in cells):
                self.at += 1
                rows.append(Row(tuple(cells), Place(line=self.at)))
        if not rows:
            return
        if max(len(row.cells) for row in rows) == 1:
            for boxed in _rows(element):
                for cell in boxed.iter(f"{W}tc"):
                    yield from self.blocks_in(cell)
            return
        width = max(len(row.cells) for row in rows)
        yield Table(tuple(Row((*row.cells, *[Cell()] * (width - len(row.cells))), row.place) for row in rows))

    def _cells(self, row: ET.Element, above: list[Cell]) -> list[Cell]:
        cells: list[Cell] = []
        for element in _cell_elements(row):
            properties = element.find(f"{W}tcPr")
            span = _value(properties.find(f"{W}gridSpan")) if properties is not None else ""
            merge = properties.find(f"{W}vMerge") if properties is not None else None
            wide = min(int(span), _MAX_COLUMNS) if span.isdecimal() else 1
            at = len(cells)
            if merge is not None and _value(merge) != "restart" and at < len(above):
                cells.append(Cell(above[at].pieces, merged=True, shaded=above[at].shaded))
            else:
                cells.append(Cell(tuple(self._pieces(element)), shaded=_shaded(properties), span=wide))
            cells += [Cell()] * (wide - 1)
        return cells[:_MAX_COLUMNS]

    def _pieces(self, element: ET.Element) -> Iterator[Piece]:
        for paragraph in element.iter(f"{W}p"):
            text = _text(paragraph)
            if not text.strip():
                continue
            style = self.styles.get(_value(paragraph.find(f"{W}pPr/{W}pStyle")))
            named = _number(paragraph) or (style.number if style else None)
            if named:
                label = self.numbering.next(*named)
                numbered = f"{label} {text}" if label and not element.findall(f"{W}p")[1:] else text
                yield Piece(clean(numbered), bullet=True, depth=named[1])
            else:
                yield from cell_of(text).pieces


def _rows(table: ET.Element) -> Iterator[ET.Element]:
    for child in table:
        if child.tag == f"{W}tr" and child.find(f"{W}trPr/{W}del") is None:
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}ins"}:
            yield from _rows(child)


def _cell_elements(row: ET.Element) -> Iterator[ET.Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent"}:
            yield from _cell_elements(child)


def _shaded(properties: ET.Element | None) -> bool:
    fill = properties.find(f"{W}shd") if properties is not None else None
    colour = fill.get(f"{W}fill", "auto").lower() if fill is not None else "auto"
    return colour not in {"auto", "ffffff", ""}


def _as_contents(block: Block) -> Block:
    text = getattr(block, "text", "")
    return Aside(text, "inhoudsopgave", block.place) if not isinstance(block, Table) else block


def _boxes(element: ET.Element) -> Iterator[ET.Element]:
    """Text boxes drawn in a paragraph; the copy for older programs is left out."""
    for child in element:
        if child.tag == _FALLBACK:
            continue
        if child.tag == f"{W}txbxContent":
            yield child
        else:
            yield from _boxes(child)


def _text(element: ET.Element) -> str:
    words = ""
    for child in element:
        if child.tag in _SKIPPED or child.tag in {_FALLBACK, f"{W}txbxContent"}:
            continue
        if child.tag == f"{W}t":
            words += child.text or ""
        elif child.tag == f"{W}tab":
            words += " "
        elif child.tag in {f"{W}br", f"{W}cr"}:
            words += "\n"
        elif child.tag == f"{W}noBreakHyphen":
            words += "-"
        else:
            words += _text(child)
    return words


def _all_bold(element: ET.Element) -> bool:
    runs = [run for run in element.iter(f"{W}r") if "".join(text.text or "" for text in run.iter(f"{W}t")).strip()]
    return bool(runs) and all(_is_bold(run.find(f"{W}rPr/{W}b")) for run in runs)


def _is_bold(element: ET.Element | None) -> bool:
    return element is not None and element.get(f"{W}val", "1") not in {"0", "false"}
