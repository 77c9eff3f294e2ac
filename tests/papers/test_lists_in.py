"""The overview list that a region already keeps comes in: whatever program made it, and nothing gets lost."""

from __future__ import annotations

from datetime import date
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
