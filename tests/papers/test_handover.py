"""What a desk outside Lantaarn gets: one A4 that shows everything, executes nothing and cuts nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from time import process_time
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from lantaarn.papers.handover import (
    Fact,
    HandoverSheet,
    Place,
    Remark,
    SafeContact,
    StayedBehind,
    to_odt,
    to_pdf,
)
from lantaarn.papers.wording import visible

HOSTILE = (
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0"',
    '"]) #panic("x") #[',
    "`raw` ```py x``` $x^2$ *vet* _em_ <label> @ref // weg /* weg */",
    "\\u{41} \\ #sys.inputs",
    "= geen kop\n- geen lijst",
)


def text_of_pdf(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u200b", "").split())


def heights_of_text(pdf: bytes) -> list[float]:
    heights: list[float] = []

    def note(text: str, matrix: list[float], position: list[float], *_: object) -> None:
        if text.strip():
            heights.append(matrix[3] * position[5] + matrix[5])

    for page in PdfReader(BytesIO(pdf)).pages:
        page.extract_text(visitor_text=note)
    return heights


def text_of_odt(odt: bytes) -> str:
    with ZipFile(BytesIO(odt)) as archive:
        root = ET.fromstring(archive.read("content.xml"))  # noqa: S314 (made above)
    for space in root.iterfind(".//{*}s"):
        space.text = " " * int(next(iter(space.attrib.values()), "1"))
    for white in (*root.iterfind(".//{*}line-break"), *root.iterfind(".//{*}tab")):
        white.text = "\n"
    return " ".join("".join(root.itertext()).split())


def without_doubles(text: str) -> str:
    """A letter that is drawn as two glyphs may come out of a PDF twice."""
    return re.sub(r"(.)\1", r"\1", text.replace(" ", ""))


def with_remark(sheet: HandoverSheet, text: str) -> HandoverSheet:
    return replace(sheet, observed=(Remark(text, "baliemedewerker"),))


def test_a_sheet_of_normal_size_is_one_page(sheet: HandoverSheet, fonts: tuple[str, ...]) -> None:
    pages = PdfReader(BytesIO(to_pdf(sheet, font_paths=fonts))).pages
    assert len(pages) == 1
    assert (round(pages[0].mediabox.width), round(pages[0].mediabox.height)) == (595, 842)


@pytest.mark.parametrize(
    "words",
    [
        "S-7K4M",
        "24 november 2026",
        "regio Drenthe",
        "020-0000000",
        "Gemeente Emmen",
        "Nederlandse Arbeidsinspectie (NLA)",
        "0800-5151",
        "uiterlijk donderdag 26 november 2026",
        "addendum",
        "Zeven matrassen",
        "toezichthouder, 19 november 2026",
        "‘Wij krijgen pas geld",
        "De man keek steeds",
        "Heeft het eigen paspoort niet",
        "Woont: Coevorden",
        "afgeschermd",
        "zorggegevens, geen toestemming om te delen",
        "zonnebloem",
        "het nummer van de werkgever",
        "zondag na 14.00 uur",
        "Uw kenmerk",
    ],
)
def test_both_forms_of_the_sheet_say(words: str, sheet: HandoverSheet, fonts: tuple[str, ...]) -> None:
    assert words in text_of_pdf(to_pdf(sheet, font_paths=fonts))
    assert words in text_of_odt(to_odt(sheet))


def test_seen_told_and_thought_stand_apart_in_that_order(sheet: HandoverSheet) -> None:
    for text in (text_of_pdf(to_pdf(sheet)), text_of_odt(to_odt(sheet))):
        places = [text.index(words) for words in ("Gezien", "Zeven", "Verteld", "Wij krijgen", "Indruk", "De man keek")]
        assert places == sorted(places)


def test_acute_danger_stands_above_all_and_points_to_112(sheet: HandoverSheet) -> None:
    acute = replace(sheet, acute=True)
    for text in (text_of_pdf(to_pdf(acute)), text_of_odt(to_odt(acute))):
        assert text.index("Acuut gevaar gemeld") < text.index("Sanne Testpersoon")
        assert "Bel 112" in text
    assert "112" not in text_of_pdf(to_pdf(sheet))


def test_when_nothing_is_agreed_on_contact_the_sheet_says_to_ask_first(sheet: HandoverSheet) -> None:
    for nothing in (None, SafeContact()):
        unknown = replace(sheet, safe_contact=nothing)
        assert "Overleg eerst met de afzender" in text_of_pdf(to_pdf(unknown))
        assert "Overleg eerst met de afzender" in text_of_odt(to_odt(unknown))


def test_an_exercise_says_that_it_is_one(sheet: HandoverSheet) -> None:
    exercise = replace(sheet, invented=True)
    assert "Oefenblad" in text_of_pdf(to_pdf(exercise))
    assert "Oefenblad" in text_of_odt(to_odt(exercise))


def test_the_pdf_is_accessible(sheet: HandoverSheet, fonts: tuple[str, ...]) -> None:
    reader = PdfReader(BytesIO(to_pdf(sheet, font_paths=fonts)))
    root = reader.root_object
    assert str(root["/Lang"]) == "nl"
    assert "/StructTreeRoot" in root
    assert reader.xmp_metadata is not None
    assert b"pdfuaid" in reader.xmp_metadata.stream.get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == "Overdracht van een signaal S-7K4M"


def test_the_same_sheet_gives_the_same_bytes(sheet: HandoverSheet, fonts: tuple[str, ...]) -> None:
    assert to_pdf(sheet, font_paths=fonts) == to_pdf(sheet, font_paths=fonts)


def test_the_typeface_of_the_product_is_embedded(sheet: HandoverSheet, fonts: tuple[str, ...]) -> None:
    assert b"AtkinsonHyperlegible" in to_pdf(sheet, font_paths=fonts)
    assert b"AtkinsonHyperlegible" not in to_pdf(sheet)


def test_a_long_sheet_goes_on_with_page_numbers_and_loses_nothing(sheet: HandoverSheet, fonts: tuple[str, ...]) -> None:
    remarks = tuple(
        Remark(f"Waarneming {number}: " + "er stond een busje voor de deur. " * 6, "buur") for number in range(60)
    )
    pdf = to_pdf(replace(sheet, observed=remarks), font_paths=fonts)
    pages = PdfReader(BytesIO(pdf)).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"S-7K4M, blad {number} van {len(pages)}" in page.extract_text()
    text = text_of_pdf(pdf)
    assert all(f"Waarneming {number}:" in text for number in range(60))


def test_a_single_remark_longer_than_a_page_goes_on(sheet: HandoverSheet, fonts: tuple[str, ...]) -> None:
    words = [f"woord{number}" for number in range(3000)]
    remark = (Remark(" ".join(words)),)
    for long in (replace(sheet, observed=remark), replace(sheet, stated=remark), replace(sheet, task=" ".join(words))):
        pdf = to_pdf(long, font_paths=fonts)
        text = text_of_pdf(pdf).replace("-", "")
        assert all(word in text for word in words)
        assert all(0 < height < 842 for height in heights_of_text(pdf))


def test_a_run_without_spaces_stays_on_the_paper(sheet: HandoverSheet, fonts: tuple[str, ...]) -> None:
    address = "https://voorbeeld.example/" + "x" * 400
    pdf = to_pdf(replace(sheet, places=(Place("Online", address, address),)), font_paths=fonts)
    assert address in text_of_pdf(pdf).replace(" ", "")
    lines = [line for page in PdfReader(BytesIO(pdf)).pages for line in page.extract_text().splitlines()]
    assert max(map(len, lines)) < 140


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_of_people_is_never_run(hostile: str, sheet: HandoverSheet, fonts: tuple[str, ...]) -> None:
    remark = with_remark(sheet, hostile)
    everywhere = replace(
        remark,
        code=hostile,
        region=hostile,
        ground=hostile,
        task=hostile,
        deadline=hostile,
        reporter=hostile,
        facts=(Fact(hostile, hostile),),
        stays_behind=(StayedBehind(hostile, hostile),),
    )
    flat = " ".join(hostile.split())
    assert flat in text_of_pdf(to_pdf(remark, font_paths=fonts)).replace("\u00ad", "")
    assert "root:" not in text_of_pdf(to_pdf(everywhere, font_paths=fonts))
    assert flat in text_of_odt(to_odt(everywhere))


def test_a_smiley_is_printed_as_what_it_is(sheet: HandoverSheet, fonts: tuple[str, ...]) -> None:
    text = text_of_pdf(to_pdf(with_remark(sheet, "Hij schreef \U0001f600 onder de foto."), font_paths=fonts))
    assert "Hij schreef [U+1F600 grinning face] onder de foto." in text
    assert "staan als [U+" in text
    assert "\U0001f600" in text_of_odt(to_odt(with_remark(sheet, "\U0001f600")))


def test_a_page_of_a_script_that_no_typeface_has_is_still_printed_soon(
    sheet: HandoverSheet, fonts: tuple[str, ...]
) -> None:
    began = process_time()
    text = text_of_pdf(to_pdf(with_remark(sheet, "".join(map(chr, range(0x4E00, 0x5600)))), font_paths=fonts))
    assert "U+4E00" in text
    assert "U+55FF" in text
    assert process_time() - began < 5


@pytest.mark.parametrize("name", ["Łukasz Ștefan Çağrı", "Nguyễn Thị Ví Dụ", "Иван Пример", "Ελένη"])
def test_names_in_other_alphabets_are_printed(name: str, sheet: HandoverSheet, fonts: tuple[str, ...]) -> None:
    text = text_of_pdf(to_pdf(with_remark(sheet, name), font_paths=fonts))
    assert without_doubles(name) in without_doubles(text)


def test_text_from_right_to_left_is_printed(sheet: HandoverSheet, fonts: tuple[str, ...]) -> None:
    text = text_of_pdf(to_pdf(with_remark(sheet, "Naam: مثال"), font_paths=fonts))
    assert "[U+" not in text
    assert "مثال" in text_of_odt(to_odt(with_remark(sheet, "مثال")))


def test_control_characters_become_visible_marks(sheet: HandoverSheet, fonts: tuple[str, ...]) -> None:
    hidden = "voor\x00na\u202eom\ud800"
    assert "voor\ufffdna\ufffdom\ufffd" in text_of_pdf(to_pdf(with_remark(sheet, hidden), font_paths=fonts))
    assert "voor\ufffdna\ufffdom\ufffd" in text_of_odt(to_odt(with_remark(sheet, hidden)))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_handed_over(sheet: HandoverSheet, text: str) -> None:
    assert to_pdf(with_remark(sheet, text)).startswith(b"%PDF-")
    assert " ".join(visible(text).split()) in " ".join(text_of_odt(to_odt(with_remark(sheet, text))).split())


def test_a_sheet_is_set_in_a_moment(sheet: HandoverSheet, fonts: tuple[str, ...]) -> None:
    to_pdf(sheet, font_paths=fonts)
    began = process_time()
    to_pdf(sheet, font_paths=fonts)
    to_odt(sheet)
    assert process_time() - began < 0.5
