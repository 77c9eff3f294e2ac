"""The overview list that a region already keeps comes in: whatever program made it, and nothing gets lost."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from lantaarn.papers.lists_in import (
    TARGETS,
    ImportResult,
    PaperError,
    SheetPreview,
    guess_mapping,
    read_list,
    read_rows,
)
from lantaarn.papers.lists_in.sheets import SourceRow
from lantaarn.papers.lists_out import Column, ListTable, to_csv, to_ods, to_xlsx

DRENTHE = (
    "Aa en Hunze", "Assen", "Borger-Odoorn", "Coevorden", "De Wolden", "Emmen", "Hoogeveen", "Meppel",
    "Midden-Drenthe", "Noordenveld", "Tynaarlo", "Westerveld",
)  # fmt: skip
TODAY = date(2026, 11, 24)
HEADING = ("Nr.", "Datum melding", "Gemeente", "Soort uitbuiting", "Melder / bron", "Omschrijving", "Minderjarig?")
FIRST = ("12", date(2026, 2, 1), "Emmen", "arbeid", "Wmo-loket", "Zeven matrassen in een schuur", "nee")


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def listed(*rows: tuple[object, ...], today: date | None = TODAY) -> ImportResult:
    preview = read_list(workbook(HEADING, *rows), "lijst.xlsx")
    return read_rows(preview, guess_mapping(preview.columns), municipalities=DRENTHE, today=today)


def csv_list(text: str, encoding: str = "utf-8") -> SheetPreview:
    return read_list(text.encode(encoding), "lijst.csv")


def test_a_list_of_excel_comes_in_as_signals() -> None:
    (row,) = listed(FIRST).rows
    assert (row.row_number, row.number, row.date, row.municipality) == (2, "12", date(2026, 2, 1), "Emmen")
    assert (row.exploitation, row.source, row.minor) == (("labour",), "Wmo-loket", "no")
    assert row.description == "Zeven matrassen in een schuur"
    assert (row.other, row.notes) == ((), ())


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


@pytest.mark.parametrize("write", [to_xlsx, to_ods, to_csv])
def test_what_lantaarn_writes_lantaarn_reads(write: object) -> None:
    assert callable(write)
    preview = read_list(write(TABLE), "export")
    result = read_rows(preview, guess_mapping(preview.columns), municipalities=DRENTHE, today=TODAY)
    assert result.left_out == ()
    first, second = result.rows
    assert (first.number, first.date, first.municipality) == ("S-7K4M", date(2026, 2, 1), "Borger-Odoorn")
    assert first.exploitation == ("sexual", "criminal")
    assert first.description.split() == ["=Jong", "meisje", "met", "telefoons"]
    assert first.other[0][0] == "Weer bekijken"
    assert (first.minor, first.status, second.minor, second.exploitation) == (
        "yes", "in behandeling", "unknown", ("unknown",))  # fmt: skip


def test_lines_above_the_heading_are_not_taken_for_it() -> None:
    preview = read_list(
        workbook(("Overzicht signalen 2026",), ("Vertrouwelijk", "van", "Emmen"), (), HEADING, FIRST), "x"
    )
    assert preview.header_row == 4
    assert [column.label for column in preview.columns] == list(HEADING)
    assert [row.number for row in preview.above] == [1, 2]
    assert preview.columns[2].samples == ("Emmen",)


def test_the_reader_may_choose_sheet_and_heading() -> None:
    book = Workbook()
    book.worksheets[0].append(["Uitleg"])
    other = book.create_sheet("2026")
    for row in (("a", "b"), HEADING, FIRST):
        other.append(list(row))
    out = BytesIO()
    book.save(out)
    preview = read_list(out.getvalue(), "x.xlsx", sheet="2026", header_row=2)
    assert preview.sheets == ("Sheet", "2026")
    assert (preview.sheet, preview.header_row, len(preview.rows)) == ("2026", 2, 1)
    with pytest.raises(PaperError, match="staat niet in dit bestand"):
        read_list(out.getvalue(), "x.xlsx", sheet="2025")


# --- columns ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "label, target",
    [
        ("Volgnr", "number"),
        ("NR.", "number"),
        ("Datum  melding", "date"),
        ("Datum van de melding", "date"),
        ("Datum afhandeling", None),
        ("Vorm van uitbuiting", "exploitation"),
        ("Gem.", "municipality"),
        ("GEMEENTE (behandelend)", "municipality"),
        ("Melder/bron", "source"),
        ("Korte omschrijving van het signaal", "description"),
        ("Minderjarig (ja/nee)", "minor"),
        ("Stand van zaken", "status"),
        ("Kleur auto", None),
    ],
)
def test_columns_are_recognised_by_what_regions_call_them(label: str, target: str | None) -> None:
    preview = read_list(workbook((label, "Zomaar iets"), ("a", "b")), "x")
    assert guess_mapping(preview.columns) == ({target: 0} if target else {})


def test_each_column_and_each_field_is_used_once() -> None:
    preview = read_list(workbook(("Gemeente", "Gemeente", "Datum", "Datum melding"), (1, 2, 3, 4)), "x")
    assert guess_mapping(preview.columns) == {"municipality": 0, "date": 2}


def test_what_no_field_asks_for_comes_along_as_text() -> None:
    preview = read_list(workbook((*HEADING, "Kleur auto"), (*FIRST, "blauw")), "x")
    (row,) = read_rows(preview, guess_mapping(preview.columns), municipalities=DRENTHE).rows
    assert row.other == (("Kleur auto", "blauw"),)


# --- dates -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "1-2-2024", "01/02/2024", "1.2.2024", "01 02 2024", "1-2-24", "1-2-'24", "1 februari 2024", "1 feb 2024",
        "1 feb. 2024", "1-feb-24", "1e februari 2024", "donderdag 1 februari 2024", "do. 1 feb 2024", "2024-02-01",
        "20240201",
        "2024-02-01T13:45:00", "1-2-2024 13:45", "1 februari 2024, 13.45 uur", "45323", 45323, 45323.75,
        date(2024, 2, 1), datetime(2024, 2, 1, 13, 45),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_dates_are_read_as_the_dutch_write_them(written: object) -> None:
    (row,) = listed(("1", written, *FIRST[2:])).rows
    assert row.date == date(2024, 2, 1)


@pytest.mark.parametrize(
    "month, number", [("mrt", 3), ("maart", 3), ("mei", 5), ("sept", 9), ("okt.", 10), ("dec", 12)]
)
def test_months_may_be_shortened(month: str, number: int) -> None:
    (row,) = listed(("1", f"3 {month} 2024", *FIRST[2:])).rows
    assert row.date == date(2024, number, 3)


@pytest.mark.parametrize(
    "written",
    [
        "12/31/2024",
        "30-2-2024",
        "2024",
        2024,
        "voorjaar 2024",
        "maart 2024",
        "1-2",
        "?",
        "1 marktdag 2024",
        True,
        "0-0-0",
    ],
)
def test_a_date_that_is_none_is_left_out_with_the_reason(written: object) -> None:
    result = listed(("1", written, *FIRST[2:]))
    assert result.rows == ()
    assert "Dit is geen datum" in result.left_out[0].reason
    assert "Zeven matrassen" in result.left_out[0].text


def test_a_date_in_the_future_is_left_out() -> None:
    assert "toekomst" in listed(("1", date(2026, 11, 25), *FIRST[2:])).left_out[0].reason
    assert listed(("1", date(2026, 11, 25), *FIRST[2:]), today=None).rows


# --- municipalities --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written, name",
    [
        ("emmen", "Emmen"), (" EMMEN ", "Emmen"), ("gem. Emmen", "Emmen"), ("Gemeente Emmen", "Emmen"),
        ("Emmen (gemeente)", "Emmen"), ("Borger Odoorn", "Borger-Odoorn"), ("Midden–Drenthe", "Midden-Drenthe"),
        ("Aa en Hunze", "Aa en Hunze"), ("Tynaarló", "Tynaarlo"), ("de wolden", "De Wolden"),
    ],
)  # fmt: skip
def test_municipalities_are_known_however_they_are_written(written: str, name: str) -> None:
    (row,) = listed(("1", date(2026, 1, 1), written, *FIRST[3:])).rows
    assert row.municipality == name


@pytest.mark.parametrize(
    "written, reason",
    [
        ("Emen", "Bedoelt u Emmen?"),
        ("Hogeveen", "Bedoelt u Hoogeveen?"),
        ("Groningen", "kennen wij niet."),
        ("Emmen / Coevorden", "Hier staan meer gemeenten: Emmen, Coevorden."),
        (None, "De gemeente ontbreekt."),
        ("???", "De gemeente ontbreekt."),
    ],
)
def test_a_municipality_in_doubt_is_asked_never_guessed(written: object, reason: str) -> None:
    result = listed(("1", date(2026, 1, 1), written, *FIRST[3:]))
    assert result.rows == ()
    assert reason in result.left_out[0].reason


# --- forms of exploitation, yes and no -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written, codes",
    [
        ("Seksueel", ("sexual",)), ("seksuele uitbuiting", ("sexual",)), ("prostitutie", ("sexual",)),
        ("sekswerk", ("sexual",)), ("Arbeidsuitbuiting", ("labour",)), ("crimineel", ("criminal",)),
        ("gedwongen criminaliteit", ("criminal",)), ("organen", ("organ_removal",)),
        ("orgaanhandel", ("organ_removal",)), ("overig", ("other",)), ("anders", ("other",)), ("onbekend", ("unknown",)),
        (None, ("unknown",)), ("?", ("unknown",)),
        ("seksueel/arbeid", ("sexual", "labour")), ("arbeid, crimineel en seksueel", ("sexual", "criminal", "labour")),
        ("arbeid en onbekend", ("labour",)),
    ],
)  # fmt: skip
def test_forms_of_exploitation_are_recognised(written: object, codes: tuple[str, ...]) -> None:
    (row,) = listed((*FIRST[:3], written, *FIRST[4:])).rows
    assert row.exploitation == codes
    assert row.notes == ()


@pytest.mark.parametrize("written", ["geen seksuele uitbuiting", "mogelijk iets met auto's", "niet crimineel"])
def test_a_form_that_is_not_recognised_is_unknown_and_its_words_are_kept(written: str) -> None:
    (row,) = listed((*FIRST[:3], written, *FIRST[4:])).rows
    assert row.exploitation == ("unknown",)
    assert row.notes[0].text == written


@pytest.mark.parametrize(
    "written, answer",
    [
        ("ja", "yes"), ("J", "yes"), ("x", "yes"), (True, "yes"), (1, "yes"), ("✓", "yes"), ("minderjarig", "yes"),
        ("<18", "yes"),
        ("Nee", "no"), ("n", "no"), (False, "no"), (0, "no"), ("meerderjarig", "no"), ("18+", "no"),
        ("onbekend", "unknown"), ("?", "unknown"), ("-", "unknown"), (None, "unknown"), ("weet niet", "unknown"),
    ],
)  # fmt: skip
def test_yes_no_and_unknown_are_three_answers(written: object, answer: str) -> None:
    (row,) = listed((*FIRST[:6], written)).rows
    assert row.minor == answer
    assert row.notes == ()


@pytest.mark.parametrize("written", ["16", "misschien", "17 jaar"])
def test_an_answer_that_is_neither_is_kept_as_a_note(written: str) -> None:
    (row,) = listed((*FIRST[:6], written)).rows
    assert row.minor == "unknown"
    assert row.notes[0].text == written


def test_a_number_that_stands_twice_is_noted() -> None:
    _, second = listed(FIRST, FIRST).rows
    assert second.notes[0].reason == "Dit nummer staat ook in rij 2."


# --- csv -------------------------------------------------------------------------------------------------------------

LINES = "Nr;Datum melding;Gemeente;Omschrijving\n1;1-2-2024;Emmen;Café Zonneschijn, achterkamer\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_csv_is_read_whatever_its_letters_and_separator(encoding: str, separator: str) -> None:
    preview = csv_list(LINES.replace(";", separator), encoding)
    (row,) = read_rows(preview, guess_mapping(preview.columns), municipalities=DRENTHE).rows
    assert row.description == "Café Zonneschijn, achterkamer"


def test_csv_with_commas_quotes_and_lines_in_a_cell() -> None:
    preview = csv_list('Datum,Gemeente,Omschrijving\r\n1-2-2024,Emmen,"Twee regels,\r\nmet ""aanhaling"""\r\n')
    assert preview.rows[0].cells[2] == 'Twee regels,\nmet "aanhaling"'


