"""The kinds of chip, of provenance and of answer: which shape and which word belong to each."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class ChipLook(NamedTuple):
    """The colour modifier and the icon of a kind of chip."""

    modifier: str
    icon: str


CHIPS = {
    "left": ChipLook("", "clock"),
    "today": ChipLook("today", "bell"),
    "late": ChipLook("stuck", "stuck"),
    "waiting": ChipLook("", "wait"),
    "plain": ChipLook("plain", ""),
    "good": ChipLook("good", "good"),
    "heed": ChipLook("heed", "heed"),
    "stuck": ChipLook("stuck", "stuck"),
    "idle": ChipLook("", "idle"),
}


class Word(NamedTuple):
    """An icon and its word."""

    icon: str
    label: str | Promise


PROVENANCE = {
    "observed": Word("eye", _("Gezien")),
    "stated": Word("quote", _("Verteld")),
    "interpreted": Word("approx", _("Indruk")),
}

ANSWERS = {
    "yes": Word("check", _("Ja")),
    "no": Word("cross", _("Nee")),
    "unknown": Word("ask", _("Weet niet")),
}

TOASTS = {"success": "good", "info": "info", "debug": "info", "warning": "heed", "error": "stuck"}
