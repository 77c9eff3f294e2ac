"""The rights of all rooms, and of the tables that libraries bring, in the order in which they are laid down."""

from __future__ import annotations

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

from lantaarn.access.retention.rights import RIGHTS as RETENTION
from lantaarn.access.rights import RIGHTS as ACCESS
from lantaarn.audit.rights import RIGHTS as AUDIT
from lantaarn.context.laying import Rights, Table, lay_down, store_key
from lantaarn.context.rights import RIGHTS as CONTEXT
from lantaarn.folders.rights import RIGHTS as FOLDERS
from lantaarn.network.rights import RIGHTS as NETWORK
from lantaarn.outreach.rights import RIGHTS as OUTREACH
from lantaarn.programme.rights import RIGHTS as PROGRAMME
from lantaarn.signals.rights import RIGHTS as SIGNALS
from lantaarn.subjects.rights import RIGHTS as SUBJECTS
from lantaarn.tables.rights import RIGHTS as TABLES
from lantaarn.vault.rights import RIGHTS as VAULT

_ALL = "SELECT, INSERT, UPDATE, DELETE"
_ACCOUNTS = (
    "account_emailaddress",
    "account_emailconfirmation",
    "django_session",
    "lantaarn_cache",
    "mfa_authenticator",
    "socialaccount_socialaccount",
    "socialaccount_socialapp",
    "socialaccount_socialapp_sites",
    "socialaccount_socialtoken",
    "usersessions_usersession",
)
_READ_ONLY = ("django_content_type", "django_site", "django_migrations")
_NOBODY = ("auth_group", "auth_group_permissions", "auth_permission")
_QUEUE = (
    "procrastinate_events",
    "procrastinate_jobs",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
)

LIBRARIES = Rights(
    room="libraries",
    tables=(
        *(Table(name, app=_ALL) for name in _ACCOUNTS),
        *(Table(name, app="SELECT", worker="SELECT") for name in _READ_ONLY),
        *(Table(name) for name in _NOBODY),
        *(Table(name, app="SELECT, INSERT, UPDATE", worker=_ALL) for name in _QUEUE),
    ),
    after="GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO lantaarn_app, lantaarn_worker",
)

ALL: tuple[Rights, ...] = (
    CONTEXT,
    NETWORK,
    VAULT,
    AUDIT,
    TABLES,
    ACCESS,
    FOLDERS,
    SIGNALS,
    SUBJECTS,
    RETENTION,
    OUTREACH,
    PROGRAMME,
    LIBRARIES,
)


def apply(connection: BaseDatabaseWrapper) -> None:
    """Lay down every right and hand the database the key of the context; run as owner inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "GRANT USAGE ON SCHEMA public TO lantaarn_app, lantaarn_worker, lantaarn_sealer, lantaarn_backup"
        )
    lay_down(connection, ALL)
    store_key(connection, settings.CONTEXT_KEY)