def test_a_declared_separator_counts_and_keeps_the_row_numbers() -> None:
    preview = csv_list("sep=|\nDatum|Gemeente\n1-2-2024|Emmen; ook; elders; vaak\n")
    assert (preview.header_row, preview.rows[0].number, len(preview.columns)) == (2, 3, 2)


# --- files that are refused ------------------------------------------------------------------------------------------


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


# --- nothing gets lost -----------------------------------------------------------------------------------------------

VALUES = st.one_of(
    st.none(),
    st.text(max_size=20),
    st.integers(-5, 60_000),
    st.booleans(),
    st.dates(date(1950, 1, 1), date(2050, 1, 1)),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.sampled_from(["Emmen", "1-2-2024", "seksueel", "ja", "gem. Assen", "?"]),
)
ROWS = st.lists(st.tuples(VALUES, VALUES, VALUES, VALUES, VALUES, VALUES, VALUES), max_size=12)
MAPPINGS = st.dictionaries(st.sampled_from([target.name for target in TARGETS]), st.integers(-1, 9))


@settings(max_examples=200, deadline=None)
@given(ROWS, MAPPINGS)
def test_every_row_comes_in_or_is_left_out_with_a_reason(
    rows: list[tuple[object, ...]], mapping: dict[str, int]
) -> None:
    lines = [HEADING, *(tuple(None if cell == "" else cell for cell in row) for row in rows)]
    preview = read_list(to_bytes(lines), "x.xlsx", header_row=1)
    result = read_rows(preview, mapping, municipalities=DRENTHE, today=TODAY)
    ended = [*(row.row_number for row in result.rows), *(left.row_number for left in result.left_out)]
    assert sorted(ended) == [row.number for row in preview.rows]
    assert all(left.reason and left.text for left in result.left_out)
    filled = [number for number, row in enumerate(lines[1:], 2) if any(_holds_something(cell) for cell in row)]
    assert [row.number for row in preview.rows] == filled


