"""Who may do what in the console: the one table that every route asks."""

from enum import StrEnum
from typing import Final

from knowledge.staff.accounts import Role


class Right(StrEnum):
    """Something that a route lets an officer do."""

    OWN_ACCOUNT = "own_account"
    """Change the own password, log out."""
    READ_KNOWLEDGE = "read_knowledge"
    EDIT_KNOWLEDGE = "edit_knowledge"
    """Change drafts and send them for review; nothing of it is told to citizens."""
    REVIEW_KNOWLEDGE = "review_knowledge"
    """Approve what others wrote, confirm for the department, mark laws, change contacts."""
    LOOK_UP_STATUS = "look_up_status"
    IMPORT_STATUS = "import_status"
    """What is imported is told to citizens at once, so it is not an editor's."""
    READ_LOG = "read_log"
    MANAGE_ACCOUNTS = "manage_accounts"


_EDITOR: Final = frozenset(
    (Right.OWN_ACCOUNT, Right.READ_KNOWLEDGE, Right.EDIT_KNOWLEDGE, Right.LOOK_UP_STATUS)
)
_REVIEWER: Final = _EDITOR | {Right.REVIEW_KNOWLEDGE, Right.IMPORT_STATUS}

RIGHTS: Final = {
    Role.EDITOR: _EDITOR,
    Role.REVIEWER: _REVIEWER,
    Role.ADMIN: _REVIEWER | {Right.READ_LOG, Right.MANAGE_ACCOUNTS},
}


def allows(role: Role, right: Right) -> bool:
    return right in RIGHTS[role]
