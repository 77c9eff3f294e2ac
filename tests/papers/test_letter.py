"""A letter on paper: tagged, in any script, and as a text that a person can write on in."""

from datetime import date
from io import BytesIO

import docx
import pytest
from odfdo import Document
from pypdf import PdfReader

from lantaarn.papers.letter import Bar, Heading, Letter, Listed, Rows, Share, Text, to_docx, to_odt, to_pdf
from lantaarn.web.look.fonts import font_dir

LETTER = Letter(
    title="Antwoord op uw verzoek",
    date=date(2026, 11, 24),
    sender=("Gemeente Voorbeelddorp", "Postbus 0"),
    to=("Sanne Testpersoon",),
    reference=(("Ons kenmerk", "V-7K4M2Q"),),
    parts=(
        Text("U vroeg wat wij van u weten.\nDat leest u hier. #set page() *niet vet*"),
        Heading("Wie het zag"),
        Rows("Wie het zag", ("Rol", "Organisatie"), (("aandachtsfunctionaris", "gemeente Voorbeelddorp"),)),
        Listed(("Zoë Łukasz", "نور")),
    ),
    closing=("Met groet,", "Noor Voorbeeld"),
    foot="V-7K4M2Q",
    invented=True,
)


def test_a_letter_says_what_it_was_given_as_text_and_never_as_source():
    pdf = PdfReader(BytesIO(to_pdf(LETTER)))
    text = " ".join(pdf.pages[0].extract_text().split())
    for words in ("24 november 2026", "V-7K4M2Q", "#set page() *niet vet*", "Wie het zag", "Zoë Łukasz", "Oefening"):
        assert words in text
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.metadata.title == "Antwoord op uw verzoek"


def test_the_same_letter_makes_the_same_file():
    assert to_pdf(LETTER) == to_pdf(LETTER)


def test_a_letter_can_be_written_on_in():
    body = Document(BytesIO(to_odt(LETTER))).get_formatted_text()
    for words in ("Antwoord op uw verzoek", "Dat leest u hier.", "aandachtsfunctionaris", "Met groet,"):
        assert words in body


LIGHTS = Bar("Stand van de acties", (Share("op koers", 12, "b-good"), Share("let op", 5, "b-heed"), Share("leeg", 0)))
REPORT = Letter("Halfjaarbericht", date(2026, 7, 1), ("Regio Voorbeeldland",), (Heading("Stand"), LIGHTS))


def test_a_bar_is_a_picture_with_the_table_that_says_the_same():
    text = " ".join(PdfReader(BytesIO(to_pdf(REPORT))).pages[0].extract_text().split())
    body = Document(BytesIO(to_odt(REPORT)))
    word = docx.Document(BytesIO(to_docx(REPORT)))
    assert "op koers 12" in text
    assert "let op 5" in text
    assert [part for part in body.parts if part.startswith("Pictures/")]
    assert "Stand van de acties: op koers 12, let op 5, leeg 0" in body.body.serialize()
    assert [cell.text for cell in word.tables[0].rows[1].cells] == ["op koers", "12"]
    assert word.inline_shapes[0]._inline.docPr.get("descr").startswith("Stand van de acties: op koers 12")


@pytest.mark.parametrize("write", [to_pdf, to_odt, to_docx])
def test_a_bar_without_anything_has_its_table_and_no_picture(write):
    assert write(Letter("Leeg", date(2026, 7, 1), ("Regio",), (Bar("Niets", (Share("op koers", 0),)),)))


def test_a_report_can_be_written_on_in_with_word():
    words = [paragraph.text for paragraph in docx.Document(BytesIO(to_docx(LETTER))).paragraphs]
    for said in ("Antwoord op uw verzoek", "Dat leest u hier. #set page() *niet vet*", "Zoë Łukasz", "Met groet,"):
        assert said in words


CELLS = ("Aandachtsfunctionarissen", "Zorg- en Veiligheidshuis", "Loopt vast", "Mensenhandelbestrijding ligt stil.")
LONGEST = (
    "Aandachtsfunctionarissenbijeenkomsten",
    "Arbeidsmarktdiscriminatiebureau",
    "Geweldsafhankelijkheidsrelaties",
)


def read_from(part):
    pdf = to_pdf(Letter("Halfjaarbericht", date(2026, 7, 1), ("Regio",), (part,)), font_paths=(str(font_dir()),))
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def test_words_in_the_cells_of_a_table_come_out_whole():
    """Of a PDF whose words fall apart, a screen reader and a search make nothing."""
    text = read_from(Rows("Aandacht", ("Actie", "Actiehouder", "Stoplicht", "Waarom"), (CELLS,) * 3))
    for word in " ".join(CELLS).split():
        assert text.split().count(word) == 3, word
    assert not {"\u200b", "\xad"} & set(text)


def test_a_word_too_long_for_its_cell_is_broken_at_a_syllable_and_can_be_put_together():
    text = read_from(Rows("Aandacht", ("Actie", "Wie", "Waarom", "Hoe"), ((*LONGEST, "x" * 80),)))
    for word in LONGEST:
        assert word in text.replace("\xad ", ""), word
