"""Gathers translatable texts without GNU gettext, merges and compiles the catalogue; --check only looks."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from gettext import GNUTranslations
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "lantaarn"
LANGUAGE = "en"
KEYWORDS: dict[str, tuple[object, ...] | None] = {
    "_": None,
    "_l": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
Found = tuple[str, int, str, str | tuple[str, str], str | None]


def catalogue_file() -> Path:
    return SOURCE / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def texts() -> Iterator[Found]:
    """File, line, function, text and context of every translatable text."""
    for path in sorted(SOURCE.rglob("*.py")):
        yield from in_source(path, path.read_bytes())
    for path in sorted([*SOURCE.rglob("templates/**/*.html"), *SOURCE.rglob("templates/**/*.txt")]):
        code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        # What is left of the page has no meaning as Python, and so no right to indent.
        yield from in_source(path, "\n".join(line.strip() for line in code.splitlines()).encode())


def in_source(path: Path, code: bytes) -> Iterator[Found]:
    for line, function, arguments, _ in extract_python(io.BytesIO(code), list(KEYWORDS), [], {"encoding": "utf-8"}):
        given = arguments if isinstance(arguments, (tuple, list)) else (arguments,)
        text, context = split(function, given)
        if text:
            yield str(path.relative_to(ROOT)), line, function, text, context


def split(function: str, given: tuple[object, ...]) -> tuple[str | tuple[str, str] | None, str | None]:
    context = None
    if function.startswith(("p", "np")):
        context, given = str(given[0]), given[1:]
    wanted = given[:2] if "npgettext" in function or function.startswith("ngettext") else given[:1]
    if not all(isinstance(part, str) for part in wanted) or not wanted:
        return None, None
    return (str(wanted[0]) if len(wanted) == 1 else (str(wanted[0]), str(wanted[1]))), context


def gathered() -> Catalog:
    catalogue = Catalog(locale=LANGUAGE, project="Lantaarn", charset="utf-8", fuzzy=False)
    for path, _, _, text, context in texts():
        # Without line numbers: a moved line should not change the catalogue.
        catalogue.add(text, locations=[(path, None)], context=context)  # type: ignore[list-item]
    return catalogue


def kept() -> Catalog:
    file = catalogue_file()
    if not file.exists():
        return Catalog(locale=LANGUAGE, charset="utf-8", fuzzy=False)
    with file.open("rb") as stream:
        return read_po(stream, locale=LANGUAGE)


def merged() -> Catalog:
    """The texts of today with the translations there are; a text that has gone takes its translation along."""
    today, before = gathered(), kept()
    for message in today:
        known = before.get(message.id, message.context) if message.id else None
        if known and not known.fuzzy:
            message.string = known.string
    return today


def untranslated(catalogue: Catalog) -> list[str]:
    return [str(message.id) for message in catalogue if message.id and not is_translated(message.string)]


def is_translated(string: object) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


def written(catalogue: Catalog) -> tuple[bytes, bytes]:
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalogue, width=110, sort_output=True, omit_header=False, include_lineno=False)
    write_mo(mo, catalogue)
    lines = [line for line in po.getvalue().splitlines(keepends=True) if b"-Date: " not in line]
    return b"".join(lines), mo.getvalue()


def contents(mo: bytes) -> dict[str, str]:
    """What a compiled catalogue says: its bytes also hold dates."""
    known = GNUTranslations(io.BytesIO(mo))._catalog  # type: ignore[attr-defined]
    return {str(key): value for key, value in known.items() if key}


def main(arguments: list[str]) -> int:
    catalogue = merged()
    file = catalogue_file()
    po, mo = written(catalogue)
    missing = untranslated(catalogue)
    problems = [f"no English for: {text!r}" for text in missing]
    if "--check" in arguments:
        compiled = file.with_suffix(".mo")
        if not file.exists() or {str(m.id) for m in kept()} != {str(m.id) for m in catalogue}:
            problems.append("the catalogue lags behind the code: run script/translate")
        elif not compiled.exists() or contents(compiled.read_bytes()) != contents(mo):
            problems.append("the compiled catalogue lags behind: run script/translate")
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(po)
        file.with_suffix(".mo").write_bytes(mo)
    for problem in problems:
        print(problem)
    print(f"{len(list(catalogue))} texts, {len(missing)} without English.")
    return 1 if problems and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
