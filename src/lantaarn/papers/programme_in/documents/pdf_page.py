"""What stands on one page of a PDF: words with their place and type, lines, and areas of colour; read by PDFium."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int, c_uint, create_string_buffer
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

Box = tuple[float, float, float, float]
Word = dict[str, Any]
_MOST_CHARACTERS = 60_000
_MOST_SHAPES = 20_000
_THIN = 2.5
_SHORTEST = 3.0
_WHITE = 245
_HYPHENS = {0x02, 0xAD, 0x2010, 0xFFFE}
_GAP = 0.15


@dataclass
class Contents:
    """Boxes are x0, top, x1, bottom in points from the upper left corner as the page is shown."""

    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    edges: list[dict[str, Any]] = field(default_factory=list)
    fills: list[Box] = field(default_factory=list)


def contents_of(page: Any) -> Contents:  # noqa: ANN401 (the library has no types)
    width, height = page.get_size()
    turned = _Turned(page.get_bbox(), page.get_rotation())
    contents = Contents(width, height)
    text = page.get_textpage()
    try:
        contents.words = list(_words(text, turned))
    finally:
        text.close()
    for number, shape in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])):
        if number >= _MOST_SHAPES:
            break
        _shape(shape, turned, contents)
    return contents


@dataclass(frozen=True)
class _Turned:
    """The page as it is shown: PDF counts from below, and a page may lie on its side."""

    box: Box
    rotation: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.box
        if self.rotation == 90:
            return y - bottom, x - left
        if self.rotation == 180:
            return right - x, y - bottom
        if self.rotation == 270:
            return top - y, right - x
        return x - left, top - y

    def area(self, left: float, bottom: float, right: float, top: float) -> Box:
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


@dataclass
class _Open:
    """A word that is being put together."""

    text: str = ""
    first: int = 0
    box: Box = (0.0, 0.0, 0.0, 0.0)
    size: float = 0.0


def _words(text: Any, turned: _Turned) -> Iterator[Word]:  # noqa: ANN401 (the library has no types)
    word = _Open()
    area = pdfium.FS_RECTF()
    for at in range(min(text.count_chars(), _MOST_CHARACTERS)):
        code = pdfium.FPDFText_GetUnicode(text, at)
        if code in _HYPHENS:
            code = 0x2D
        if code <= 0x20 or code == 0xA0 or not pdfium.FPDFText_GetLooseCharBox(text, at, byref(area)):
            if word.text:
                yield _closed(word, text)
                word = _Open()
            continue
        box = turned.area(area.left, area.bottom, area.right, area.top)
        if word.text and _apart(word, box):
            yield _closed(word, text)
            word = _Open()
        if not word.text:
            word = _Open("", at, box, pdfium.FPDFText_GetFontSize(text, at) * _scale(text, at))
        word.text += chr(code)
        word.box = (word.box[0], min(word.box[1], box[1]), max(word.box[2], box[2]), max(word.box[3], box[3]))
    if word.text:
        yield _closed(word, text)


def _scale(text: Any, at: int) -> float:  # noqa: ANN401 (the library has no types)
    """Some programs set type at size 1 and enlarge it with the matrix."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text, at, byref(matrix)):
        return 1.0
    return max(abs(float(matrix.d)), abs(float(matrix.b))) or 1.0


def _apart(word: _Open, box: Box) -> bool:
    high = max(word.box[3] - word.box[1], 1.0)
    return box[0] - word.box[2] > _GAP * high or box[0] < word.box[0] - high or abs(box[3] - word.box[3]) > 0.6 * high


def _closed(word: _Open, text: Any) -> Word:  # noqa: ANN401 (the library has no types)
    name = create_string_buffer(128)
    flags = c_int()
    pdfium.FPDFText_GetFontInfo(text, word.first, name, 128, byref(flags))
    font = name.value.decode("utf-8", "replace")
    if pdfium.FPDFText_GetFontWeight(text, word.first) >= 600:
        font += "-Bold"
    x0, top, x1, bottom = word.box
    size = word.size if word.size > 1 else bottom - top
    return {"text": word.text, "x0": x0, "x1": x1, "top": top, "bottom": bottom, "size": size, "fontname": font}


def _shape(shape: Any, turned: _Turned, contents: Contents) -> None:  # noqa: ANN401 (the library has no types)
    fill, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(shape, byref(fill), byref(stroke))
    points = list(_points(shape, turned))
    if not points:
        return
    if stroke.value:
        for (x0, y0), (x1, y1), drawn in zip(
            points_of(points), points_of(points[1:]), drawn_of(points[1:]), strict=False
        ):
            if drawn:
                _edge(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), contents)
        return
    across = [x for x, _, _ in points]
    down = [y for _, y, _ in points]
    box = (min(across), min(down), max(across), max(down))
    if not fill.value or _is_white(shape):
        return
    if box[2] - box[0] < _THIN or box[3] - box[1] < _THIN:
        _edge(*box, contents)
    else:
        contents.fills.append(box)


_Point = tuple[float, float, bool]


def points_of(points: list[_Point]) -> list[tuple[float, float]]:
    return [(x, y) for x, y, _ in points]


def drawn_of(points: list[_Point]) -> list[bool]:
    return [drawn for _, _, drawn in points]


def _points(shape: Any, turned: _Turned) -> Iterator[_Point]:  # noqa: ANN401 (the library has no types)
    """Each point of a path as it is shown, and whether a line is drawn to it from the one before."""
    matrix = shape.get_matrix()
    begun: tuple[float, float] | None = None
    for at in range(min(pdfium.FPDFPath_CountSegments(shape), _MOST_SHAPES)):
        segment = pdfium.FPDFPath_GetPathSegment(shape, at)
        x, y = c_float(), c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point = turned.point(*matrix.on_point(x.value, y.value))
        moved = pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO
        if moved or begun is None:
            begun = point
        yield (*point, not moved)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield (*begun, True)


def _edge(x0: float, top: float, x1: float, bottom: float, contents: Contents) -> None:
    width, height = x1 - x0, bottom - top
    if max(width, height) < _SHORTEST or min(width, height) > _THIN:
        return
    orientation = "h" if width > height else "v"
    if orientation == "h":
        top = bottom = (top + bottom) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    edge = {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top}
    contents.edges.append({"object_type": "line", "orientation": orientation, **edge})


def _is_white(shape: Any) -> bool:  # noqa: ANN401 (the library has no types)
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    found = pdfium.FPDFPageObj_GetFillColor(shape, byref(red), byref(green), byref(blue), byref(alpha))
    return not found or not alpha.value or min(red.value, green.value, blue.value) >= _WHITE
