"""What is said when a file cannot be read: one Dutch sentence on what is wrong, one on what to do."""

from __future__ import annotations


class PaperError(ValueError):
    """A document that cannot be used; the message is for the person who brought it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


EMPTY = "Het bestand is leeg. Kies een ander bestand."
TOO_LARGE = "Het bestand is te groot. Splits de lijst en lees de delen na elkaar in."
PASSWORD = "Het bestand is beveiligd met een wachtwoord. Sla het op zonder wachtwoord en kies het opnieuw."  # noqa: S105
OLD_OFFICE = (
    "Dit is een oud Office-bestand (.xls of .doc), of het is beveiligd met een wachtwoord."
    " Open het, kies Opslaan als ‘Excel-werkmap (.xlsx)’ zonder wachtwoord, en kies het nieuwe bestand."
)
WORD = "Dit is een tekstdocument. Zet de lijst in een rekenblad en sla dat op als .xlsx, .ods of .csv."
PDF = "Dit is een pdf. Vraag de lijst op als .xlsx, .ods of .csv."
HTML = "Dit is een webpagina, geen rekenblad. Open het bestand, sla het op als .xlsx en kies het nieuwe bestand."
BINARY_SHEET = "Dit is een binair Excel-bestand (.xlsb). Sla het op als ‘Excel-werkmap (.xlsx)’ en kies het opnieuw."
UNKNOWN = "Dit bestand herkennen wij niet. Kies een bestand dat eindigt op .xlsx, .ods of .csv."
BROKEN = "Het bestand is beschadigd. Open het in Excel of LibreOffice, sla het opnieuw op en kies het opnieuw."
REFUSED = (
    "Het bestand is anders gemaakt dan een gewoon rekenblad, en kan schade doen."
    " Open het, kopieer de lijst naar een nieuw bestand en kies dat."
)
NO_TABLE = "In het bestand staat geen lijst. Zet de kolomnamen in één rij, met de signalen eronder."
NO_SUCH_SHEET = "Het blad ‘{name}’ staat niet in dit bestand. Kies een van de bladen uit de lijst."
ENCODING = "De letters in dit bestand zijn niet te lezen. Sla het op als ‘CSV UTF-8’ en kies het opnieuw."
TOO_MANY_ROWS = "Het blad heeft meer dan {limit} rijen. Splits de lijst en lees de delen na elkaar in."
TOO_MANY_COLUMNS = "Het blad heeft meer dan {limit} kolommen. Haal weg wat u niet nodig hebt en kies het opnieuw."
