"""Folders and contributions: seen by desks with a grant; a contribution is its own desk's, and never changed."""

from lantaarn.access.rights import holds
from lantaarn.context.laying import IN_REGION, Rights, Table, reads_and_writes, system_policy

_FOLDER = (
    *reads_and_writes(
        read=holds("folders_folder.id"),
        insert=f"{IN_REGION} AND opened_for_id = (SELECT context_writing_desk())",
    ),
    system_policy(),
)
_CONTRIBUTION = (
    *reads_and_writes(
        read=holds("folders_contribution.folder_id"),
        insert=(
            f"{IN_REGION} AND desk_id = (SELECT context_writing_desk())"
            f" AND {holds('folders_contribution.folder_id', writing=True)}"
        ),
    ),
    system_policy(),
)

RIGHTS = Rights(
    room="folders",
    tables=(
        Table("folders_folder", app="SELECT, INSERT", worker="SELECT", keeper="SELECT", policies=_FOLDER),
        Table(
            "folders_contribution",
            app="SELECT, INSERT",
            worker="SELECT",
            keeper="SELECT, INSERT",
            policies=_CONTRIBUTION,
        ),
    ),
)
