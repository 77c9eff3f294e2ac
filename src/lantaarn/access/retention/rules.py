"""The rules of a region's pack that clocks run by."""

from __future__ import annotations

import json
import tomllib
from typing import Any

from lantaarn.network.models import Region
from lantaarn.tables.packs.retention import Retention, rules_in

PACK_FILE = "region.toml"


def rules_of(region: str) -> tuple[Retention, ...]:
    """All rows of the region's pack; none when it states none."""
    files: dict[str, Any] = Region.objects.values_list("pack", flat=True).get(code=region).get("files", {})
    return rules_in(tomllib.loads(files[PACK_FILE])) if PACK_FILE in files else ()


def for_clocks(rules: tuple[Retention, ...]) -> str:
    """The rows about signals, as the database takes them."""
    return json.dumps(
        [
            {
                "keep": rule.keep,
                "rule": rule.code,
                "term": rule.term,
                "starts": rule.starts,
                "source": rule.source,
                "destroys": rule.destroys,
                "adopted": rule.adopted,
                "years": rule.years,
                "months": rule.months,
                "days": rule.days,
            }
            for rule in rules
            if rule.process == "signal"
        ]
    )
