"""Finds who answers what the 61 procedures don't cover, by the words of the question."""

import re
from functools import cache

from knowledge.folding import fold
from knowledge.reference_files import AgencyEntry, agencies


def agency_for(text: str, of_education: bool = False) -> AgencyEntry | None:
    """Return the first agency whose words stand in `text`; only schools with `of_education`."""
    words = fold(text)
    return next(
        (
            agency
            for agency, pattern in _patterns()
            if (agency.of_education or not of_education) and pattern.search(words)
        ),
        None,
    )


@cache
def _patterns() -> list[tuple[AgencyEntry, re.Pattern[str]]]:
    return [(agency, re.compile(rf"\b(?:{'|'.join(agency.words)})\b")) for agency in agencies()]
