"""One model for every document: headings, paragraphs, list items and tables, each with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where something stands: a line of a text (a paragraph or row of a DOCX or ODT, counted), or a page of a PDF."""

    line: int | None = None
    page: int | None = None


@dataclass(frozen=True)
class Piece:
    """A paragraph inside a cell."""

    text: str
    bullet: bool = False
    depth: int = 0


@dataclass(frozen=True)
class Cell:
    """A cell; `merged` when the cell above reaches into it, `span` the columns that it stretches over."""

    pieces: tuple[Piece, ...] = ()
    merged: bool = False
    shaded: bool = False
    span: int = 1

    @property
    def text(self) -> str:
        return " ".join(piece.text for piece in self.pieces if piece.text)


@dataclass(frozen=True)
class Row:
    cells: tuple[Cell, ...]
    place: Place

    @property
    def text(self) -> str:
        return " | ".join(cell.text for cell in self.cells if cell.text)

    @property
    def filled(self) -> list[int]:
        return [index for index, cell in enumerate(self.cells) if cell.text]


@dataclass(frozen=True)
class Heading:
    """`level` 1 is the highest; 9 when the document only shows that it is a heading."""

    text: str
    level: int
    place: Place


@dataclass(frozen=True)
class Paragraph:
    text: str
    place: Place


@dataclass(frozen=True)
class Item:
    text: str
    depth: int
    number: str | None
    place: Place


@dataclass(frozen=True)
class Table:
    rows: tuple[Row, ...]

    @property
    def place(self) -> Place:
        return self.rows[0].place


@dataclass(frozen=True)
class Aside:
    """What stands in the document but not in its text: a running head or foot, a page number, a line of contents."""

    text: str
    reason: str
    place: Place


Block = Heading | Paragraph | Item | Table | Aside


@dataclass(frozen=True)
class Document:
    """`shading` tells whether this kind of file can show the shading of cells at all."""

    blocks: tuple[Block, ...]
    kind: str
    title: str = ""
    shading: bool = False
