"""The twelve things a citizen can ask about a procedure."""

from enum import StrEnum


class Facet(StrEnum):
    """One aspect of an administrative procedure; values are the contract's facet names."""

    OVERVIEW = "overview"
    DOCUMENTS = "documents"
    PROCESSING_TIME = "processing_time"
    FEE = "fee"
    STEPS = "steps"
    WHERE = "where"
    ONLINE = "online"
    CONDITIONS = "conditions"
    FORMS = "forms"
    LEGAL_BASIS = "legal_basis"
    RESULT = "result"
    WINDOW = "window"
