"""Counts of signals for those who see no signal: whole months alone, and what is small is not told.

A number under five is NULL. Where one kind alone would be hidden, the next smallest is hidden with it, or the total
would tell it. The days that are asked must be whole months of at least a quarter, so that two questions cannot be
subtracted to one signal.
"""

FEWEST = 5

FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION programme_whole_months(p_first date, p_last date) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public AS $$
    SELECT extract(day FROM p_first) = 1 AND extract(day FROM p_last + 1) = 1 AND p_last - p_first >= 88
$$;

-- May this actor count, and these days?
CREATE OR REPLACE FUNCTION programme_may_count(p_first date, p_last date) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
    SELECT context_kind() IN ('desk', 'plain', 'system') AND programme_whole_months(p_first, p_last)
$$;

-- Signals received in these days, by the way they came in; the row without an entry is their total.
CREATE OR REPLACE FUNCTION programme_signals_by_entry(p_first date, p_last date)
RETURNS TABLE (entry text, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    WITH counted AS (
        SELECT s.entry, count(*) AS n, row_number() OVER (ORDER BY count(*), s.entry) AS rank
        FROM signals_signal s
        WHERE s.region_id = (SELECT context_region()) AND programme_may_count(p_first, p_last)
          AND s.received_at >= p_first::timestamp AT TIME ZONE 'Europe/Amsterdam'
          AND s.received_at < (p_last + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam'
        GROUP BY s.entry
    ), small AS (SELECT count(*) AS kinds FROM counted WHERE n < {FEWEST})
    SELECT c.entry, CASE WHEN c.n < {FEWEST} OR (small.kinds = 1 AND c.rank = 2) THEN NULL ELSE c.n END
    FROM counted c, small
    UNION ALL
    SELECT NULL, CASE WHEN coalesce(sum(c.n), 0) BETWEEN 1 AND {FEWEST - 1} THEN NULL ELSE coalesce(sum(c.n), 0) END
    FROM counted c
$$;

-- From received to taken up: the median in days, of signals received in these days.
CREATE OR REPLACE FUNCTION programme_days_to_acceptance(p_first date, p_last date) RETURNS numeric
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT CASE WHEN count(*) >= {FEWEST} THEN round((percentile_cont(0.5) WITHIN GROUP (
        ORDER BY extract(epoch FROM s.taken_up_at - s.received_at) / 86400.0))::numeric, 1) END
    FROM signals_signal s
    WHERE s.region_id = (SELECT context_region()) AND programme_may_count(p_first, p_last)
      AND s.taken_up_at IS NOT NULL
      AND s.received_at >= p_first::timestamp AT TIME ZONE 'Europe/Amsterdam'
      AND s.received_at < (p_last + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam'
$$;

-- Tasks of meetings and rules that were due in these days: which per cent was done by their day.
CREATE OR REPLACE FUNCTION programme_tasks_in_time(p_first date, p_last date) RETURNS numeric
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT CASE WHEN count(*) >= {FEWEST} THEN round(100.0 * count(*) FILTER (
        WHERE (t.done_at AT TIME ZONE 'Europe/Amsterdam')::date <= t.due_on) / count(*)) END
    FROM signals_task t
    WHERE t.region_id = (SELECT context_region()) AND programme_may_count(p_first, p_last)
      AND t.due_on BETWEEN p_first AND least(p_last, current_date - 1)
$$;

-- Signals offered to a desk whose deadline fell in these days: which per cent was accepted by then.
CREATE OR REPLACE FUNCTION programme_referrals_in_time(p_first date, p_last date) RETURNS numeric
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
    SELECT CASE WHEN count(*) >= {FEWEST}
        THEN round(100.0 * count(*) FILTER (WHERE r.accepted_at <= r.due_at) / count(*)) END
    FROM signals_referral r
    WHERE r.region_id = (SELECT context_region()) AND programme_may_count(p_first, p_last)
      AND r.due_at >= p_first::timestamp AT TIME ZONE 'Europe/Amsterdam' AND r.due_at < least(
          (p_last + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam', clock_timestamp())
      AND r.state <> 'withdrawn'
$$;
"""  # noqa: S608 - composed of our own number

SIGNATURES = (
    "programme_signals_by_entry(date, date)",
    "programme_days_to_acceptance(date, date)",
    "programme_tasks_in_time(date, date)",
    "programme_referrals_in_time(date, date)",
)
