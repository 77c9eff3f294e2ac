"""Files that cannot be read are refused with one clear Dutch sentence on what to do."""

from __future__ import annotations

from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from pypdf import PdfReader, PdfWriter

from lantaarn.papers.programme_in import ProgrammeError, errors, read_programme
from papers.programme_in.making_files import W, pdf, zipped
from papers.programme_in.plans import CARDS, merged_docx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def workbook() -> bytes:
    held = BytesIO()
    Workbook().save(held)
    return held.getvalue()


def bomb() -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w>" + bytes(70_000_000))
    return held.getvalue()


def locked_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf("Actie"))))
    writer.encrypt("geheim")
    held = BytesIO()
    writer.write(held)
    return held.getvalue()


def entity() -> bytes:
    body = f"<w:document {W}><w:body>&a;</w:body></w:document>"
    return zipped({"word/document.xml": f'<!DOCTYPE x [<!ENTITY a "b">]>{body}'})


REFUSED = {
    "empty": (lambda: b"", errors.EMPTY),
    "blank": (lambda: b"  \n\r\n", errors.EMPTY),
    "too large": (lambda: bytes(51 * 1024 * 1024), errors.TOO_LARGE.format(limit=50)),
    "binary": (lambda: Random(1).randbytes(5000), errors.UNKNOWN),
    "spreadsheet renamed": (workbook, errors.SHEET),
    "old Word": (lambda: OLE, errors.OLD_OFFICE),
    "locked Word": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), errors.PASSWORD),
    "locked PDF": (locked_pdf, errors.PASSWORD),
    "scan": (lambda: pdf("#rect(width: 10cm, height: 20cm, fill: gray)"), errors.SCANNED),
    "damaged PDF": (lambda: b"%PDF-1.7\n" + Random(2).randbytes(4000), errors.BROKEN_PDF),
    "cut DOCX": (lambda: merged_docx()[:700], errors.BROKEN),
    "zip bomb": (bomb, errors.REFUSED),
    "entities": (entity, errors.REFUSED),
    "web page": (lambda: b"<!DOCTYPE html><html><body>Actie</body></html>", errors.HTML),
    "rich text": (lambda: b"{\\rtf1 Actie}", errors.RTF),
    "picture": (lambda: b"\x89PNG\r\n" + bytes(50), errors.PICTURE),
    "other archive": (lambda: zipped({"a.txt": "a"}), errors.UNKNOWN),
}


@pytest.mark.parametrize("kind", sorted(REFUSED))
def test_a_file_that_cannot_be_read_says_what_to_do(kind: str) -> None:
    made, message = REFUSED[kind]
    with pytest.raises(ProgrammeError) as refused:
        read_programme(made())
    assert refused.value.message == message
    assert message.endswith(".")
    assert "!" not in message


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_any_usual_encoding_is_read(encoding: str) -> None:
    programme = read_programme(CARDS.replace("duiden", "beëdigen").encode(encoding))
    assert len(programme.actions) == 2
    assert programme.actions[0].why == "Sneller beëdigen"


def test_progress_is_told_page_by_page() -> None:
    told: list[tuple[str, int, int]] = []
    text = "Dit is een bladzijde met genoeg woorden om geen scan te zijn. "
    read_programme(pdf(f"{text}\n#pagebreak()\n{text}"), lambda *said: told.append(said))
    assert ("bladzijde", 2, 2) in told


def test_a_document_without_actions_says_so() -> None:
    programme = read_programme(b"Beleidsplan\n\nDit plan bevat alleen een verhaal over de aanpak.\n")
    assert programme.actions == ()
    assert [warned.kind for warned in programme.warnings] == ["no_actions"]
