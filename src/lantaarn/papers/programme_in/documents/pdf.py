"""A PDF as blocks: ruled tables by their lines, the rest by size, weight and place of its letters, page by page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from pypdfium2 import PdfDocument, PdfiumError  # type: ignore[import-untyped]
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY  # type: ignore[import-untyped]

from lantaarn.papers.programme_in import errors
from lantaarn.papers.programme_in.blocks import Aside, Block, Document, Place
from lantaarn.papers.programme_in.documents.pdf_columns import lines_in_columns
from lantaarn.papers.programme_in.documents.pdf_lines import Line, lines_of, paragraphs_of, settled
from lantaarn.papers.programme_in.documents.pdf_page import Contents, contents_of
from lantaarn.papers.programme_in.documents.pdf_tables import PageTable, tables_of
from lantaarn.papers.programme_in.errors import ProgrammeError

MAX_PAGES = 300
_FEWEST_LETTERS = 25
_EDGE = 0.09

Progress = Callable[[str, int, int], None]


def read_pdf(data: bytes, progress: Progress) -> Document:
    try:
        pages = list(_pages(data, progress))
    except PdfiumError as error:
        locked = error.err_code in {FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY}
        raise ProgrammeError(errors.PASSWORD if locked else errors.BROKEN_PDF) from error
    letters = sum(len(line.text) for page in pages for line in page.lines)
    letters += sum(len(row.text) for page in pages for table in page.tables for row in table.table.rows)
    if letters < _FEWEST_LETTERS * max(1, min(len(pages), 10)):
        raise ProgrammeError(errors.SCANNED)
    return Document(tuple(settled(_blocks(pages))), "pdf", shading=True)


class _Page:
    """The lines outside tables and the tables of one page, in points from the top."""

    def __init__(self, number: int, height: float, lines: list[Line], tables: list[PageTable]) -> None:
        self.number = number
        self.height = height
        self.lines = lines
        self.tables = tables


def _pages(data: bytes, progress: Progress) -> Iterator[_Page]:
    document = PdfDocument(data)
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise ProgrammeError(errors.TOO_LONG.format(limit=MAX_PAGES, unit="bladzijden"))
        for number in range(1, count + 1):
            progress("bladzijde", number, count)
            page = document[number - 1]
            yield _page(contents_of(page), number)
            page.close()
    finally:
        document.close()


def _page(contents: Contents, number: int) -> _Page:
    tables = tables_of(contents, number)
    outside = [word for word in contents.words if not any(table.holds(word) for table in tables)]
    lines = lines_of(outside) if tables else lines_in_columns(outside, contents.width)
    return _Page(number, contents.height, lines, tables)


def _blocks(pages: list[_Page]) -> Iterator[Block]:
    running = _running_lines(pages)
    body = _body_size(pages)
    sizes = sorted(
        {round(line.size, 1) for page in pages for line in page.lines if line.size > body * 1.08}, reverse=True
    )
    levels = {size: min(number, 6) for number, size in enumerate(sizes, 1)}
    for page in pages:
        lines = []
        for line in page.lines:
            if _runs(line, page, running):
                yield Aside(line.text, "kop- of voetregel", Place(page=page.number))
            else:
                lines.append(line)
        yield from _in_order(page, lines, levels)


def _in_order(page: _Page, lines: list[Line], levels: dict[float, int]) -> Iterator[Block]:
    """Tables and the text between them, from top to bottom."""
    place = Place(page=page.number)
    left = sorted(lines, key=lambda line: (line.turn, line.top))
    for table in sorted(page.tables, key=lambda table: table.top):
        above = [line for line in left if line.top < table.top]
        left = [line for line in left if line.top >= table.top]
        yield from paragraphs_of(above, levels, place)
        yield table.table
    yield from paragraphs_of(left, levels, place)


def _body_size(pages: list[_Page]) -> float:
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size, 1)] += len(line.text)
        for table in page.tables:
            sizes[round(table.size, 1)] += table.letters // 2
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.lower())


def _runs(line: Line, page: _Page, running: set[str]) -> bool:
    at_edge = line.top < page.height * _EDGE or line.bottom > page.height * (1 - _EDGE)
    return at_edge and (_key(line) in running or bool(re.fullmatch(r"\W*\d{1,3}\W*(?:van\W*\d{1,3})?", line.text)))


def _running_lines(pages: list[_Page]) -> set[str]:
    """Lines at the edge of the paper that come back on other pages."""
    seen: Counter[str] = Counter()
    for page in pages:
        edge = [
            line for line in page.lines if line.top < page.height * _EDGE or line.bottom > page.height * (1 - _EDGE)
        ]
        seen.update({_key(line) for line in edge})
    return {key for key, times in seen.items() if times >= 2 and times * 3 >= len(pages)}
