"""Why something is not told, with the article: what a person may choose from, and what the letter then says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Ground:
    """One ground: its label on the screen, its article, and its sentence in the letter."""

    label: Promise
    article: str
    sentence: Promise | str


GROUNDS: Mapping[str, Ground] = {
    "others": Ground(
        _("Het gaat ook over iemand anders, die beschermd moet worden"),
        "AVG art. 15 lid 4 en 23 lid 1 onder i; UAVG art. 41 lid 1 onder i",
        _("Een deel laten wij weg om de rechten van anderen te beschermen."),
    ),
    "own_safety": Ground(
        _("Vertellen brengt de persoon zelf in gevaar"),
        "AVG art. 23 lid 1 onder i; UAVG art. 41 lid 1 onder i",
        _("Een deel laten wij weg om u te beschermen."),
    ),
    "crime": Ground(
        _("Het kan een onderzoek naar een strafbaar feit schaden"),
        "AVG art. 23 lid 1 onder d; UAVG art. 41 lid 1 onder d",
        _("Een deel laten wij weg omdat de wet dat vraagt bij het voorkomen of onderzoeken van strafbare feiten."),
    ),
    "supervision": Ground(
        _("Het kan toezicht of een controle schaden"),
        "AVG art. 23 lid 1 onder h; UAVG art. 41 lid 1 onder h",
        _("Een deel laten wij weg omdat het toezicht anders wordt geschaad."),
    ),
    "police": Ground(
        _("Het zijn politiegegevens: daarover beslist de politie"),
        "Wpg art. 25 en 27",
        _("Over gegevens van de politie beslist de politie zelf. Daar kunt u apart om vragen."),
    ),
    "secrecy": Ground(
        _("Het valt onder een beroepsgeheim"),
        "UAVG art. 41 lid 1 onder i; BW 7:457 of Jeugdwet art. 7.3.11",
        _("Een deel laten wij weg vanwege een beroepsgeheim tegenover iemand anders."),
    ),
    "not_about": Ground(_("Het gaat niet over deze persoon"), "AVG art. 15", ""),
}
"""`not_about` says nothing in the letter: it was never about the person who asks."""
