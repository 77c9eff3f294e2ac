"""A row that a page cuts in two, below a head that is repeated, is one action."""

from __future__ import annotations

from lantaarn.papers.programme_in.blocks import Aside, Block, Cell, Document, Piece, Place, Row, Table
from lantaarn.papers.programme_in.reading import programme_in


def table(page: int, *rows: tuple[str, ...]) -> Table:
    made = [Row(tuple(Cell((Piece(text),) if text else ()) for text in row), Place(page=page)) for row in rows]
    return Table(tuple(made))


HEAD = ("Actie", "Trekker", "Planning")


def read(*blocks: Block) -> list[tuple[str, tuple[str, ...], str | None]]:
    programme = programme_in(Document(blocks, "pdf"))
    return [(action.what, action.holder, action.when.text) for action in programme.actions]


def test_a_row_cut_by_a_page_is_made_whole() -> None:
    foot = Aside("Pagina 1", "kop- of voetregel", Place(page=1))
    first = table(1, HEAD, ("Trainen van medewerkers in", "GGD", "2025"))
    second = table(2, HEAD, ("wijkteams en balies", "", ""), ("Folder maken", "RIEC", "2026"))
    assert read(first, foot, second) == [
        ("Trainen van medewerkers in wijkteams en balies", ("GGD",), "2025"),
        ("Folder maken", ("RIEC",), "2026"),
    ]


def test_a_table_that_goes_on_without_its_head() -> None:
    assert read(table(1, HEAD, ("Trainen", "GGD", "2025")), table(2, ("Folder maken", "RIEC", "2026"))) == [
        ("Trainen", ("GGD",), "2025"),
        ("Folder maken", ("RIEC",), "2026"),
    ]
