"""Where the letters come from: the font files of the fontpkg wheel, so that none stands in the repository."""

from __future__ import annotations

from pathlib import Path

import fontpkg_atkinson_hyperlegible


def font_dir() -> Path:
    """The folder with the four TrueType files; served under static/fonts/."""
    return Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files"
