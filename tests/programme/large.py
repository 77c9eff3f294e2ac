"""A programme of five hundred actions in sixty municipalities over four years, grown from one that is there."""

from __future__ import annotations

from typing import Any

ACTIONS, HALF_YEARS = 500, 8
_PLACES = """
INSERT INTO network_municipality (id, region_id, cbs_code, name)
SELECT gen_random_uuid(), 'drenthe', 'GM' || (7000 + n), 'Verzonnen ' || n
FROM generate_series((SELECT count(*) FROM network_municipality WHERE region_id = 'drenthe') + 1, %s) n
"""
_ACTIONS = """
INSERT INTO programme_action (id, place, what, level, indicator, target, {columns})
SELECT gen_random_uuid(), n, a.what || ' ' || n, CASE WHEN n %% 2 = 0 THEN 'local' ELSE 'regional' END,
       CASE WHEN n %% 5 = 0 THEN a.indicator ELSE '' END, CASE WHEN n %% 5 = 0 THEN a.target END, {columns}
FROM generate_series(%s::int, %s) n JOIN programme_action a ON a.programme_id = %s AND a.place = n %% %s
"""
_PARTIES = """
INSERT INTO programme_party (id, action_id, {columns})
SELECT gen_random_uuid(), a.id, {of_seed}
FROM programme_action a JOIN programme_action seed USING (programme_id) JOIN programme_party p ON p.action_id = seed.id
WHERE a.programme_id = %s AND seed.place = a.place %% %s AND a.place >= %s
"""
_STATES = """
INSERT INTO programme_localstate (id, region_id, action_id, municipality_id, state, evidence, last_word)
SELECT gen_random_uuid(), 'drenthe', a.id, m.id,
       (ARRAY['busy', 'done', 'not_begun', 'stuck', 'busy'])[1 + abs(hashtext(a.id::text || m.id::text)) %% 5], '',
       current_date - abs(hashtext(m.id::text)) %% 300
FROM programme_action a, network_municipality m
WHERE a.programme_id = %s AND a.level IN ('local', 'both') AND m.region_id = 'drenthe' ON CONFLICT DO NOTHING
"""
_WORDS = """
INSERT INTO programme_progress
    (id, region_id, action_id, municipality_id, state, story, light, light_reason, at, who)
SELECT gen_random_uuid(), 'drenthe', said.action_id, said.municipality_id, 'busy',
       CASE WHEN said.municipality_id IS NULL THEN 'Er is weer een stap gezet. Verzonnen.' ELSE '' END, '', '',
       now() - n * interval '180 days' - interval '1 hour', 'beleidsadviseur'
FROM generate_series(0, %s) n, (
    SELECT id AS action_id, NULL::uuid AS municipality_id FROM programme_action WHERE programme_id = %s
    UNION ALL
    SELECT l.action_id, l.municipality_id FROM programme_localstate l
    JOIN programme_action a ON a.id = l.action_id WHERE a.programme_id = %s
) AS said
"""


def enlarge(superuser: Any, programme_id: Any, *, places: int = 60, half_years: int = HALF_YEARS) -> None:
    """Half of the actions local, a fifth measured, a word each half-year on every action and every cell."""
    with superuser.transaction():
        superuser.execute(_PLACES, [places])
        (seeds,) = superuser.execute(
            "SELECT count(*) FROM programme_action WHERE programme_id = %s", [programme_id]
        ).fetchone()
        own = ("id", "place", "what", "level", "indicator", "target")
        columns = ", ".join(_columns(superuser, "programme_action", own))
        superuser.execute(_ACTIONS.format(columns=columns), [seeds, ACTIONS - 1, programme_id, seeds])
        names = _columns(superuser, "programme_party", ("id", "action_id"))
        party = _PARTIES.format(columns=", ".join(names), of_seed=", ".join(f"p.{name}" for name in names))
        superuser.execute(party, [programme_id, seeds, seeds])
        superuser.execute(_STATES, [programme_id])
        superuser.execute(_WORDS, [half_years - 1, programme_id, programme_id])
    for table in ("action", "party", "localstate", "progress"):
        superuser.execute(f"VACUUM (ANALYZE) programme_{table}")


def _columns(superuser: Any, table: str, own: tuple[str, ...]) -> list[str]:
    """Every other column of the table, so that a copy is whole also when one is added."""
    rows = superuser.execute(
        "SELECT quote_ident(column_name) FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name = %s AND column_name <> ALL (%s)",
        [table, list(own)],
    )
    return [name for (name,) in rows]
