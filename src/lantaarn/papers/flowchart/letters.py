"""How wide text is in the product's typeface, by estimate, and where it may be broken."""

from __future__ import annotations

_NARROW = frozenset("iIlj.,:;'’‘|!()[] tfr-/")
_WIDE = frozenset("mwMW@%")
# Where a compound of this field may be broken when it does not fit; a soft hyphen in the text says it too.
_BEFORE = (
    "functionaris", "coördinat", "inspectie", "inspecteur", "regisseur", "uitbuiting", "mensenhandel",
    "afhankelijkheid", "criminaliteit", "ondermijning", "organisatie", "veiligheid", "gemeente", "dagen",
)  # fmt: skip
SOFT_HYPHEN = "\u00ad"


def width_of(text: str, size: float) -> float:
    """Generous, so that a line never leaves its box when the reader's machine lacks the typeface."""
    return sum(map(_em, text)) * size


def _em(letter: str) -> float:
    if letter == SOFT_HYPHEN:
        return 0.0
    if letter in _NARROW:
        return 0.34
    if letter in _WIDE:
        return 0.9
    if ord(letter) > 0x2E80:
        return 1.0
    return 0.68 if letter.isupper() else 0.575


def wrapped(text: str, width: float, size: float) -> tuple[str, ...]:
    """All of the text in lines that fit; a word that does not fit is broken at a seam, or else where it must."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        pieces = _pieces(word, width, size)
        for number, piece in enumerate(pieces):
            glue = " " if line and number == 0 else ""
            if line and width_of(line + glue + piece, size) > width:
                lines.append(line)
                line = piece
            else:
                line = line + glue + piece
            if number < len(pieces) - 1:
                lines.append(line)
                line = ""
    if line:
        lines.append(line)
    return tuple(line.replace(SOFT_HYPHEN, "") for line in lines)


def _pieces(word: str, width: float, size: float) -> list[str]:
    if width_of(word, size) <= width:
        return [word]
    seam = _seam(word, width, size)
    if seam is None:
        return _chopped(word, width, size)
    first, rest = word[:seam].rstrip(SOFT_HYPHEN), word[seam:]
    hyphen = "" if first.endswith(("-", "/")) else "-"
    return [first + hyphen, *_pieces(rest, width, size)]


def _seam(word: str, width: float, size: float) -> int | None:
    """The last place to break before which it fits."""
    seams = [at for at, letter in enumerate(word, 1) if letter in "-/" + SOFT_HYPHEN]
    lower = word.lower()
    seams += [lower.find(part) for part in _BEFORE]
    fitting = [at for at in seams if 1 < at < len(word) and width_of(word[:at] + "-", size) <= width]
    return max(fitting, default=None)


def _chopped(word: str, width: float, size: float) -> list[str]:
    pieces: list[str] = []
    piece = ""
    for letter in word:
        if piece and width_of(piece + letter + "-", size) > width:
            pieces.append(piece + "-")
            piece = ""
        piece += letter
    return [*pieces, piece]
