"""An invented log: who read what over two years, mostly one signal at a time, now and then a list of a hundred."""

from __future__ import annotations

from typing import Any

import psycopg

Connection = psycopg.Connection[Any]


def _past_partitions(database: Connection) -> None:
    """As they would stand if the installation were two years old: made then, one a month."""
    database.execute(
        """
        DO $$
        DECLARE month date; parent text; name text;
        BEGIN
            FOREACH parent IN ARRAY ARRAY['audit_event', 'audit_event_object'] LOOP
                FOR i IN 1..25 LOOP
                    month := (date_trunc('month', current_date) - make_interval(months => i))::date;
                    name := parent || '_' || to_char(month, 'YYYY_MM');
                    IF to_regclass('public.' || name) IS NULL THEN
                        EXECUTE format('CREATE TABLE public.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)',
                                       name, parent, month, (month + interval '1 month')::date);
                        EXECUTE format('ALTER TABLE public.%I OWNER TO lantaarn_owner', name);
                    END IF;
                END LOOP;
            END LOOP;
        END $$
        """
    )


def grow(database: Connection, events: int) -> None:
    """`events` more lines, each by a person of a desk that may see the signal; 1 in 100 is a list of 100 signals."""
    _past_partitions(database)
    database.execute("DROP TABLE IF EXISTS bench_event")
    database.execute(
        """
        CREATE TABLE bench_event AS
        WITH reader AS (
            SELECT DISTINCT ON (m.desk_id) m.desk_id, m.user_id, m.organisation_id, u.name AS who, r.code AS role,
                   d.label AS desk
            FROM network_membership m JOIN network_user u ON u.id = m.user_id JOIN network_role r ON r.id = m.role_id
            JOIN network_desk d ON d.id = m.desk_id ORDER BY m.desk_id, m.is_deputy
        ), held AS (
            SELECT g.folder_id, g.region_id, g.given_at, s.code, reader.*, row_number() OVER () AS nr,
                   count(*) OVER () AS of
            FROM access_grant g JOIN bench_copy c USING (folder_id) JOIN signals_signal s USING (folder_id)
            JOIN reader USING (desk_id)
        ), pick AS (
            SELECT n, 1 + floor(random() * (SELECT max(of) FROM held))::bigint AS nr, random() AS later,
                   random() AS sort FROM generate_series(1, %s) AS n
        )
        SELECT gen_random_uuid() AS id, least(h.given_at + p.later * interval '30 days', now()) AS at, h.*,
               p.sort < 0.01 AS list,
               1 + floor(p.later * greatest((SELECT max(n) FROM bench_copy) - 99, 0))::bigint AS first,
               CASE WHEN p.sort < 0.01 THEN 'list.read' WHEN p.sort < 0.8 THEN 'signal.read'
                    WHEN p.sort < 0.9 THEN 'inbox.read' ELSE 'signal.enriched' END AS action
        FROM pick p JOIN held h USING (nr)
        """,
        [events],
    )
    database.execute(
        """
        INSERT INTO audit_event (id, at, region_id, organisation_id, desk_id, user_id, who, role, desk, action, purpose,
                                 ground, outcome, about, objects_count, trace)
        SELECT id, at, region_id, organisation_id, desk_id, user_id, who, role, desk, action, 'signal.handle',
               'meldroute', 'done', CASE WHEN list THEN '' ELSE code END, CASE WHEN list THEN 100 ELSE 1 END, ''
        FROM bench_event ORDER BY at
        """
    )
    database.execute(
        """
        INSERT INTO audit_event_object (event_id, at, region_id, organisation_id, object_id, kind, role, desk, action,
                                        ground, outcome)
        SELECT e.id, e.at, e.region_id, e.organisation_id, o.folder_id, 'folder', e.role, e.desk, e.action,
               'meldroute', 'done'
        FROM bench_event e CROSS JOIN LATERAL (
            SELECT e.folder_id UNION ALL SELECT c.folder_id FROM bench_copy c
            WHERE e.list AND c.n BETWEEN e.first AND e.first + 98
        ) AS o ORDER BY e.at
        """
    )
    database.execute("DROP TABLE bench_event")
