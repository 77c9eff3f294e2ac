"""A picture of the phenomenon for parties that may not share persons: rounded counts, small ones left out."""

FUNCTIONS = """
-- Counts of a region per year, of whole months that are over. Nobody gets the small ones: the threshold is here, and a
-- caller can only raise it. What can be subtracted is protected as well: where parts add up to a total, at least two
-- are left out, together no small number; where they do not, a part is also left out when nearly all others have it;
-- and every count is rounded to fives, so that two pictures do not tell what came between.
CREATE OR REPLACE FUNCTION access_picture(p_smallest integer) RETURNS TABLE (
    year integer, sort text, value text, counted integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH threshold AS (SELECT greatest(p_smallest, 5) AS k),
    signal AS (
        SELECT s.*, extract(year FROM s.received_at AT TIME ZONE 'Europe/Amsterdam')::integer AS year,
               coalesce(m.name, '') AS place
        FROM signals_signal s LEFT JOIN network_municipality m ON m.id = s.municipality_id
        WHERE s.region_id = context_region() AND network_may('picture.read')
          AND s.received_at < date_trunc('month', now() AT TIME ZONE 'Europe/Amsterdam') AT TIME ZONE 'Europe/Amsterdam'
    ),
    total AS (
        SELECT year, count(*) AS n FROM signal, threshold GROUP BY year, k HAVING count(*) >= k
    ),
    part AS (
        SELECT s.year, p.sort, p.value, count(*) AS n FROM signal s, LATERAL (VALUES
            ('municipality', s.place), ('domain', s.domain), ('minor', s.minor)) AS p(sort, value)
        GROUP BY 1, 2, 3
    ),
    ordered AS (
        SELECT p.*, count(*) FILTER (WHERE p.n < k) OVER (PARTITION BY p.year, p.sort) AS small,
               row_number() OVER one - 1 AS before, coalesce(sum(p.n) OVER (one ROWS BETWEEN UNBOUNDED PRECEDING
                   AND 1 PRECEDING), 0) AS together, k
        FROM part p, threshold
        WINDOW one AS (PARTITION BY p.year, p.sort ORDER BY p.n, p.value)
    ),
    loose AS (
        SELECT s.year, f.sort, f.value, count(*) AS n FROM signal s, LATERAL (
            SELECT 'exploitation' AS sort, unnest(s.exploitation) AS value
            UNION ALL SELECT 'fact', e.key FROM jsonb_each_text(s.facts) e WHERE e.value = 'yes') AS f
        GROUP BY 1, 2, 3
    )
    SELECT t.year, 'total', '', 5 * round(t.n / 5.0)::integer FROM total t
    UNION ALL
    SELECT o.year, o.sort, o.value, CASE
        WHEN o.n < o.k OR (o.small > 0 AND (o.before < 2 OR o.together < o.k)) THEN NULL
        ELSE 5 * round(o.n / 5.0)::integer END
    FROM ordered o JOIN total t USING (year)
    UNION ALL
    SELECT l.year, l.sort, l.value, CASE
        WHEN l.n < k OR (t.n - l.n > 0 AND t.n - l.n < k) THEN NULL ELSE 5 * round(l.n / 5.0)::integer END
    FROM loose l JOIN total t USING (year), threshold
    ORDER BY 1 DESC, 2, 4 DESC NULLS LAST, 3
$$;
"""

SIGNATURES = ("access_picture(integer)",)
