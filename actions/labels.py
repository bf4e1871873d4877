"""Short names of procedures, for buttons and menus."""

from knowledge.content import ProcedureContent


def label(procedure: ProcedureContent) -> str:
    """Return what is done and for whom, e.g. "Giải thể: trường THPT chuyên"."""
    act = procedure.act[0].upper() + procedure.act[1:]
    return f"{act}: {procedure.institution}"
