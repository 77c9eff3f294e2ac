"""Plain letters and certificates on A4: a heading, lines of reference, paragraphs, lists and small tables."""

from lantaarn.papers.letter.letter import Heading, Letter, Listed, Part, Rows, Text
from lantaarn.papers.letter.odt import to_odt
from lantaarn.papers.letter.pdf import to_pdf

__all__ = ["Heading", "Letter", "Listed", "Part", "Rows", "Text", "to_odt", "to_pdf"]
