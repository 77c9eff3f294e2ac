"""What the database knows of the actor: the key, the check of the signature, and one function per claim."""

from lantaarn.context.laying import Rights

FUNCTIONS = """
CREATE TABLE IF NOT EXISTS context_key (
    id integer PRIMARY KEY,
    inner_pad bytea NOT NULL,
    outer_pad bytea NOT NULL,
    valid_until timestamptz
);

CREATE OR REPLACE FUNCTION context_claims() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
    raw text := nullif(current_setting('lantaarn.context', true), '');
    claims text[];
    payload text;
    good boolean;
BEGIN
    IF raw IS NULL THEN
        RAISE EXCEPTION 'lantaarn: there is no actor context in this transaction' USING ERRCODE = 'LA001';
    END IF;
    claims := string_to_array(raw, '|');
    payload := left(raw, length(raw) - length(claims[12]) - 1);
    IF array_length(claims, 1) IS DISTINCT FROM 12 THEN
        RAISE EXCEPTION 'lantaarn: the actor context is malformed' USING ERRCODE = 'LA002';
    END IF;
    SELECT bool_or(
        encode(sha256(outer_pad || sha256(inner_pad || convert_to(payload, 'UTF8'))), 'hex') = claims[12]
    ) INTO good FROM context_key WHERE valid_until IS NULL OR valid_until > clock_timestamp();
    IF good IS NOT TRUE
       OR claims[10]::integer IS DISTINCT FROM pg_backend_pid()
       OR claims[11]::bigint < extract(epoch FROM clock_timestamp()) THEN
        RAISE EXCEPTION 'lantaarn: the actor context is not signed for this session' USING ERRCODE = 'LA002';
    END IF;
    RETURN claims;
END $$;

CREATE OR REPLACE FUNCTION context_kind() RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, public
    AS $$ SELECT (context_claims())[2] $$;
CREATE OR REPLACE FUNCTION context_user() RETURNS uuid LANGUAGE sql STABLE SET search_path = pg_catalog, public
    AS $$ SELECT nullif((context_claims())[3], '')::uuid $$;
CREATE OR REPLACE FUNCTION context_role() RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, public
    AS $$ SELECT (context_claims())[4] $$;
CREATE OR REPLACE FUNCTION context_organisation() RETURNS uuid LANGUAGE sql STABLE
    SET search_path = pg_catalog, public
    AS $$ SELECT nullif((context_claims())[6], '')::uuid $$;
CREATE OR REPLACE FUNCTION context_region() RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, public
    AS $$ SELECT (context_claims())[7] $$;
CREATE OR REPLACE FUNCTION context_municipality() RETURNS uuid LANGUAGE sql STABLE
    SET search_path = pg_catalog, public
    AS $$ SELECT nullif((context_claims())[8], '')::uuid $$;

-- The desk that may read: only a person at a desk has one.
CREATE OR REPLACE FUNCTION context_desk() RETURNS uuid LANGUAGE sql STABLE SET search_path = pg_catalog, public
    AS $$ SELECT CASE WHEN c[2] = 'desk' THEN nullif(c[5], '')::uuid END FROM (SELECT context_claims() AS c) AS t $$;

-- The desk that may be written for: also that of a reporter's intake.
CREATE OR REPLACE FUNCTION context_writing_desk() RETURNS uuid LANGUAGE sql STABLE
    SET search_path = pg_catalog, public
    AS $$ SELECT CASE WHEN c[2] IN ('desk', 'intake') THEN nullif(c[5], '')::uuid END
          FROM (SELECT context_claims() AS c) AS t $$;
"""

RIGHTS = Rights(
    room="context",
    functions=FUNCTIONS,
    keeper_owns=("context_claims()",),
    keeper_reads=("context_key",),
    callable_by_all=(
        "context_claims()",
        "context_kind()",
        "context_user()",
        "context_role()",
        "context_organisation()",
        "context_region()",
        "context_municipality()",
        "context_desk()",
        "context_writing_desk()",
    ),
)
