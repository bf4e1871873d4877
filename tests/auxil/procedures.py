"""Procedures made up for tests: one plain one to change at will, and any that the schema allows."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import strategies as st

from knowledge.content import (
    Case,
    CaseAnswer,
    Condition,
    Conditions,
    Confidence,
    Documents,
    Facets,
    Fee,
    Forms,
    FormSheet,
    Knowledge,
    LawReference,
    LegalBasis,
    NearTwin,
    Online,
    Paper,
    ProcedureContent,
    ProcessingTime,
    QuestionAnswer,
    Result,
    Source,
    Standing,
    State,
    Steps,
    Supersession,
    Text,
    VersionContent,
    Where,
)

GROUP = "bang-cap-van-bang"
LAW = Source(document="Nghị định 46/2017/NĐ-CP", articles="Điều 4")
HIGH = {"confidence": Confidence.HIGH, "sources": (LAW,)}
UNKNOWN = {**HIGH, "knowledge": Knowledge.UNKNOWN, "reason": "Mình chưa có quy định mới."}


def facets(**changes: object) -> Facets:
    """Return plain content of all twelve facets, some of them changed."""
    plain = {
        "overview": Text(text="Bạn muốn cấp lại bằng.", **HIGH),
        "documents": Documents(items=(Paper(name="Đơn đề nghị", source="Điều 4"),), **HIGH),
        "processing_time": ProcessingTime(text="10 ngày làm việc.", **HIGH),
        "fee": Fee(text="Không thu phí.", **HIGH),
        "steps": Steps(items=("Nộp hồ sơ.", "Nhận kết quả."), **HIGH),
        "where": Where(place="Trung tâm Phục vụ hành chính công.", **HIGH),
        "online": Online(text="Nộp được qua mạng.", level=4, **HIGH),
        "conditions": Conditions(items=(Condition(text="Đã có bằng.", source="Điều 4"),), **HIGH),
        "forms": Forms(items=(FormSheet(name="Mẫu số 1", source="Phụ lục"),), **HIGH),
        "legal_basis": LegalBasis(
            items=(LawReference(number="46/2017/NĐ-CP", type="Nghị định", title="Về điều kiện"),),
            **HIGH,
        ),
        "result": Result(text="Bản sao bằng.", **HIGH),
        "window": Text(text="Quanh năm.", **HIGH),
    }
    return Facets(**{**plain, **changes})


def version(**changes: object) -> VersionContent:
    """Return a published version from 2021-01-19 without an end, some of it changed."""
    plain = {
        "in_force_from": date(2021, 1, 19),
        "title": "Cấp lại bằng",
        "author": "motcua",
        "sources": (LAW,),
        "facets": facets(),
    }
    return VersionContent(**{**plain, **changes})


def procedure(*versions: VersionContent, **changes: object) -> ProcedureContent:
    """Return procedure 61 made anew, with `versions` or the plain one."""
    plain = {
        "id": 61,
        "name": "Cấp lại bằng",
        "level": 4,
        "rollout_year": 2021,
        "group": GROUP,
        "act": "cấp lại",
        "institution": "bằng tốt nghiệp",
        "audience": ("người dân",),
        "choose_when": "Bạn đã mất bằng.",
        "versions": versions or (version(),),
    }
    return ProcedureContent(**{**plain, **changes})


_TRICKY = st.sampled_from(
    [
        *("2021-01-19", "2021-13-45", "no", "null", "~", "0x_", "1:30", "=", "<<", "- a", "? b"),
        *(
            "a: b",
            "# ghi chú",
            "'",
            '"',
            "*neo",
            "&neo",
            "!thẻ",
            "%",
            "@",
            "`",
            "{{ x }}",
            "|",
            ">",
        ),
        *(
            "Sở GD&ĐT",
            "hoà\nnhập",
            "a\n\nb",
            "a\r\nb",
            "\x85x",
            "\u2028x",
            "\ufeffx",
            "😀",
            "x\x07",
        ),
    ]
)
_WORDS = st.one_of(_TRICKY, st.text(min_size=1, max_size=40)).filter(
    lambda words: (
        len(words.strip()) > 0 and not any("\ud800" <= letter <= "\udfff" for letter in words)
    )
)
_LINES = _WORDS
_MAYBE = st.none() | _LINES
_DAYS = st.dates(date(2021, 1, 1), date(2030, 1, 1))


def _some(each: st.SearchStrategy, least: int = 0) -> st.SearchStrategy[tuple]:
    return st.lists(each, min_size=least, max_size=2).map(tuple)


_SOURCES = _some(st.builds(Source, document=_LINES, articles=_MAYBE), least=1)


def _facet(shape: type, **fields: st.SearchStrategy) -> st.SearchStrategy:
    known = st.builds(
        shape, confidence=st.sampled_from(Confidence), sources=_SOURCES, reason=_MAYBE, **fields
    )
    untold = st.builds(
        shape,
        knowledge=st.sampled_from([Knowledge.UNKNOWN, Knowledge.NOT_REGULATED]),
        confidence=st.sampled_from(Confidence),
        sources=_SOURCES,
        reason=_LINES,
    )
    return st.one_of(known, untold)


_NUMBERS = st.none() | st.integers(1, 10)
_FACETS = st.builds(
    Facets,
    overview=_facet(Text, text=_LINES),
    documents=_facet(
        Documents,
        sets=_NUMBERS,
        items=_some(
            st.builds(
                Paper,
                name=_LINES,
                quantity=_NUMBERS,
                form=_MAYBE,
                when=_MAYBE,
                until=_MAYBE,
                unsure=st.booleans(),
                source=_LINES,
            ),
            least=1,
        ),
    ),
    processing_time=_facet(
        ProcessingTime, text=_LINES, days=_NUMBERS, unit=_MAYBE, partial=st.booleans()
    ),
    fee=_facet(Fee, text=_LINES, amount_vnd=st.none() | st.integers(0, 10**12)),
    steps=_facet(Steps, items=_some(_LINES, least=1)),
    where=_facet(Where, receives=_MAYBE, decides=_MAYBE, ways=_some(_LINES), place=_LINES),
    online=_facet(Online, text=_LINES, level=st.sampled_from([None, 3, 4])),
    conditions=_facet(
        Conditions,
        items=_some(
            st.builds(Condition, text=_LINES, unsure=st.booleans(), source=_LINES), least=1
        ),
    ),
    forms=_facet(Forms, items=_some(st.builds(FormSheet, name=_LINES, source=_LINES), least=1)),
    legal_basis=_facet(
        LegalBasis,
        items=_some(
            st.builds(LawReference, number=_LINES, type=_LINES, title=_LINES, articles=_MAYBE),
            least=1,
        ),
    ),
    result=_facet(Result, text=_LINES, validity=_MAYBE),
    window=_facet(Text, text=_LINES),
)


@st.composite
def _versions(draw: st.DrawFn) -> tuple[VersionContent, ...]:
    """One to three published versions that follow each other, perhaps a draft after them."""
    starts = sorted(draw(st.sets(_DAYS, min_size=1, max_size=3)))
    ends = [start - timedelta(days=1) for start in starts[1:]] + [None]
    states = [State.PUBLISHED] * len(starts)
    if draw(st.booleans()):
        starts.append(starts[-1] + draw(st.sampled_from([timedelta(0), timedelta(days=30)])))
        ends.append(None)
        states.append(draw(st.sampled_from([State.DRAFT, State.IN_REVIEW])))
    made = []
    for start, end, state in zip(starts, ends, states, strict=True):
        gone = draw(st.booleans())
        made.append(
            VersionContent(
                in_force_from=start,
                in_force_to=end,
                standing=Standing.ABOLISHED if gone else draw(st.sampled_from(Standing)),
                state=state,
                title=draw(_LINES),
                national_code=draw(_MAYBE),
                author=draw(_LINES),
                approver=draw(_MAYBE),
                confirmed=draw(st.booleans()),
                note=draw(_LINES),
                applicants=draw(_some(_LINES)),
                superseded=draw(st.none() | st.builds(Supersession, document=_LINES, since=_LINES)),
                replaced_by_procedure=draw(st.none() | st.integers(1, 61)),
                sources=draw(_SOURCES),
                facets=None if gone else draw(_FACETS),
            )
        )
    return tuple(made)


_KEYS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
Only = dict[str, tuple[str, ...]]


@st.composite
def _answers(draw: st.DrawFn) -> tuple[CaseAnswer, ...]:
    """One to three answers with keys of their own, some of which end it all."""
    keys = draw(st.lists(_KEYS, min_size=1, max_size=3, unique=True))
    made = []
    for key in keys:
        ends = draw(st.booleans())
        days = draw(_NUMBERS)
        made.append(
            CaseAnswer(
                key=key,
                answer=draw(_LINES),
                said=draw(_some(_LINES)),
                effect=draw(_LINES),
                days=days,
                unit=draw(_LINES) if days is not None else None,
                fee=draw(_MAYBE),
                ends=ends,
                instead=draw(st.none() | st.integers(1, 61)) if ends else None,
            )
        )
    return tuple(made)


@st.composite
def _cases(draw: st.DrawFn) -> tuple[Case, ...]:
    """None to three cases with keys of their own, each perhaps asked only after earlier answers."""
    made: list[Case] = []
    for key in draw(st.lists(_KEYS, max_size=3, unique=True)):
        made.append(
            Case(
                key=key,
                question=draw(_LINES),
                asked=draw(st.booleans()),
                only=draw(_only(made)),
                answers=draw(_answers()),
            )
        )
    return tuple(made)


@st.composite
def _only(draw: st.DrawFn, cases: Sequence[Case]) -> Only:
    """Some of the answers of some of `cases`."""
    if not cases:
        return {}
    chosen = draw(st.lists(st.sampled_from(cases), max_size=2, unique_by=lambda case: case.key))
    return {
        case.key: draw(
            st.lists(
                st.sampled_from([answer.key for answer in case.answers]), min_size=1, unique=True
            ).map(tuple)
        )
        for case in chosen
    }


@st.composite
def _for_some(
    draw: st.DrawFn, versions: tuple[VersionContent, ...], cases: Sequence[Case]
) -> tuple[VersionContent, ...]:
    """`versions` with papers that only some answers to `cases` ask for."""
    made = []
    for each in versions:
        if each.facets is None:
            made.append(each)
            continue
        documents = each.facets.documents
        items = tuple(
            paper.model_copy(update={"only": draw(_only(cases))}) for paper in documents.items
        )
        told = documents.model_copy(update={"items": items})
        made.append(
            each.model_copy(update={"facets": each.facets.model_copy(update={"documents": told})})
        )
    return tuple(made)


@st.composite
def procedures(draw: st.DrawFn) -> ProcedureContent:
    """Any procedure of an existing menu group that the schema allows."""
    cases = draw(_cases())
    versions = draw(_for_some(draw(_versions()), cases))
    return draw(_around(cases, versions))


def _around(
    cases: tuple[Case, ...], versions: tuple[VersionContent, ...]
) -> st.SearchStrategy[ProcedureContent]:
    return st.builds(
        ProcedureContent,
        id=st.integers(1, 61),
        name=_LINES,
        level=st.sampled_from([3, 4]),
        rollout_year=st.sampled_from([2020, 2021]),
        group=st.just(GROUP),
        act=_LINES,
        institution=_LINES,
        audience=_some(_LINES),
        choose_when=_LINES,
        aliases=st.lists(_LINES, max_size=3, unique_by=str.strip).map(tuple),
        near_twins=_some(st.builds(NearTwin, id=st.integers(1, 61), how=_LINES)),
        questions=_some(st.builds(QuestionAnswer, q=_LINES, a=_LINES)),
        cases=st.just(cases),
        versions=st.just(versions),
    )