def _holds_something(cell: object) -> bool:
    return cell is not None and str(cell).strip() != ""


def to_bytes(lines: list[tuple[object, ...]]) -> bytes:
    table = ListTable("", "", tuple(Column(str(label)) for label in lines[0]), tuple(lines[1:]), "")  # type: ignore[arg-type]
    return to_xlsx(table)


@settings(max_examples=100, deadline=None)
@given(st.lists(VALUES, min_size=7, max_size=7))
def test_every_word_of_a_row_that_comes_in_is_found_in_it_again(values: list[object]) -> None:
    given_row = ("1", date(2026, 1, 1), "Emmen", *values)
    heading = (
        "Nr",
        "Datum",
        "Gemeente",
        "Soort uitbuiting",
        "Minderjarig",
        "Melder",
        "Omschrijving",
        "Status",
        "Auto",
        "Bus",
    )
    preview = read_list(to_bytes([heading, given_row]), "x", header_row=1)
    mapping = guess_mapping(preview.columns)
    (row,) = read_rows(preview, mapping, municipalities=DRENTHE).rows
    texts = dict(zip(heading, (*[""] * 3, *(preview_text(preview, index) for index in range(3, 10))), strict=True))
    assert (row.source, row.description, row.status) == (texts["Melder"], texts["Omschrijving"], texts["Status"])
    assert dict(row.other) == {label: texts[label] for label in ("Auto", "Bus") if texts[label]}


def preview_text(preview: SheetPreview, index: int) -> str:
    samples = preview.columns[index].samples if index < len(preview.columns) else ()
    return samples[0] if samples else ""
