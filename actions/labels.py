"""Short names of procedures, for buttons and menus."""

from knowledge.content import ProcedureContent
from knowledge.repository import Heading


def label(procedure: ProcedureContent | Heading) -> str:
    """Return what is done and for whom, e.g. "Giải thể: trường THPT chuyên"."""
    act = procedure.act[0].upper() + procedure.act[1:]
    return f"{act}: {procedure.institution}"
