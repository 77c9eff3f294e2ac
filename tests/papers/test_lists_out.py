"""A list that leaves: real dates, a heading that stays in view, and text that stays text."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from time import process_time
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odfdo import Document
from openpyxl import load_workbook

from lantaarn.papers.lists_out import Column, ListTable, Value, to_csv, to_ods, to_xlsx
from lantaarn.papers.wording import visible

TABLE = ListTable(
    title="Overzichtslijst Emmen: 2026/11",
    note="Gemaakt op 24 november 2026 door Sanne Testpersoon. Vertrouwelijk.",
    columns=(Column("Nummer"), Column("Datum melding", "date"), Column("Aantal", "number"), Column("Wat")),
    rows=(
        ("S-7K4M", date(2026, 2, 1), 7, "Zeven matrassen"),
        ("S-2QHD", date(2026, 11, 24), Decimal("2.5"), "=1+1"),
        ("S-9XYZ", None, None, None),
    ),
    count_line="3 signalen, 1 zonder datum",
)
DANGEROUS = ("=1+1", "+31 6 00 00 00 01", "-2", "@SUM(A1)", "\t=1+1", "\n=1+1", "＝1+1", '=cmd|" /C calc"!A0')


def rows_of_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def with_text(text: str) -> ListTable:
    return replace(TABLE, rows=(("S-7K4M", None, None, text),))


def part(data: bytes, name: str) -> str:
    with ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_xlsx_holds_real_dates_and_numbers_under_a_heading_that_stays() -> None:
    sheet = load_workbook(BytesIO(to_xlsx(TABLE))).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[0] for row in rows[:3]] == [TABLE.title, TABLE.note, TABLE.count_line]
    assert rows[3] == ("Nummer", "Datum melding", "Aantal", "Wat")
    assert rows[4] == ("S-7K4M", datetime(2026, 2, 1), 7, "Zeven matrassen")  # noqa: DTZ001
    assert rows[6] == ("S-9XYZ", None, None, None)
    assert sheet.freeze_panes == "A5"
    assert sheet["B5"].number_format == "dd-mm-yyyy"
    assert sheet.column_dimensions["B"].width == pytest.approx(len("Datum melding") + 3)


def test_ods_holds_real_dates_and_numbers_under_a_heading_that_stays() -> None:
    data = to_ods(TABLE)
    table = Document(BytesIO(data)).body.get_table(0)
    assert table is not None
    assert table.get_values((0, 3, 3, 3)) == [["Nummer", "Datum melding", "Aantal", "Wat"]]
    assert table.get_value((1, 4)) == date(2026, 2, 1)
    assert table.get_value((2, 5)) == Decimal("2.5")
    assert table.get_value((3, 5)) == "=1+1"
    assert 'config:name="VerticalSplitPosition" config:type="int">4<' in part(data, "settings.xml")


def test_csv_is_what_a_dutch_spreadsheet_opens() -> None:
    data = to_csv(TABLE)
    assert data.startswith(b"\xef\xbb\xbf")
    assert rows_of_csv(data) == [
        ["Nummer", "Datum melding", "Aantal", "Wat"],
        ["S-7K4M", "2026-02-01", "7", "Zeven matrassen"],
        ["S-2QHD", "2026-11-24", "2,5", "'=1+1"],
        ["S-9XYZ", "", "", ""],
    ]


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_never_becomes_a_formula(text: str) -> None:
    table = with_text(text)
    assert rows_of_csv(to_csv(table))[1][3].startswith("'")
    cell = load_workbook(BytesIO(to_xlsx(table))).worksheets[0]["D5"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert "<f>" not in part(to_xlsx(table), "xl/worksheets/sheet1.xml")
    assert "table:formula" not in part(to_ods(table), "content.xml")


@pytest.mark.parametrize("text", DANGEROUS)
def test_headings_and_title_never_become_a_formula(text: str) -> None:
    table = replace(TABLE, title=text, note=text, count_line=text, columns=(Column(text),), rows=())
    assert rows_of_csv(to_csv(table))[0][0].startswith("'")
    assert "<f>" not in part(to_xlsx(table), "xl/worksheets/sheet1.xml")
    assert "table:formula" not in part(to_ods(table), "content.xml")


def test_a_text_longer_than_a_cell_of_excel_says_that_it_was_cut() -> None:
    table = with_text("a" * 40_000)
    cut = load_workbook(BytesIO(to_xlsx(table))).worksheets[0]["D5"].value
    assert isinstance(cut, str)
    assert len(cut) == 32_767
    assert cut.endswith("De hele tekst staat in Lantaarn.]")
    assert rows_of_csv(to_csv(table))[1][3] == "a" * 40_000
    assert "a" * 40_000 in part(to_ods(table), "content.xml")


@pytest.mark.parametrize("title", ["", "[]:*?/\\", "'", "x" * 50, "\x00"])
def test_any_title_gives_a_sheet_with_a_name(title: str) -> None:
    table = replace(TABLE, title=title)
    assert load_workbook(BytesIO(to_xlsx(table))).sheetnames[0].strip()
    ET.fromstring(part(to_ods(table), "content.xml"))  # noqa: S314 (made above)


def test_an_empty_list_still_has_its_heading() -> None:
    empty = replace(TABLE, rows=())
    assert load_workbook(BytesIO(to_xlsx(empty))).worksheets[0]["A4"].value == "Nummer"
    assert rows_of_csv(to_csv(empty)) == [["Nummer", "Datum melding", "Aantal", "Wat"]]
    assert "Datum melding" in part(to_ods(empty), "content.xml")
    bare = ListTable("Leeg", "", (), (), "")
    assert to_xlsx(bare)
    assert to_ods(bare)
    assert to_csv(bare)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_comes_out_as_it_went_in_save_for_what_no_document_may_hold(text: str) -> None:
    table = with_text(text)
    shown = visible(text)
    in_csv = rows_of_csv(to_csv(table))[1][3]
    assert in_csv in {shown, "'" + shown}
    assert (load_workbook(BytesIO(to_xlsx(table))).worksheets[0]["D5"].value or "") == shown
    root = ET.fromstring(part(to_ods(table), "content.xml"))  # noqa: S314 (made above)
    for space in root.iterfind(".//{*}s"):
        space.text = " "
    lines = ["".join(line.itertext()) for line in root.findall(".//{*}table-row")[-1][3]]
    assert "\n".join(lines) == shown.replace("\t", " ")


@pytest.mark.parametrize("write", [to_xlsx, to_ods, to_csv])
def test_a_long_list_is_written_in_a_moment(write: object) -> None:
    assert callable(write)
    rows: list[tuple[Value, ...]] = [
        ("S-7K4M", date(2026, 2, 1), 7, "Zeven matrassen", *["wat meer"] * 8) for _ in range(4_000)
    ]
    columns = (*TABLE.columns, *(Column(f"Kolom {number}") for number in range(8)))
    began = process_time()
    write(replace(TABLE, columns=columns, rows=tuple(rows)))
    assert process_time() - began < 5
