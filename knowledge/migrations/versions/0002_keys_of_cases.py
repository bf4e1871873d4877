"""Give the cases of each procedure, and their answers, keys by their places."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_PROCEDURE = sa.table("procedure", sa.column("id", sa.Integer), sa.column("profile", sa.JSON))
_VERSION = sa.table("version", sa.column("id", sa.Integer), sa.column("content", sa.JSON))


def upgrade() -> None:
    connection = op.get_bind()
    for number, content in connection.execute(sa.select(_PROCEDURE)).all():
        for at, case in enumerate(content.get("cases", [])):
            case.setdefault("key", f"truong-hop-{at + 1}")
            for place, answer in enumerate(case["answers"]):
                answer.setdefault("key", f"tra-loi-{place + 1}")
        connection.execute(
            _PROCEDURE.update().where(_PROCEDURE.c.id == number).values(profile=content)
        )


def downgrade() -> None:
    connection = op.get_bind()
    for number, content in connection.execute(sa.select(_PROCEDURE)).all():
        for case in content.get("cases", []):
            for extra in ("key", "asked", "only"):
                case.pop(extra, None)
            case["answers"] = [
                {"answer": answer["answer"], "effect": answer["effect"]}
                for answer in case["answers"]
            ]
        connection.execute(
            _PROCEDURE.update().where(_PROCEDURE.c.id == number).values(profile=content)
        )
    for number, content in connection.execute(sa.select(_VERSION)).all():
        facets = content.get("facets") or {}
        for paper in facets.get("documents", {}).get("items", []):
            paper.pop("only", None)
        connection.execute(_VERSION.update().where(_VERSION.c.id == number).values(content=content))
