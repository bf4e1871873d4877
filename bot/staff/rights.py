"""Who may do what in the console: the one table that every route asks."""

from enum import StrEnum
from typing import Final

from knowledge.staff.accounts import Role


class Right(StrEnum):
    """Something that a route lets an officer do."""

    OWN_ACCOUNT = "own_account"
    """Change the own password, log out."""
    READ_KNOWLEDGE = "read_knowledge"
    LOOK_UP_STATUS = "look_up_status"
    IMPORT_STATUS = "import_status"
    """What is imported is told to citizens at once, so it is not an editor's."""
    READ_LOG = "read_log"
    MANAGE_ACCOUNTS = "manage_accounts"


_READER: Final = frozenset((Right.OWN_ACCOUNT, Right.READ_KNOWLEDGE, Right.LOOK_UP_STATUS))

RIGHTS: Final = {
    Role.EDITOR: _READER,
    Role.REVIEWER: _READER | {Right.IMPORT_STATUS},
    Role.ADMIN: _READER | {Right.IMPORT_STATUS, Right.READ_LOG, Right.MANAGE_ACCOUNTS},
}


def allows(role: Role, right: Right) -> bool:
    return right in RIGHTS[role]
