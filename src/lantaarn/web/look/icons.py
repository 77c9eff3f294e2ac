"""The house's own drawings: strokes on a 20 by 20 field; states are filled shapes with a sign cut out."""

# ruff: noqa: E501 - the path of a drawing is one string
from __future__ import annotations

from functools import cache

from django.utils.safestring import SafeString, mark_safe

_CHECK = "M5.2 10.9L9 14.6L14.9 7.6L13.3 6.4L8.8 11.8L6.6 9.5z"
_CROSS = "M11.8 6.7L13.3 8.2L11.4 10L13.3 11.8L11.8 13.3L10 11.4L8.2 13.3L6.7 11.8L8.6 10L6.7 8.2L8.2 6.7L10 8.6z"


def _line(d: str) -> str:
    return f'<path d="{d}"/>'


def _cut(d: str) -> str:
    return f'<path class="la-fill" fill-rule="evenodd" d="{d}"/>'


_RING = '<circle cx="10" cy="10" r="7.2"/>'
_HALF = f'{_RING}<path class="la-fill" d="M10 2.8a7.2 7.2 0 0 1 0 14.4z"/>'

DRAWINGS: dict[str, str] = {
    # states: each its own outline, so that they differ without colour
    "good": _cut(f"M10 2a8 8 0 1 1 0 16 8 8 0 0 1 0-16z{_CHECK}"),
    "heed": _cut("M10 1.6L19.2 18H.8zM9.05 7.6h1.9l-.3 5h-1.3zM9 14.1h2v2H9z"),
    "stuck": _cut(f"M6.4 1.8h7.2l4.6 4.6v7.2l-4.6 4.6H6.4l-4.6-4.6V6.4z{_CROSS}"),
    "idle": '<circle cx="10" cy="10" r="7.2" stroke-dasharray="3 2.65"/>',
    "half": _HALF,
    "none": _RING,
    "nodate": '<circle cx="10" cy="10" r="7.6" stroke-dasharray="3 2.3"/>'
    + _line("M8.1 8.3A2 2 0 1 1 11 10c-.7.4-1 .8-1 1.6M10 14v.1"),
    # signs
    "approx": _line("M3 8c2.1-2.5 4.6-2.5 7 0s4.9 2.5 7 0M3 13c2.1-2.5 4.6-2.5 7 0s4.9 2.5 7 0"),
    "arrow": _line("M3.5 10h13M11.5 5l5 5-5 5"),
    "ask": _line("M7 7.1a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.3M10 15.4v.2"),
    "bell": '<path class="la-fill" d="M10 2a5.2 5.2 0 0 0-5.2 5.2c0 4.1-1.8 5.5-1.8 6.8h14c0-1.3-1.8-2.7-1.8-6.8A5.2 5.2 0 0 0 10 2z"/>'
    + _line("M8.2 16.5a1.9 1.9 0 0 0 3.6 0"),
    "book": _line(
        "M4 4.5A1.5 1.5 0 0 1 5.5 3H16v14H5.5A1.5 1.5 0 0 1 4 15.5zM4 15a1.5 1.5 0 0 1 1.5-1.5H16M7.5 6.5h5M7.5 9.5h5"
    ),
    "calendar": _line(
        "M4 4.5h12A1 1 0 0 1 17 5.5V16a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V5.5a1 1 0 0 1 1-1zM3 8.5h14M6.5 2.5v3.5M13.5 2.5v3.5"
    ),
    "check": _line("M4 10.7l4.1 4.1 7.9-9.3"),
    "chev": _line("M7.5 4.5L13 10l-5.5 5.5"),
    "clock": f"{_RING}{_line('M10 5.8V10l2.8 1.9')}",
    "copy": _line("M7 7h9v10H7zM13 7V3H4v10h3"),
    "cross": _line("M5 5l10 10M15 5L5 15"),
    "desk": _line("M2.5 8h15M4 8v9M16 8v9M4 12.5h12M7 8V4h6v4"),
    "door": _line("M5 17V3h8v14M3 17h14M10.5 10v.2M13 5h3v12"),
    "down": _line("M10 3.5v13M5 11.5l5 5 5-5"),
    "download": _line("M10 3v9.5M6 9l4 4 4-4M3.5 14v2.5h13V14"),
    "exit": _line("M8 3.5H4v13h4M8 10h9M13.5 6.5L17 10l-3.5 3.5"),
    "eye": _line("M1.8 10S4.8 4.8 10 4.8 18.2 10 18.2 10 15.2 15.2 10 15.2 1.8 10 1.8 10z")
    + '<circle cx="10" cy="10" r="2.4"/>',
    "filter": _line("M3 5h14M5.5 10h9M8 15h4"),
    "flag": _line("M5 17.5V3M5 3.5h10.5l-2.5 3.5 2.5 3.5H5"),
    "gear": '<circle cx="10" cy="10" r="3"/>'
    + _line("M10 2v3M10 15v3M2 10h3M15 10h3M4.3 4.3l2.2 2.2M13.5 13.5l2.2 2.2M4.3 15.7l2.2-2.2M13.5 6.5l2.2-2.2"),
    "group": '<circle cx="7" cy="7" r="2.6"/>'
    + _line("M2 16c0-3 2-4.8 5-4.8S12 13 12 16M12.5 4.7a2.6 2.6 0 0 1 0 4.7M14.2 11.7c2.3.5 3.8 2.1 3.8 4.3"),
    "info": f"{_RING}{_line('M10 9.2v4.4M10 6.3v.2')}",
    "key": '<circle cx="6.5" cy="13.5" r="3.5"/>' + _line("M9 11l7.5-7.5M13.5 6.5l2.5 2.5M11.3 8.7l1.7 1.7"),
    "link": _line(
        "M8.2 11.8a3.3 3.3 0 0 0 4.7 0l2.6-2.6a3.3 3.3 0 0 0-4.7-4.7l-.9.9M11.8 8.2a3.3 3.3 0 0 0-4.7 0l-2.6 2.6a3.3 3.3 0 0 0 4.7 4.7l.9-.9"
    ),
    "list": _line("M7 5h10M7 10h10M7 15h10M3.2 5h.2M3.2 10h.2M3.2 15h.2"),
    "lock": '<rect x="4" y="9" width="12" height="8" rx="1.5"/>' + _line("M6.8 9V6.4a3.2 3.2 0 0 1 6.4 0V9"),
    "mail": _line("M3 4.5h14v11H3zM3 5.5l7 5.5 7-5.5"),
    "menu": _line("M3 5.5h14M3 10h14M3 14.5h14"),
    "minus": _line("M4 10h12"),
    "off": _line(
        "M3 3l14 14M8 5.1A8.6 8.6 0 0 1 10 4.8c5.2 0 8.2 5.2 8.2 5.2a14 14 0 0 1-2.5 3M5 6.5A14 14 0 0 0 1.8 10s3 5.2 8.2 5.2c1.1 0 2.1-.2 3-.6"
    ),
    "part": _HALF,
    "pass": _line("M3 6.5h11M11 3.5l3 3-3 3M17 13.5H6M9 10.5l-3 3 3 3"),
    "pen": _line("M3.5 16.5l.9-3.7 9.2-9.2a1.7 1.7 0 0 1 2.4 0l.4.4a1.7 1.7 0 0 1 0 2.4l-9.2 9.2z"),
    "person": '<circle cx="10" cy="6.2" r="3"/>' + _line("M4.5 17c0-3.6 2.3-5.5 5.5-5.5s5.5 1.9 5.5 5.5"),
    "phone": _line(
        "M4 3.2h2.9l1.6 4.1-2 1.5a9.4 9.4 0 0 0 4.7 4.7l1.5-2 4.1 1.6V16a1.6 1.6 0 0 1-1.7 1.6A13.6 13.6 0 0 1 2.4 4.9 1.6 1.6 0 0 1 4 3.2z"
    ),
    "pin": _line("M10 18s5.5-5.3 5.5-9.6a5.5 5.5 0 0 0-11 0C4.5 12.7 10 18 10 18z")
    + '<circle cx="10" cy="8.3" r="1.9"/>',
    "plus": _line("M10 4v12M4 10h12"),
    "print": _line("M6 7V3h8v4M6 14H3.5V8.5A1.5 1.5 0 0 1 5 7h10a1.5 1.5 0 0 1 1.5 1.5V14H14M6 12h8v5H6z"),
    "quote": _line(
        "M8.2 5.2C5 6.5 3.4 8.9 3.4 12.3a2.35 2.35 0 1 0 2.4-2.4M16.6 5.2c-3.2 1.3-4.8 3.7-4.8 7.1a2.35 2.35 0 1 0 2.4-2.4"
    ),
    "reply": _line("M8 4.5L3.5 9 8 13.5M3.5 9H11c3.5 0 5.5 2.3 5.5 6.5"),
    "route": '<circle cx="5" cy="4.5" r="1.8"/><circle cx="15" cy="15.5" r="1.8"/>'
    + _line("M6.8 4.5H13a2.75 2.75 0 0 1 0 5.5H7a2.75 2.75 0 0 0 0 5.5h6.2"),
    "search": '<circle cx="8.7" cy="8.7" r="5.2"/>' + _line("M12.6 12.6L17 17"),
    "sheet": _line("M5 2.5h7l3.5 3.5v11.5H5zM12 2.5V6h3.5M7.5 9.5h5.5M7.5 12.5h5.5"),
    "shield": _line("M10 2.5l6 2v5c0 4-2.5 6.6-6 8-3.5-1.4-6-4-6-8v-5zM7.3 9.8l2 2 3.5-4"),
    "sort": _line("M6.5 8L10 4.5 13.5 8M6.5 12l3.5 3.5 3.5-3.5"),
    "sun": '<circle cx="10" cy="10" r="3.2"/>'
    + _line(
        "M10 2.2v1.6M10 16.2v1.6M2.2 10h1.6M16.2 10h1.6M4.5 4.5l1.1 1.1M14.4 14.4l1.1 1.1M4.5 15.5l1.1-1.1M14.4 5.6l1.1-1.1"
    ),
    "undo": _line("M7.5 4L4 7.5 7.5 11M4 7.5h7.5a4.5 4.5 0 0 1 0 9H7"),
    "up": _line("M10 16.5v-13M5 8.5l5-5 5 5"),
    "upload": _line("M10 12.5V3M6 6.5l4-4 4 4M3.5 14v2.5h13V14"),
    "wait": _line("M5.5 3h9M5.5 17h9M6.5 3c0 4 2.2 5 3.5 7-1.3 2-3.5 3-3.5 7M13.5 3c0 4-2.2 5-3.5 7 1.3 2 3.5 3 3.5 7"),
    "young": '<circle cx="10" cy="7.5" r="2.4"/>' + _line("M6 17c0-2.9 1.6-4.5 4-4.5s4 1.6 4 4.5M4 3.5h12"),
}


@cache
def sprite() -> SafeString:
    """All drawings as symbols, once in a page; `<use href="#i-…">` shows one."""
    symbols = "".join(
        f'<symbol id="i-{name}" viewBox="0 0 20 20">{drawing}</symbol>' for name, drawing in DRAWINGS.items()
    )
    return mark_safe(  # noqa: S308 - our own constants
        f'<svg class="la-sprite" aria-hidden="true" focusable="false">{symbols}</svg>'
    )


@cache
def icon(name: str, size: str = "") -> SafeString:
    """One drawing, silent for screen readers: the word stands beside it."""
    if name not in DRAWINGS:
        raise KeyError(f"no icon {name!r}; there are: {', '.join(sorted(DRAWINGS))}")
    css = f"la-ico la-ico--{size}" if size else "la-ico"
    return mark_safe(  # noqa: S308 - name and size are known
        f'<svg class="{css}" aria-hidden="true"><use href="#i-{name}"/></svg>'
    )
