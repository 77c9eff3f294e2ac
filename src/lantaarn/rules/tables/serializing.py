"""XML written out with plain quotes in text, so that a table stays readable and its changes stay small."""

from __future__ import annotations

from collections.abc import Iterator
from xml.dom import minidom
from xml.sax.saxutils import escape

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_IN_TEXT = {"\r": "&#13;"}
_IN_ATTRIBUTE = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;", '"': "&quot;"}


def serialize(document: minidom.Document) -> str:
    body = "\n".join("".join(_node(node)) for node in document.childNodes)
    return f"{DECLARATION}\n{body}\n"


def _node(node: minidom.Node) -> Iterator[str]:
    if isinstance(node, minidom.Element):
        yield from _element(node)
    elif isinstance(node, minidom.CDATASection):
        yield f"<![CDATA[{node.data}]]>"
    elif isinstance(node, minidom.Text):
        yield escape(node.data, _IN_TEXT)
    elif isinstance(node, minidom.Comment):
        yield f"<!--{node.data}-->"
    elif isinstance(node, minidom.ProcessingInstruction):
        yield f"<?{node.target} {node.data}?>"


def _element(element: minidom.Element) -> Iterator[str]:
    yield f"<{element.tagName}"
    for name, value in element.attributes.items():
        yield f' {name}="{escape(value, _IN_ATTRIBUTE)}"'
    if not element.childNodes:
        yield "/>"
        return
    yield ">"
    for node in element.childNodes:
        yield from _node(node)
    yield f"</{element.tagName}>"
