"""The hand-over sheet as an OpenDocument text, for a desk that wants to copy it into its own system."""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO

from odfdo import Document, Element, Header, Paragraph, Span, Table

from lantaarn.papers.handover import words
from lantaarn.papers.handover.sheet import HandoverSheet
from lantaarn.papers.wording import dutch_date, one_line, visible

_FACE = 'fo:font-family="&apos;Atkinson Hyperlegible&apos;, Verdana, sans-serif"'
_FIELD = (
    '<style:style style:name="La_field" style:family="table-cell">'
    '<style:table-cell-properties fo:border="0.02cm solid #14252b" fo:padding="0.12cm"/></style:style>'
)
_RULE = 'fo:padding-left="0.25cm" fo:border-left='


def _style(name: str, paragraph: str = "", text: str = "", parent: str = "La_text") -> str:
    inherits = f' style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:name="{name}" style:family="paragraph"{inherits}>'
        f"<style:paragraph-properties {paragraph}/><style:text-properties {text}/></style:style>"
    )


def _span(name: str, text: str) -> str:
    return f'<style:style style:name="{name}" style:family="text"><style:text-properties {text}/></style:style>'


_STYLES = (
    _style(
        "La_text",
        'fo:margin-bottom="0.06cm" fo:orphans="2" fo:widows="2"',
        f'{_FACE} fo:font-size="9.5pt" fo:color="#14252b" fo:language="nl" fo:country="NL"',
        parent="",
    ),
    _style("La_quiet", text='fo:font-size="8pt" fo:color="#46565b"'),
    _style("La_title", text='fo:font-size="18pt" fo:font-weight="bold"'),
    _style(
        "La_head",
        'fo:margin-top="0.22cm" fo:margin-bottom="0.06cm" fo:keep-with-next="always"',
        'fo:font-size="10pt" fo:font-weight="bold"',
    ),
    _style(
        "La_acute",
        'fo:background-color="#a1151a" fo:padding="0.2cm"',
        'fo:color="#ffffff" fo:font-weight="bold" fo:font-size="12pt"',
    ),
    _style("La_task", 'fo:background-color="#fff5dc" fo:padding="0.15cm" fo:border-left="0.1cm solid #ad720a"'),
    _style("La_observed", f'{_RULE}"0.06cm solid #14252b"'),
    _style("La_stated", f'{_RULE}"0.09cm double #6b3a64"'),
    _style("La_interpreted", f'{_RULE}"0.06cm dotted #46565b"', 'fo:font-style="italic"'),
    _span("La_strong", 'fo:font-weight="bold"'),
    _span("La_small", 'fo:font-size="8pt" fo:color="#46565b" fo:font-style="normal"'),
    _FIELD,
)


def to_odt(sheet: HandoverSheet) -> bytes:
    document = Document("text")
    for style in _STYLES:
        document.insert_style(style, automatic=style is _FIELD)
    _without_numbers(document)
    document.set_language("nl-NL")
    document.meta.title = f"{words.TITLE} {one_line(sheet.code)}"
    document.meta.creation_date = document.meta.date = datetime.combine(sheet.date, time())
    document.body.clear()
    for part in (*_opening(sheet), *_substance(sheet), *_closing(sheet)):
        document.body.append(part)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _without_numbers(document: Document) -> None:
    """The library's blank document numbers its headings and has wide margins."""
    outline = document.styles.get_element("//text:outline-style")
    if outline is not None:
        outline.delete()
    for layout in document.styles.get_elements("//style:page-layout-properties"):
        for side in ("top", "bottom", "left", "right"):
            layout.set_attribute(f"fo:margin-{side}", "1.6cm")


