"""Makes small DOCX, ODT and PDF files from one description, so that each layout is tried in each kind of file."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import typst

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<w:styles {W}>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style></w:styles>"""
NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="Pijler %1:"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>"""

Row = Sequence[str]


def docx(*blocks: str) -> bytes:
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {W}><w:body>{''.join(blocks)}</w:body></w:document>",
            "word/styles.xml": STYLES,
            "word/numbering.xml": NUMBERING,
        }
    )


def zipped(parts: dict[str, str | bytes]) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return held.getvalue()


def w_p(text: str, style: str = "", *, bold: bool = False, listed: str = "", depth: int = 0) -> str:
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if listed:
        properties += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{listed}"/></w:numPr>'
    run = "<w:rPr><w:b/></w:rPr>" if bold else ""
    words = escape(text)
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r>{run}<w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def w_table(rows: Sequence[Row]) -> str:
    """ "^" reaches up to the cell above, ">>" at the start stretches over the whole row, "#" shades a cell."""
    width = max(len(row) for row in rows)
    return f"<w:tbl>{''.join(_w_row(rows, at, width) for at in range(len(rows)))}</w:tbl>"


def _w_row(rows: Sequence[Row], at: int, width: int) -> str:
    cells = ""
    for column, text in enumerate(rows[at]):
        below = rows[at + 1][column] if at + 1 < len(rows) and column < len(rows[at + 1]) else ""
        properties = f'<w:gridSpan w:val="{width}"/>' if text.startswith(">>") else ""
        properties += "<w:vMerge/>" if text == "^" else '<w:vMerge w:val="restart"/>' if below == "^" else ""
        properties += '<w:shd w:fill="92D050"/>' if text == "#" else ""
        paragraphs = "".join(_w_line(line) for line in text.strip("^#").removeprefix(">>").split("\n"))
        cells += f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"
    return f"<w:tr>{cells}</w:tr>"


def _w_line(line: str) -> str:
    return w_p(line[2:], listed="1") if line.startswith("- ") else w_p(line)


ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{kind}:1.0"'
    for name, kind in {"office": "office", "text": "text", "table": "table", "style": "style"}.items()
)
ODF += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'


def odt(*blocks: str) -> bytes:
    content = f"<office:document-content {ODF}><office:body><office:text>{''.join(blocks)}</office:text></office:body>"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"{content}</office:document-content>",
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


def o_h(text: str, level: int) -> str:
    return f'<text:h text:outline-level="{level}">{escape(text)}</text:h>'


def o_p(text: str) -> str:
    return f"<text:p>{escape(text)}</text:p>"


def o_list(*items: str) -> str:
    """An item that begins with two spaces lies one deeper."""
    made = ""
    for item in items:
        if item.startswith("  "):
            deeper = f"<text:list><text:list-item>{o_p(item.strip())}</text:list-item></text:list>"
            made = made.removesuffix("</text:list-item>") + deeper + "</text:list-item>"
        else:
            made += f"<text:list-item>{o_p(item)}</text:list-item>"
    return f"<text:list>{made}</text:list>"


def o_table(rows: Sequence[Row]) -> str:
    made = ""
    for at, row in enumerate(rows):
        made += "<table:table-row>"
        for column, text in enumerate(row):
            if text == "^":
                made += "<table:covered-table-cell/>"
                continue
            reach = 1
            while at + reach < len(rows) and rows[at + reach][column] == "^":
                reach += 1
            lines = "".join(o_p(line) for line in text.split("\n"))
            made += f'<table:table-cell table:number-rows-spanned="{reach}">{lines}</table:table-cell>'
        made += "</table:table-row>"
    return f"<table:table>{made}</table:table>"


def pdf(source: str) -> bytes:
    return typst.compile(source.encode(), format="pdf")


def p_table(widths: str, rows: Sequence[Row], *, ruled: bool = True) -> str:
    """A table of typst whose first row is a head that is repeated on each page."""
    head = ", ".join(f"[*{_typst(cell)}*]" for cell in rows[0])
    cells = ",\n".join(", ".join(f"[{_typst(cell)}]" for cell in row) for row in rows[1:])
    stroke = "" if ruled else "stroke: none, "
    return f"#table(columns: ({widths}), {stroke}table.header({head}),\n{cells})\n"


def _typst(text: str) -> str:
    for sign in "#$@*_<>[]":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", " \\\n")
