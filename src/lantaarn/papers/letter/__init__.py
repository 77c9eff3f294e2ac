"""Letters, certificates and reports on A4: headings, lines of reference, paragraphs, lists, tables and bars."""

from lantaarn.papers.letter.docx import to_docx
from lantaarn.papers.letter.letter import Bar, Heading, Letter, Listed, Part, Rows, Share, Text
from lantaarn.papers.letter.odt import to_odt
from lantaarn.papers.letter.pdf import to_pdf

__all__ = ["Bar", "Heading", "Letter", "Listed", "Part", "Rows", "Share", "Text", "to_docx", "to_odt", "to_pdf"]
