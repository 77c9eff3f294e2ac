"""A letter on paper: tagged, in any script, and as a text that a person can write on in."""

from datetime import date
from io import BytesIO

from odfdo import Document
from pypdf import PdfReader

from lantaarn.papers.letter import Heading, Letter, Listed, Rows, Text, to_odt, to_pdf

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
