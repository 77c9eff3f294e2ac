"""A letter or report as a Word document, for those who must write on in it with what they have."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO

import docx
from docx.document import Document
from docx.shared import Mm

from lantaarn.papers.letter.letter import INVENTED, Bar, Heading, Letter, Listed, Part, Rows, Text
from lantaarn.papers.letter.picture import HEIGHT_MM, WIDTH_MM, png
from lantaarn.papers.wording import dutch_date, one_line, visible


def to_docx(letter: Letter) -> bytes:
    document = docx.Document()
    about = document.core_properties
    about.title, about.author, about.language = one_line(letter.title), "Lantaarn", "nl-NL"
    about.created = about.modified = datetime.combine(letter.date, time())
    if letter.invented:
        document.add_paragraph(INVENTED)
    for line in (*letter.sender, *letter.to):
        document.add_paragraph(one_line(line))
    document.add_heading(one_line(letter.title), 1)
    for name, value in (("Datum", dutch_date(letter.date)), *letter.reference):
        document.add_paragraph(f"{one_line(name)}: {one_line(value)}")
    for part in letter.parts:
        _add(part, document)
    for line in (*letter.closing, letter.foot):
        document.add_paragraph(one_line(line))
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _add(part: Part, document: Document) -> None:
    if isinstance(part, Heading):
        document.add_heading(one_line(part.text), 2)
    elif isinstance(part, Text):
        for line in visible(part.text).strip().split("\n"):
            document.add_paragraph(line)
    elif isinstance(part, Listed):
        for item in part.items:
            document.add_paragraph(one_line(item), style="List Bullet")
    elif isinstance(part, Bar):
        _add_picture(part, document)
        _add_table(part.table, document)
    else:
        _add_table(part, document)


def _add_picture(bar: Bar, document: Document) -> None:
    drawn = png(bar)
    if drawn:
        shape = document.add_picture(BytesIO(drawn), width=Mm(WIDTH_MM), height=Mm(HEIGHT_MM))
        shape._inline.docPr.set("descr", one_line(bar.said))


def _add_table(part: Rows, document: Document) -> None:
    table = document.add_table(rows=0, cols=len(part.head), style="Table Grid")
    for row in (part.head, *part.rows):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = one_line(text)
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    document.add_paragraph("")
