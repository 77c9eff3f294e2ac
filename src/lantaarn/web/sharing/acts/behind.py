"""What a sheet says of what stayed behind, as the region chose: paper must not betray what there is."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from lantaarn.papers.handover import StayedBehind


def stayed_behind(tells: str, behind: Sequence[tuple[str, str]]) -> tuple[StayedBehind, ...]:
    """`behind`: of each line that stays its sort and the reason. They are named, or only that there are some."""
    if tells == "nothing":
        told = _("Lantaarn deelt alleen wat de deeltabel van de regio toelaat. Dit blad zegt niet of er meer is.")
        return (StayedBehind(_("Wat van andere partijen is"), told),)
    if tells == "sorts":
        return tuple(StayedBehind(f"{sort[:1].upper()}{sort[1:]}", why) for sort, why in dict.fromkeys(behind))
    told = _("Welke dat zijn, staat niet op dit blad. Bel de afzender als u meer nodig hebt.")
    return (StayedBehind(_("Er bleven gegevens achter"), told),) if behind else ()
