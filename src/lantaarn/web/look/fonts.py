"""Where the letters come from: the font files of the fontpkg wheel, so that none stands in the repository."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def font_dir() -> Path:
    """The folder with the four TrueType files; served under static/fonts/."""
    return Path(str(files("fontpkg_atkinson_hyperlegible") / "files"))
