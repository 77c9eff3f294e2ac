"""What the form for reports asks of a region, in one query: it runs for each report that comes in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from lantaarn.network.queries.places import MunicipalityView

_ENTRANCE = """
SELECT r.code, r.name, r.citizen_form, r.phones::text,
       (SELECT json_agg(json_build_array(m.id, m.name, m.cbs_code) ORDER BY m.name)
        FROM network_municipality m WHERE m.region_id = r.code)::text
FROM network_region r WHERE r.code = %s
"""


@dataclass(frozen=True)
class EntranceView:
    """A region as somebody who reports meets it; its pack stays where it is."""

    code: str
    name: str
    citizen_form: bool
    phones: tuple[dict[str, str], ...]
    municipalities: tuple[MunicipalityView, ...]


def entrance(*, region: str) -> EntranceView | None:
    """The entrance of a region, or None where there is none of this code."""
    with connection.cursor() as cursor:
        cursor.execute(_ENTRANCE, [region])
        found = cursor.fetchone()
    if found is None:
        return None
    code, name, citizen_form, phones, places = found
    municipalities = (MunicipalityView(UUID(key), label, cbs) for key, label, cbs in json.loads(places or "[]"))
    return EntranceView(code, name, citizen_form, tuple(json.loads(phones)), tuple(municipalities))