def _opening(sheet: HandoverSheet) -> list[Element]:
    parts: list[Element] = []
    if sheet.invented:
        parts.append(_paragraph(words.INVENTED, "La_quiet"))
    parts += [
        _paragraph(f"Lantaarn, regio {one_line(sheet.region)}, {dutch_date(sheet.date)}", "La_quiet"),
        _head(f"{words.TITLE} {one_line(sheet.code)}", 1, "La_title"),
    ]
    if sheet.acute:
        parts.append(_paragraph(f"{words.ACUTE}. {words.ACUTE_HELP}", "La_acute"))
    parts += [
        _side_by_side(
            "Van en aan",
            [_head("Van"), *(_paragraph(line) for line in words.from_lines(sheet))],
            [_head("Aan"), *(_paragraph(line) for line in words.to_lines(sheet))],
        ),
        _head("Wat wij u vragen"),
        _paragraph(visible(sheet.task).strip(), "La_task"),
        _pair("Wanneer", one_line(sheet.deadline), "La_task"),
        _pair("Grond voor deze overdracht", one_line(sheet.ground), "La_task"),
        _head("Veilig contact"),
    ]
    agreed = words.safe_contact_pairs(sheet)
    return parts + [_pair(*pair) for pair in agreed] + ([] if agreed else [_paragraph(words.NO_SAFE_CONTACT)])


def _substance(sheet: HandoverSheet) -> list[Element]:
    parts: list[Element] = []
    for section in words.sections(sheet):
        heading = _head(section.title)
        heading.append(Span(f" ({section.help})", style="La_small"))
        parts.append(heading)
        quoted = ("‘{}’" if section.key == "stated" else "{}").format
        parts += [_noted(quoted(item.text), item.note, f"La_{section.key}") for item in section.items]
        if not section.items:
            parts.append(_paragraph(section.empty, f"La_{section.key}"))
    parts.append(
        _side_by_side(
            "Feiten, plaatsen en signaalkaart",
            [_head("Feiten"), *(_pair(*pair) for pair in words.fact_pairs(sheet))] if sheet.facts else [],
            [
                *_listed("Plaatsen", words.place_items(sheet.places)),
                *_listed("Herkend op de signaalkaart", words.indicator_items(sheet.indicators)),
            ],
        )
    )
    return parts


def _listed(title: str, items: tuple[words.Item, ...]) -> list[Element]:
    return [_head(title), *(_noted(item.text, item.note) for item in items)] if items else []


def _closing(sheet: HandoverSheet) -> list[Element]:
    stayed = words.stayed_items(sheet)
    return [
        _head("Melder"),
        _paragraph(one_line(sheet.reporter)),
        _head("Wat achterbleef"),
        *(_noted(item.text, item.note) for item in stayed),
        *([] if stayed else [_paragraph(words.NOTHING_BEHIND)]),
        _head("Ontvangst"),
        _paragraph(words.RECEIPT_HELP, "La_quiet"),
        _receipt(),
        _paragraph(words.CONFIDENTIAL, "La_quiet"),
    ]


def _receipt() -> Table:
    table = Table("Ontvangst", width=2, height=len(words.RECEIPT_LINES))
    for row, name in enumerate(words.RECEIPT_LINES):
        for column, text in enumerate((name, "")):
            cell = table.get_cell((column, row))
            cell.style = "La_field"
            cell.append(_paragraph(text))
            table.set_cell((column, row), cell)
    return table


def _side_by_side(name: str, left: list[Element], right: list[Element]) -> Table:
    table = Table(name, width=2, height=1)
    for column, parts in enumerate((left, right)):
        cell = table.get_cell((column, 0))
        for part in parts or [_paragraph("")]:
            cell.append(part)
        table.set_cell((column, 0), cell)
    return table


def _head(text: str, level: int = 2, style: str = "La_head") -> Header:
    header = Header(level, text)
    header.style = style
    return header


def _paragraph(text: str, style: str = "La_text") -> Paragraph:
    return Paragraph(text, style=style)


def _pair(label: str, value: str, style: str = "La_text") -> Paragraph:
    paragraph = Paragraph(f"{label}: ", style=style)
    paragraph.append(Span(value, style="La_strong"))
    return paragraph


def _noted(text: str, note: str, style: str = "La_text") -> Paragraph:
    paragraph = Paragraph(text, style=style)
    if note:
        paragraph.append(Span(f" ({note})", style="La_small"))
    return paragraph
