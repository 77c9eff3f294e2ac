"""S-FEEL expressions parsed by recursive descent, with a bound on how deep they nest."""

from __future__ import annotations

from collections.abc import Callable, Collection

from lantaarn.rules.feel.lexing import Token, tokens
from lantaarn.rules.feel.nodes import (
    Arithmetic,
    Comparison,
    Denial,
    Expression,
    FeelError,
    Literal,
    Logic,
    Name,
    Negation,
)

DEEPEST = 60
LONGEST_CHAIN = 200
COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">="})


class Cursor:
    """Walks over the tokens of one text."""

    def __init__(self, text: str, names: Collection[str] = ()) -> None:
        self._tokens = tokens(text, names)
        self._at = 0
        self._depth = 0

    @property
    def token(self) -> Token:
        return self._tokens[self._at]

    def advance(self) -> Token:
        token = self.token
        if token.kind != "end":
            self._at += 1
        return token

    def sees(self, *symbols: str) -> bool:
        return self.token.kind == "symbol" and self.token.text in symbols

    def take(self, *symbols: str) -> str | None:
        return self.advance().text if self.sees(*symbols) else None

    def expect(self, symbol: str) -> None:
        if self.take(symbol) is None:
            raise FeelError(f'Hier wordt "{symbol}" verwacht{self.found()}.')

    def finish(self) -> None:
        if self.token.kind != "end":
            raise FeelError(f"Na dit deel kan niets meer volgen{self.found()}. Kijk deze cel na.")

    def found(self) -> str:
        return " maar de tekst houdt op" if self.token.kind == "end" else f' maar er staat "{self.token.text}"'

    def deeper(self, parse: Callable[[], Expression]) -> Expression:
        self._depth += 1
        if self._depth > DEEPEST:
            raise FeelError("De uitdrukking is te diep genest. Verdeel haar over meer beslissingen.")
        result = parse()
        self._depth -= 1
        return result


def parse_expression(text: str, names: Collection[str] = ()) -> Expression:
    """Parse an expression: arithmetic, comparisons, and, or, not(...), names, literals, parentheses."""
    if not text.strip():
        raise FeelError("De uitdrukking is leeg. Vul een waarde of een berekening in.")
    cursor = Cursor(text, names)
    expression = _either(cursor)
    cursor.finish()
    return expression


def _chain(
    cursor: Cursor,
    parse: Callable[[Cursor], Expression],
    symbols: tuple[str, ...],
    build: Callable[[str, Expression, Expression], Expression],
) -> Expression:
    """A left-associative chain; its length is bounded because the tree is walked recursively."""
    left = parse(cursor)
    for _ in range(LONGEST_CHAIN):
        operator = cursor.take(*symbols)
        if operator is None:
            return left
        left = build(operator, left, parse(cursor))
    raise FeelError("De uitdrukking is te lang. Verdeel haar over meer beslissingen.")


def _either(cursor: Cursor) -> Expression:
    return _chain(cursor, _both, ("or",), Logic)


def _both(cursor: Cursor) -> Expression:
    return _chain(cursor, _comparison, ("and",), Logic)


def _comparison(cursor: Cursor) -> Expression:
    left = _sum(cursor)
    operator = cursor.take(*COMPARISONS)
    if operator is None:
        return left
    right = _sum(cursor)
    if cursor.sees(*COMPARISONS):
        raise FeelError("Er staan twee vergelijkingen achter elkaar. Zet er haakjes om, of gebruik and.")
    return Comparison(operator, left, right)


def _sum(cursor: Cursor) -> Expression:
    return _chain(cursor, _product, ("+", "-"), Arithmetic)


def _product(cursor: Cursor) -> Expression:
    return _chain(cursor, _power, ("*", "/"), Arithmetic)


def _power(cursor: Cursor) -> Expression:
    base = _signed(cursor)
    if cursor.take("**") is None:
        return base
    exponent = _signed(cursor)
    if cursor.sees("**"):
        raise FeelError("Twee keer ** achter elkaar is niet eenduidig. Zet haakjes om wat eerst moet.")
    return Arithmetic("**", base, exponent)


def _signed(cursor: Cursor) -> Expression:
    if cursor.take("-") is not None:
        return Negation(cursor.deeper(lambda: _signed(cursor)))
    return _primary(cursor)


def _primary(cursor: Cursor) -> Expression:
    token = cursor.token
    if token.kind == "literal" and token.value is not None:
        cursor.advance()
        return Literal(token.value)
    if token.kind == "name":
        return _name(cursor)
    if cursor.take("not") is not None:
        cursor.expect("(")
        denial = Denial(cursor.deeper(lambda: _either(cursor)))
        cursor.expect(")")
        return denial
    if cursor.take("(") is not None:
        inner = cursor.deeper(lambda: _either(cursor))
        cursor.expect(")")
        return inner
    raise FeelError(f"Hier wordt een waarde of een naam verwacht{cursor.found()}.")


def _name(cursor: Cursor) -> Expression:
    name = cursor.advance().text
    if cursor.sees("("):
        raise FeelError(f'De functie "{name}" wordt niet ondersteund. Gebruik S-FEEL, zonder functies.')
    if cursor.token.kind in ("name", "literal"):
        raise FeelError(
            f'"{name} {cursor.token.text}" is geen bekende naam. Noem een invoer van deze beslissing, '
            "of zet tekst tussen dubbele aanhalingstekens."
        )
    return Name(name)
