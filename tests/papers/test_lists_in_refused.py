"""Files that cannot be used, or mean harm, are refused with a sentence that says what to do."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from lantaarn.papers.lists_in import (
    PaperError,
    guess_mapping,
    read_list,
    read_rows,
)
from lantaarn.papers.lists_in.sheets import SourceRow
from lantaarn.papers.lists_out import Column, ListTable, to_ods

DRENTHE = (
    "Aa en Hunze", "Assen", "Borger-Odoorn", "Coevorden", "De Wolden", "Emmen", "Hoogeveen", "Meppel",
    "Midden-Drenthe", "Noordenveld", "Tynaarlo", "Westerveld",
)  # fmt: skip
HEADING = ("Nr.", "Datum melding", "Gemeente", "Soort uitbuiting", "Melder / bron", "Omschrijving", "Minderjarig?")
FIRST = ("12", date(2026, 2, 1), "Emmen", "arbeid", "Wmo-loket", "Zeven matrassen in een schuur", "nee")


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


TABLE = ListTable(
    title="Overzichtslijst",
    note="Gemaakt door Sanne Testpersoon",
    columns=(
        Column("Nummer"), Column("Datum melding", "date"), Column("Gemeente"), Column("Soort uitbuiting"),
        Column("Omschrijving"), Column("Minderjarig"), Column("Status"), Column("Weer bekijken", "date"),
    ),
    rows=(
        ("S-7K4M", date(2026, 2, 1), "Borger-Odoorn", "seksueel en crimineel", "=Jong meisje\n met  telefoons", "ja",
         "in behandeling", date(2026, 12, 1)),
        ("S-2QHD", date(2026, 11, 24), "De Wolden", "onbekend", "Tip; van een buur, \"anoniem\"", "weet niet", "nieuw",
         None),
    ),
    count_line="2 signalen",
)  # fmt: skip


def zipped(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def changed(data: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {info: archive.read(info) for info in archive.namelist()}
    return zipped(parts | {name: content})


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
SHEET = "xl/worksheets/sheet1.xml"
REFUSED = {
    "empty": (b"", "leeg"),
    "white": (b" \r\n ", "leeg"),
    "old office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Opslaan als"),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
    "pdf": (b"%PDF-1.7 ...", "pdf"),
    "html": (b"\n<html><table><tr><td>1</td></tr></table>", "webpagina"),
    "word": (zipped({"word/document.xml": b"<w/>"}), "tekstdocument"),
    "writer": (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "tekstdocument"),
    "xlsb": (zipped({"xl/workbook.bin": b"."}), ".xlsb"),
    "other zip": (zipped({"foto.jpg": b"."}), "herkennen wij niet"),
    "binary": (b"GIF89a\0\0\0", "herkennen wij niet"),
    "broken zip": (b"PK\x03\x04" + b"x" * 200, "beschadigd"),
    "cut": (workbook(HEADING, FIRST)[:-200], "beschadigd"),
    "no sheet": (zipped({"xl/workbook.xml": b"<x/>"}), "beschadigd"),
    "bad xml": (changed(workbook(HEADING, FIRST), SHEET, b"<worksheet"), "beschadigd"),
    "laughs in xlsx": (changed(workbook(HEADING, FIRST), SHEET, LAUGHS), "schade"),
    "outside in xlsx": (changed(workbook(HEADING, FIRST), "xl/workbook.xml", OUTSIDE), "schade"),
    "laughs in utf-16": (changed(workbook(HEADING), SHEET, LAUGHS.decode().encode("utf-16")), "schade"),
    "laughs in ods": (changed(to_ods(TABLE), "content.xml", LAUGHS), "schade"),
    "sealed ods": (changed(to_ods(TABLE), "META-INF/manifest.xml", b"<manifest:encryption-data/>"), "wachtwoord"),
    "bad ods": (changed(to_ods(TABLE), "content.xml", b"<a>"), "beschadigd"),
    "bomb": (zipped({"xl/workbook.xml": b"<x>" + b" " * 30_000_000}), "schade"),
    "many small bombs": (zipped({f"xl/{n}.xml": b" " * 1_000_000 for n in range(45)}), "te groot"),
    "too many parts": (zipped({f"xl/{n}.xml": b"" for n in range(2_001)}), "schade"),
    "nothing in it": (workbook(), "geen lijst"),
    "half a utf-16": (b"\xff\xfea", "niet te lezen"),
    "no letters": (b"Datum;Gemeente\n\x81\x8d;\n", "niet te lezen"),
    "too large": (b"a;b\n" * 3_000_000, "te groot"),
    "many rows": (b"a;b\n" * 10_002, "meer dan 10.000 rijen"),
    "many columns": (b"a;" * 101 + b"b\n", "meer dan 100 kolommen"),
    "wide xlsx": (workbook(HEADING, (*FIRST, *[None] * 200, "ver weg")), "meer dan 100 kolommen"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_used_says_what_to_do(case: str) -> None:
    data, words = REFUSED[case]
    with pytest.raises(PaperError, match=words) as refused:
        read_list(data, "lijst.xlsx")
    assert refused.value.message[-1] == "."


def test_an_archive_with_a_password_says_so() -> None:
    data = bytearray(workbook(HEADING, FIRST))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    with pytest.raises(PaperError, match="wachtwoord"):
        read_list(bytes(data), "lijst.xlsx")


SPREAD = (
    '<table:table xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" table:name="x">{rows}</table:table>'
)


def ods(rows: str) -> bytes:
    body = (
        '<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><o:body><o:spreadsheet>'
        f"{SPREAD.format(rows=rows)}</o:spreadsheet></o:body></o:document-content>"
    )
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": body.encode()})


CELL = "<table:table-cell><text:p>{}</text:p></table:table-cell>"


def test_an_ods_that_repeats_nothing_a_million_times_is_a_small_list() -> None:
    wide = '<table:table-cell table:number-columns-repeated="16384"/>'
    empty = f'<table:table-row table:number-rows-repeated="1048000">{wide}'
    head = f"<table:table-row>{CELL.format('Datum')}{CELL.format('Gemeente')}</table:table-row>"
    row = f"<table:table-row>{CELL.format('1-2-2024')}{CELL.format('Em<text:s/>men')}</table:table-row>"
    preview = read_list(ods(f"{head}{empty}</table:table-row>{row}"), "x.ods")
    assert preview.rows == (SourceRow(1_048_002, ("1-2-2024", "Em men")),)


ROW_AGAIN = '<table:table-row table:number-rows-repeated="{}">{}</table:table-row>'
CELL_AGAIN = '<table:table-cell table:number-columns-repeated="{}">{}</table:table-cell>'


@pytest.mark.parametrize(
    "rows, words",
    [
        (ROW_AGAIN.format(999999999, CELL.format("a")), "rijen"),
        (ROW_AGAIN.format(1, CELL_AGAIN.format(999999999, "<text:p>a</text:p>")), "kolommen"),
        (ROW_AGAIN.format(1, CELL_AGAIN.format(16000, "") + CELL.format("ver weg")), "kolommen"),
        (ROW_AGAIN.format("veel", CELL.format("a")), "beschadigd"),
    ],
)
def test_an_ods_that_claims_to_be_huge_is_refused(rows: str, words: str) -> None:
    with pytest.raises(PaperError, match=words):
        read_list(ods(rows), "x.ods")


def test_an_xlsx_with_a_row_number_beyond_the_sheet_is_refused() -> None:
    far = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="99999999999"><c r="A99999999999" t="inlineStr"><is><t>a</t></is></c></row></sheetData></worksheet>'
    )
    with pytest.raises(PaperError, match="schade"):
        read_list(changed(workbook(HEADING), SHEET, far), "x.xlsx")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"sep=;\n"]))
def test_any_bytes_are_read_or_refused_in_dutch(data: bytes, start: bytes) -> None:
    with suppress(PaperError):
        read_list(start + data, "x")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused_in_dutch(data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from(WHOLE)))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with suppress(PaperError):
        preview = read_list(bytes(whole), "x")
        read_rows(preview, guess_mapping(preview.columns), municipalities=DRENTHE)


WHOLE = (workbook(HEADING, FIRST), to_ods(TABLE))
