"""Where a changed version goes among those of its procedure."""

from datetime import date, timedelta

from knowledge.content import ProcedureContent, State, VersionContent
from knowledge.repository import version_on

_DAY = timedelta(days=1)


def edited_version(procedure: ProcedureContent, version_from: date) -> VersionContent:
    """Return the version that a draft changes: published, and begun on or next to that day."""
    return version_on(procedure, version_from)


def has_version(procedure: ProcedureContent, day: date) -> bool:
    """Return whether a published version came into force on `day`."""
    return any(
        version.in_force_from == day and version.state is State.PUBLISHED
        for version in procedure.versions
    )


def placed(
    procedure: ProcedureContent, version: VersionContent, applies_from: date | None
) -> tuple[ProcedureContent, VersionContent]:
    """Return `procedure` with `version` in it, and that version with the days that it holds.

    It replaces the published one that begins on the same day. With `applies_from` it begins then,
    the one which held the day before ends on that day, and it ends before the next one begins.
    """
    if applies_from is None:
        return _with(procedure, version), version
    published = [each for each in procedure.versions if each.state is State.PUBLISHED]
    same = [each for each in published if each.in_force_from == applies_from]
    later = [each for each in published if each.in_force_from > applies_from]
    end = later[0].in_force_from - _DAY if later else None
    dated = version.model_copy(
        update={
            "in_force_from": applies_from,
            "in_force_to": same[0].in_force_to if same else end,
            "state": State.PUBLISHED,
        }
    )
    ended = [
        each.model_copy(update={"in_force_to": applies_from - _DAY})
        if _holds(each, applies_from)
        else each
        for each in procedure.versions
    ]
    return _with(procedure.model_copy(update={"versions": tuple(ended)}), dated), dated


def _holds(version: VersionContent, day: date) -> bool:
    """Return whether `version` is told, began before `day` and would still hold on it."""
    end = version.in_force_to
    told = version.state is State.PUBLISHED
    return told and version.in_force_from < day and (end is None or end >= day)


def _with(procedure: ProcedureContent, version: VersionContent) -> ProcedureContent:
    versions = list(procedure.versions)
    for place, each in enumerate(versions):
        if each.state is State.PUBLISHED and each.in_force_from == version.in_force_from:
            versions[place] = version
            break
    else:
        versions.append(version)
        versions.sort(key=lambda each: each.in_force_from)
    return procedure.model_copy(update={"versions": tuple(versions)})
