"""A letter as an OpenDocument text, so that a person can write on in it before it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO

from odfdo import Document, Element, Frame, Header, List, Paragraph, Table

from lantaarn.papers.letter.letter import INVENTED, Bar, Heading, Letter, Listed, Part, Rows, Text
from lantaarn.papers.letter.picture import HEIGHT_MM, WIDTH_MM, png
from lantaarn.papers.wording import dutch_date, one_line, visible


def to_odt(letter: Letter) -> bytes:
    document = Document("text")
    document.set_language("nl-NL")
    document.meta.title = one_line(letter.title)
    document.meta.creation_date = document.meta.date = datetime.combine(letter.date, time())
    outline = document.styles.get_element("//text:outline-style")
    if outline is not None:
        outline.delete()
    document.body.clear()
    for element in _all(letter, document):
        document.body.append(element)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _all(letter: Letter, document: Document) -> Iterator[Element]:
    if letter.invented:
        yield Paragraph(INVENTED)
    yield from (Paragraph(one_line(line)) for line in letter.sender)
    yield Paragraph("")
    yield from (Paragraph(one_line(line)) for line in letter.to)
    yield Header(1, one_line(letter.title))
    for name, value in (("Datum", dutch_date(letter.date)), *letter.reference):
        yield Paragraph(f"{one_line(name)}: {one_line(value)}")
    for part in letter.parts:
        yield from _part(part, document)
    yield Paragraph("")
    yield from (Paragraph(one_line(line)) for line in letter.closing)
    if letter.foot:
        yield Paragraph(one_line(letter.foot))


def _part(part: Part, document: Document) -> Iterator[Element]:
    if isinstance(part, Heading):
        yield Header(2, one_line(part.text))
    elif isinstance(part, Text):
        yield from (Paragraph(line) for line in visible(part.text).strip().split("\n"))
    elif isinstance(part, Listed):
        yield List([one_line(item) for item in part.items])
    elif isinstance(part, Bar):
        yield from _picture(part, document)
        yield _table(part.table)
    else:
        yield _table(part)


def _picture(bar: Bar, document: Document) -> Iterator[Element]:
    drawn = png(bar)
    if drawn:
        frame = Frame.image_frame(
            document.add_file(BytesIO(drawn)),
            name=one_line(bar.title),
            size=(f"{WIDTH_MM}mm", f"{HEIGHT_MM}mm"),
            anchor_type="as-char",
        )
        frame.svg_title, frame.svg_description = one_line(bar.title), one_line(bar.said)
        paragraph = Paragraph("")
        paragraph.append(frame)
        yield paragraph


def _table(part: Rows) -> Table:
    table = Table(one_line(part.title), width=len(part.head), height=len(part.rows) + 1)
    for y, row in enumerate((part.head, *part.rows)):
        for x, text in enumerate(row):
            table.set_value((x, y), one_line(text))
    return table
