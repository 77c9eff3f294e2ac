"""What is said when a policy document cannot be read: what is wrong, and what to do."""

from __future__ import annotations


class ProgrammeError(ValueError):
    """A document that cannot be used; the message is for the person who brought it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


EMPTY = "Het bestand is leeg. Kies een ander bestand."
TOO_LARGE = (
    "Het bestand is te groot (meer dan {limit} MB). Haal de afbeeldingen eruit,"
    " of sla alleen het deel met de acties op als apart bestand."
)
TOO_LONG = "Het document is te lang (meer dan {limit} {unit}). Sla het deel met de acties op als apart bestand."
PASSWORD = "Het bestand is beveiligd met een wachtwoord. Sla het op zonder wachtwoord en kies het opnieuw."  # noqa: S105
OLD_OFFICE = (
    "Dit is een oud Word-bestand (.doc), of het is beveiligd met een wachtwoord."
    " Open het, kies Opslaan als ‘Word-document (.docx)’ zonder wachtwoord, en kies het nieuwe bestand."
)
SCANNED = (
    "In deze pdf staat geen tekst: het is een scan, een afbeelding van het papier."
    " Vraag het document zelf op (.docx of .odt), of maak de scan doorzoekbaar met tekstherkenning."
)
SHEET = (
    "Dit is een rekenblad, ook al heet het misschien anders."
    " Zet de tabel in een tekstdocument en sla dat op als .docx of .odt."
)
SLIDES = "Dit is een presentatie. Sla haar op als pdf en kies dat bestand."
HTML = "Dit is een webpagina. Open haar in uw browser, druk haar af naar pdf, en kies dat bestand."
RTF = "Dit is een rtf-bestand. Open het in Word of LibreOffice en sla het op als .docx of .odt."
PICTURE = "Dit is een afbeelding. Vraag het document zelf op, als .docx, .odt of .pdf."
UNKNOWN = "Dit bestand herkennen wij niet. Kies een bestand dat eindigt op .docx, .odt, .pdf, .md of .txt."
BROKEN = "Het bestand is beschadigd. Open het in Word of LibreOffice, sla het opnieuw op en kies het opnieuw."
BROKEN_PDF = "De pdf is beschadigd. Open hem, druk hem opnieuw af naar pdf, en kies dat bestand."
REFUSED = (
    "Dit bestand is opgebouwd op een manier die niet veilig is."
    " Sla het opnieuw op in Word of LibreOffice en kies het opnieuw."
)
TOO_HEAVY = "Dit document is te zwaar om te lezen. Sla het deel met de acties op als apart bestand."
ENCODING = "De tekens in dit tekstbestand herkennen wij niet. Sla het op als tekst in UTF-8 en kies het opnieuw."
