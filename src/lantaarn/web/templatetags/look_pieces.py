"""Small pieces: icon, chip, provenance, 112, path, facts, answers, bar, proof."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.template import Library
from django.utils.functional import Promise
from django.utils.html import linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from lantaarn.web.look import icons
from lantaarn.web.look.chips import ANSWERS, CHIPS, PROVENANCE
from lantaarn.web.look.drawing import safe
from lantaarn.web.look.shapes import Answer, BarPart, Box, CheckedThing, CounterFact, LifeStep

register = Library()

_QUOTES = '‘’“”"„'


@register.simple_tag
def sprite() -> SafeString:
    """All drawings; base.html and public.html hold it once."""
    return icons.sprite()


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """`{% icon "clock" %}`, `{% icon "phone" size="l" %}`; a word always stands beside it."""
    return icons.icon(name, size)


@register.simple_tag
def chip(kind: str, text: str | Promise, drawing: str = "") -> SafeString:
    """`{% chip "today" "Vandaag, 17.00 uur" %}`; `drawing` replaces the icon of the kind."""
    look = CHIPS[kind]
    css = f"la-chip la-chip--{look.modifier}" if look.modifier else "la-chip"
    name = drawing or look.icon
    sign = icons.icon(name) if name else ""
    return SafeString(f'<span class="{css}">{sign} {safe(text)}</span>')


@register.simple_tag
def prov(
    kind: str, text: str, by: str | Promise = "", when: str = "", note: str | Promise = "", *, replaced: bool = False
) -> SafeString:
    """Something observed, stated or interpreted; `by` says who, `note` adds a line, `replaced` strikes it."""
    quoted = kind == "stated" and text and not any(mark in text for mark in _QUOTES)
    word = PROVENANCE[kind]
    label = [f"<b>{icons.icon(word.icon)} {safe(word.label)}</b>"]
    label += [f" <span>{safe(part)}</span>" for part in (by, when) if part]
    if replaced:
        label.append(f" <span>{safe(gettext('(vervangen)'))}</span>")
    return SafeString(
        f'<blockquote class="la-prov la-prov--{safe(kind)}{" la-prov--replaced" if replaced else ""}">\n'
        f'  <p class="la-prov__label">{"".join(label)}</p>\n'
        f'  <div class="la-prov__text">{linebreaks(f"‘{text}’" if quoted else text, autoescape=True)}</div>\n'
        f"{_line('la-prov__note', note)}</blockquote>"
    )


def _line(css: str, text: str | Promise) -> str:
    return f'  <p class="{css}">{safe(text)}</p>\n' if text else ""


@register.inclusion_tag("components/urgent.html")
def urgent(*, repeat: bool = False, conditional: bool = False) -> dict[str, Any]:
    """112. `repeat`: the shorter question before sending; `conditional`: shows when danger is answered yes."""
    return {"repeat": repeat, "conditional": conditional}


_BOX = '<li>{}<span class="la-path__box{}"><small>{}</small>{}</span></li>'


@register.simple_tag
def path(boxes: Iterable[Box]) -> SafeString:
    """Why is this with you: facts, rule, desk."""
    drawn = (
        _BOX.format(
            icons.icon("arrow") if box.kind != "fact" else "",
            " la-path__box--end" if box.kind == "end" else "",
            safe(box.label),
            safe(box.value),
        )
        for box in boxes
    )
    return SafeString(f'<ol class="la-path">{"".join(drawn)}</ol>')


@register.simple_tag
def facts(rows: Iterable[tuple[object, object]], *, long: bool = False) -> SafeString:
    """Names and values, from pairs; `long` gives each a line of its own, for values that are sentences."""
    drawn = "".join(f"<div><dt>{safe(name)}</dt><dd>{safe(value)}</dd></div>" for name, value in rows)
    return SafeString(f'<dl class="la-facts{" la-facts--long" if long else ""}">{drawn}</dl>')


@register.simple_tag
def answers(rows: Iterable[Answer]) -> SafeString:
    """The indicator card read back, without a total."""
    return SafeString(f'<ul class="la-answers">{"".join(map(_answer, rows))}</ul>')


def _answer(row: Answer) -> str:
    word, how = ANSWERS[row.answer], PROVENANCE[row.how] if row.how else None
    soft = "" if row.answer == "yes" else " la-answers__a--soft"
    known = f' <span class="la-answers__how">{icons.icon(how.icon)} {safe(how.label)}</span>' if how else ""
    return (
        f'<li><span class="la-answers__a{soft}">{icons.icon(word.icon)} {safe(word.label)}</span>'
        f" <span>{safe(row.text)}</span>{known}</li>"
    )


@register.inclusion_tag("components/life.html")
def life(steps: Iterable[LifeStep], label: str | Promise = "") -> dict[str, Any]:
    """Where a version stands: draft, proved, adopted, active."""
    return {"steps": steps, "label": label or gettext("Stand van deze versie")}


@register.inclusion_tag("components/counter.html")
def counterexample(facts: Iterable[CounterFact]) -> dict[str, Any]:
    """A counterexample, fact by fact."""
    return {"facts": facts}


@register.inclusion_tag("components/checks.html")
def checks(rows: Iterable[CheckedThing]) -> dict[str, Any]:
    """Sentences that were checked, each with its state in a shape; the text itself says whether it holds."""
    return {"rows": rows}


@register.inclusion_tag("components/bar.html")
def bar(parts: Sequence[BarPart]) -> dict[str, Any]:
    """A horizontal bar; silent, so the sentence beside it says the same."""
    total = sum(part.amount for part in parts) or 1
    pieces, start = [], 0.0
    for number, part in enumerate(parts, 1):
        width = 100 * part.amount / total
        gap = 0.4 if number < len(parts) else 0
        pieces.append((part.kind, f"{start:.2f}", f"{max(width - gap, 0):.2f}"))
        start += width
    return {"pieces": pieces}
