"""A list as a spreadsheet: XLSX, ODS and CSV in which text can never become a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Literal
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from odfdo import Document, Element
from odfdo.xmlpart import XmlPart
from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from lantaarn.papers.wording import visible

Kind = Literal["text", "date", "number"]
Value = str | date | int | float | Decimal | None

# What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection).
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_XLSX_CELL = 32_767
_XLSX_CUT = " [Afgebroken: in een cel passen niet meer tekens. De hele tekst staat in Lantaarn.]"
_SHEET_NAME_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_INK = "14252B"
_TITLE_FONT = Font(name="Calibri", bold=True, size=14)
_LINE_FONT = Font(name="Calibri", size=11)
_HEAD_FONT = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
_HEAD_FILL = PatternFill("solid", fgColor=_INK)
_BODY = Alignment(vertical="top", wrap_text=True)


@dataclass(frozen=True)
class Column:
    label: str
    kind: Kind = "text"


@dataclass(frozen=True)
class ListTable:
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    count_line: str


def to_csv(table: ListTable) -> bytes:
    """Header and rows alone, as Dutch spreadsheet programs open it: UTF-8 with a mark, semicolons."""
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([_csv_text(column.label) for column in table.columns])
    for row in table.rows:
        writer.writerow([_csv_text(value) if isinstance(value, str) else _plain(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _csv_text(text: str) -> str:
    shown = visible(text)
    return f"'{shown}" if shown.startswith(_FORMULA_STARTS) else shown


def _plain(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return _day(value).isoformat()
    return str(value).replace(".", ",")


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def to_xlsx(table: ListTable) -> bytes:
    workbook = Workbook()
    workbook.properties.creator = "Lantaarn"
    workbook.properties.title = visible(table.title)
    sheet = workbook.worksheets[0]
    sheet.title = _sheet_name(table.title)
    for number, width in enumerate(_widths(table), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    preamble = _preamble(table)
    for number, line in enumerate(preamble, 1):
        _fill(sheet.cell(number, 1), line).font = _TITLE_FONT if number == 1 else _LINE_FONT
    head = len(preamble) + 1
    for number, column in enumerate(table.columns, 1):
        cell = _fill(sheet.cell(head, number), column.label)
        cell.font, cell.fill = _HEAD_FONT, _HEAD_FILL
    for number, row in enumerate(table.rows, head + 1):
        for column_number, value in enumerate(row, 1):
            _fill(sheet.cell(number, column_number), value).alignment = _BODY
    _keep_heading(sheet, head, len(table.columns), len(table.rows))
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def _fill(cell: Cell | MergedCell, value: Value) -> Cell:
    assert isinstance(cell, Cell)
    if isinstance(value, str):
        cell.value = _cut(visible(value))
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA_STARTS)
    elif isinstance(value, date):
        cell.value = _day(value)
        cell.number_format = "dd-mm-yyyy"
    else:
        cell.value = value
    return cell


def _cut(text: str) -> str:
    return text if len(text) <= _XLSX_CELL else text[: _XLSX_CELL - len(_XLSX_CUT)] + _XLSX_CUT


def _keep_heading(sheet: Worksheet, head: int, columns: int, rows: int) -> None:
    sheet.freeze_panes = f"A{head + 1}"
    if columns:
        sheet.auto_filter.ref = f"A{head}:{get_column_letter(columns)}{head + rows}"
        sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _preamble(table: ListTable) -> list[str]:
    return [line for line in (table.title, table.note, table.count_line) if line]


def _sheet_name(title: str) -> str:
    name = " ".join(visible(title).translate(_SHEET_NAME_FORBIDDEN).split())[:31].strip("' ")
    return name or "Lijst"


def _widths(table: ListTable) -> list[int]:
    """Wide enough for most cells, and narrow enough to see the next column."""
    widths = []
    for number, column in enumerate(table.columns):
        cells = [str(row[number]) for row in table.rows[:200] if number < len(row)]
        lengths = sorted(max(map(len, cell.splitlines()), default=0) for cell in cells)
        usual = lengths[len(lengths) * 9 // 10] if lengths else 0
        widths.append(min(max(usual, len(column.label)) + 3, 60))
    return widths


_DAY = (
    '<number:date-style style:name="La_day" number:automatic-order="false"><number:day number:style="long"/>'
    '<number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text>'
    '<number:year number:style="long"/></number:date-style>'
)


def _ods_style(name: str, cell: str = "", text: str = "", more: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-cell" {more}>'
        f"<style:table-cell-properties {cell}/><style:text-properties {text}/></style:style>"
    )


_ODS_STYLES = (
    _DAY,
    _ods_style("La_date", 'style:vertical-align="top"', more='style:data-style-name="La_day"'),
    _ods_style("La_cell", 'style:vertical-align="top" fo:wrap-option="wrap"'),
    _ods_style("La_line"),
    _ods_style("La_title", text='fo:font-weight="bold" fo:font-size="14pt"'),
    _ods_style("La_head", f'fo:background-color="#{_INK}"', 'fo:font-weight="bold" fo:color="#FFFFFF"'),
)
_PLACE = "lantaarn-rows"
_PLACE_ELEMENT = re.compile(rf'<table:table [^>]*"{_PLACE}"[^>]*?(?:/>|>.*?</table:table>)', re.DOTALL)
_LANDSCAPE = (
    ("style:print-orientation", "landscape"),
    ("fo:page-width", "29.7cm"),
    ("fo:page-height", "21cm"),
    ("style:scale-to-X", "1"),
)


def to_ods(table: ListTable) -> bytes:
    document = Document("spreadsheet")
    document.set_language("nl-NL")
    document.meta.title = visible(table.title)
    for style in _ODS_STYLES:
        document.insert_style(style, automatic=True)
    for number, width in enumerate(_widths(table)):
        document.insert_style(
            f'<style:style style:name="La_c{number}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width * 0.21:.2f}cm"/></style:style>',
            automatic=True,
        )
    name = _sheet_name(table.title)
    document.body.clear()
    document.body.append(Element.from_tag(f'<table:table table:name="{_PLACE}"/>'))
    for layout in document.styles.get_elements("//style:page-layout-properties"):
        for attribute, value in _LANDSCAPE:
            layout.set_attribute(attribute, value)
    _freeze(document, name, len(_preamble(table)) + 1)
    out = BytesIO()
    document.save(out)
    return _with_rows(out.getvalue(), _ods_table(table, name))


def _with_rows(empty: bytes, table: str) -> bytes:
    """The document with its table put in as text: element by element the library takes a minute for 10,000 rows."""
    out = BytesIO()
    with ZipFile(BytesIO(empty)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "content.xml":
                before, after = _PLACE_ELEMENT.split(content.decode())
                content = f"{before}{table}{after}".encode()
            target.writestr(part, content)
    return out.getvalue()


def _ods_table(table: ListTable, name: str) -> str:
    columns = "".join(f'<table:table-column table:style-name="La_c{n}"/>' for n in range(len(table.columns)))
    preamble = [
        [_ods_cell(line, "La_title" if number == 0 else "La_line")] for number, line in enumerate(_preamble(table))
    ]
    head = [_ods_cell(column.label, "La_head") for column in table.columns]
    rows = [[_ods_cell(value) for value in row] for row in table.rows]
    return (
        f"<table:table table:name={quoteattr(name)}>{columns or '<table:table-column/>'}"
        f"{_ods_rows(preamble)}<table:table-header-rows>{_ods_rows([head])}</table:table-header-rows>"
        f"{_ods_rows(rows)}</table:table>"
    )


def _ods_rows(rows: Iterable[list[str]]) -> str:
    return "".join(f"<table:table-row>{''.join(cells) or '<table:table-cell/>'}</table:table-row>" for cells in rows)


def _ods_cell(value: Value, style: str = "La_cell") -> str:
    named = f'table:style-name="{style}"'
    if value is None or value == "":
        return f"<table:table-cell {named}/>"
    if isinstance(value, str):
        typed = f'{named} office:value-type="string"'
        return f"<table:table-cell {typed}>{_ods_text(value)}</table:table-cell>"
    if isinstance(value, date):
        day = _day(value)
        return (
            f'<table:table-cell table:style-name="La_date" office:value-type="date" '
            f'office:date-value="{day.isoformat()}"><text:p>{day:%d-%m-%Y}</text:p></table:table-cell>'
        )
    return (
        f'<table:table-cell {named} office:value-type="float" office:value="{value}">'
        f"<text:p>{_plain(value)}</text:p></table:table-cell>"
    )


def _ods_text(text: str) -> str:
    lines = visible(text).split("\n")
    return "".join(f"<text:p>{_ods_spaces(escape(line))}</text:p>" for line in lines)


def _ods_spaces(line: str) -> str:
    """ODF collapses white space as HTML does; Calc drops a tab in a cell, so it becomes a space."""
    marked = line.replace("\t", " ").replace("  ", " <text:s/>")
    return f"<text:s/>{marked[1:]}" if marked.startswith(" ") else marked


def _freeze(document: Document, sheet: str, rows: int) -> None:
    """Keep the heading in view (the view settings that LibreOffice writes: split mode 2 is frozen)."""
    part = document.get_part("settings.xml")
    assert isinstance(part, XmlPart)
    settings = part.root
    settings.clear()
    settings.append(Element.from_tag(_FROZEN.format(sheet=quoteattr(sheet), rows=rows)))


_FROZEN = (
    '<office:settings><config:config-item-set config:name="ooo:view-settings">'
    '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
    '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
    '<config:config-item-map-named config:name="Tables"><config:config-item-map-entry config:name={sheet}>'
    '<config:config-item config:name="VerticalSplitMode" config:type="short">2</config:config-item>'
    '<config:config-item config:name="VerticalSplitPosition" config:type="int">{rows}</config:config-item>'
    '<config:config-item config:name="ActiveSplitRange" config:type="short">2</config:config-item>'
    '<config:config-item config:name="PositionBottom" config:type="int">{rows}</config:config-item>'
    "</config:config-item-map-entry></config:config-item-map-named>"
    "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
    "</office:settings>"
)
