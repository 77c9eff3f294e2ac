"""DMN as XML: parsed without doctype, entities or bottomless nesting, and small steps through the tree."""

from __future__ import annotations

from collections.abc import Iterator
from xml.dom import minidom
from xml.parsers import expat

from lantaarn.rules.tables.parts import TableError

LARGEST = 5_000_000
DEEPEST = 100
NAMESPACES = {
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
}


def parse(xml: bytes | str) -> minidom.Document:
    """The document, or a TableError when it is no safe, well-formed XML with DMN definitions."""
    content = _encoded(xml)
    _refuse_unsafe(content)
    try:
        document = minidom.parseString(content)  # noqa: S318 - doctype and entities were refused above
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise TableError(f"Dit is geen leesbaar XML-bestand ({error}). Sla het opnieuw op als DMN.") from error
    root = document.documentElement
    if root is None or root.localName != "definitions" or root.namespaceURI not in NAMESPACES:
        found = root.namespaceURI if root is not None else None
        raise TableError(
            f"Dit is geen DMN 1.3, 1.4 of 1.5 (gevonden: {found or 'geen naamruimte'}). Sla het bestand op als DMN 1.3."
        )
    return document


def _encoded(xml: bytes | str) -> bytes:
    if isinstance(xml, str):
        try:
            content = xml.encode("utf-8")
        except UnicodeEncodeError as error:
            raise TableError("Het bestand bevat tekens die geen tekst zijn. Sla het op als UTF-8.") from error
        content = _without_declaration(content)
    else:
        content = xml
    if len(content) > LARGEST:
        raise TableError(f"Het bestand is groter dan {LARGEST // 1_000_000} MB. Verdeel de tabel over meer bestanden.")
    return content


def _without_declaration(content: bytes) -> bytes:
    """A text is decoded already, so the encoding that its first line names no longer holds."""
    start = content.lstrip()
    if not start.startswith(b"<?xml ") or b"?>" not in start:
        return content
    return start.split(b"?>", 1)[1]


def _refuse_unsafe(content: bytes) -> None:
    depth = 0

    def doctype(*_: object) -> None:
        raise TableError("Het bestand heeft een DOCTYPE of entiteiten. Haal die weg: DMN heeft ze niet nodig.")

    def opened(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise TableError("De XML is te diep genest. Sla het bestand opnieuw op als DMN.")

    def closed(*_: object) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise TableError(f"Dit is geen leesbaar XML-bestand ({error}). Sla het opnieuw op als DMN.") from error


def children(element: minidom.Element, *names: str) -> Iterator[minidom.Element]:
    """The DMN elements directly inside, with one of these names (or all)."""
    for node in element.childNodes:
        if not isinstance(node, minidom.Element) or node.namespaceURI != element.namespaceURI:
            continue
        if not names or node.localName in names:
            yield node


def child(element: minidom.Element, name: str) -> minidom.Element | None:
    return next(children(element, name), None)


def content(element: minidom.Element) -> str:
    """All character data of the element, CDATA included."""
    pieces: list[str] = []
    for node in element.childNodes:
        if isinstance(node, minidom.Text):
            pieces.append(node.data)
        elif isinstance(node, minidom.Element):
            raise TableError(f"In <{element.localName}> staat <{node.nodeName}>. Laat daar alleen tekst staan.")
    return "".join(pieces)


def text_of(element: minidom.Element | None) -> str:
    """What stands in the <text> of the element, without the spaces around it."""
    inner = child(element, "text") if element is not None else None
    return content(inner).strip() if inner is not None else ""


def attribute(element: minidom.Element | None, name: str) -> str:
    return element.getAttribute(name).strip() if element is not None else ""
