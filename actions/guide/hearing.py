"""Hears what is said to the guide: an answer, papers at hand."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from actions.choices import chosen_option
from actions.context import corrects
from actions.guide.wishes import asks_something
from knowledge.content import Case, CaseAnswer
from knowledge.denials import without_denials
from knowledge.folding import fold

_NEARLY = 85
"""Likeness, of 100, from which a short message is one of the answers but for a slip."""
_LONGEST_SLIP = 7
_SHORTEST_SLIP = 5
"""Words of a message, and letters of an answer, between which a slip is looked for."""
_STAYS_A_QUESTION = 4
"""Words beside an answer from which a message that is taken for a question is one after all."""
_LONGEST_YES = 5
"""Words of a yes or no with what goes with it: "dạ chưa có quyết định"."""
_CLAUSES = re.compile(r"[,.;:!?\n]")
_DENIED = (
    r"\b(?:khong|ko|k|hong|chua|chang)"
    r"(?: (?:phai|la|phai la|co|con|muon|can|hoc|thuoc|o))? "
)
"""What stands before an answer that is not given."""
_POLITE = re.compile(
    r"\b(da|a|em|toi|tui|minh|chau|con|anh|chi|bac|chu|nha|nhe|oi|thi|la|thua|ban)\b"
)
_YES = {"co": ("co", "dung", "phai", "roi"), "roi": ("roi", "da", "co"), "dung": ("dung", "co")}
_YES |= dict.fromkeys(("vang", "u", "uh", "um", "ok", "oke", "phai", "duoc"), _YES["co"])
_YES |= dict.fromkeys(("xong", "du"), _YES["roi"])
_NO = {"khong": ("khong", "chua"), "chua": ("chua", "khong")}
_NO |= dict.fromkeys(("ko", "k", "hong", "hok", "chang"), _NO["khong"])
"""A word of consent or denial, and how an answer begins that it gives, the likeliest first."""
_UNSURE = {"biet", "ro", "chac", "hieu", "nho"}
_BARE = {"co", "khong", "chua", "roi", "da"}
"""Answers that are too short to be looked for inside a message."""
_PRIVATE = re.compile(r"\b(truong|hoc|hoc o|ben|la) tu\b|^(da )?tu( a| nha| nhe)?$")
""""tư": of a school it is private, not four."""
_FROM = re.compile(r"\btừ\b", re.IGNORECASE)
_FEWEST_SHARED = 1.5
"""Telling words that a message shares with an answer before it is taken for it, and how many times
those that it shares with any other."""
_ALL = re.compile(r"\b((du|co|xong) (het|ca|tat ca|day du)|du (roi|giay to|ho so)|het roi)\b")
_AT_HAND = re.compile(r"\b(co|da|roi|xong|du|san|chuan bi)\b")
_NOT_YET = re.compile(r"\b(chua|khong co|(?<!gioi )thieu|mat)\b")
_HAVING = re.compile(
    r"\b(co|da|roi|xong|du|san|chuan bi|em|toi|tui|minh|chau|anh|chi|con|bac|cho|do|thi|nua|ca|het"
    r"|giay to|cai|ban|ho so|thoi|nhe|nha|a)\b"
)
"""Words beside the name of a paper that is said to be there."""
_TAKEN_BACK = re.compile(r"^(khong|ko|k|hong|hok|a|ay|ua|uy|quen|chet)\b")
_PIECES = re.compile(r"[,;.\n]|\bva\b|\bvoi\b|\bcung\b|\bvà\b|\bvới\b|\bcùng\b")
_NUMBER = re.compile(r"\b([1-9]\d?)\b")
_LISTING = re.compile(r"[\w\s,.;+&]*")
_PLACE = re.compile(r"[1-9]\d?$")
_BESIDE_NUMBERS = re.compile(
    r"\b(so|cai|muc|thu|giay( to)?|to|loai|va|voi|cung|ca|nua|da|vang|a|nha|nhe|em|toi|tui|minh)\b"
)
"""Words in a list of numbers that change nothing in it."""
_QUANTITY = re.compile(r"\b\d+ (bản|ban|bộ|bo|tờ|to|tấm|tam|ngày|ngay|tuần|tuan|tháng|thang)\b")


def takes_back(text: str) -> bool:
    """Return whether `text` begins as one does who said something wrong."""
    return corrects(text) or bool(_TAKEN_BACK.search(fold(text)))


def answer_to(case: Case, text: str, likely_a_question: bool = False) -> CaseAnswer | None:
    """Return the answer to `case` that `text` gives: in its words, by number, nearly so, or by
    yes or no."""
    told = _held(case, text)
    if told:
        return in_its_words(case, text, likely_a_question)
    if asks_something(text):
        return None
    private = _private(case, text)
    if private:
        return private[0] if len(private) == 1 else None
    position = chosen_option(text, range(len(case.answers)))
    if position is not None:
        return case.answers[position]
    left = fold(without_denials(text))
    return _nearly(case, left) or _yes_or_no(case, text) or _by_telling_words(case, left)


def in_its_words(case: Case, text: str, likely_a_question: bool = False) -> CaseAnswer | None:
    """Return the one answer to `case` whose words `text` holds, unless it asks something."""
    told = _held(case, text)
    if len({answer.key for _, answer in told}) != 1:
        return None
    way, answer = max(told, key=lambda one: len(one[0]))
    beside = len(fold(text).split()) - len(way.split())
    asks = asks_something(text, way) or (likely_a_question and beside > _STAYS_A_QUESTION)
    return None if asks else answer


def is_only(answer: CaseAnswer, text: str) -> bool:
    """Return whether `text` is one of the ways to give `answer`, polite words apart."""
    said = _POLITE.sub("", fold(text)).split()
    return any(said == _POLITE.sub("", way).split() for way in _ways(answer))


def longest_way(case: Case, text: str) -> str:
    """Return the longest of the ways to answer `case` that `text` holds, folded; "" if none."""
    return max((way for way, _ in _held(case, text)), key=len, default="")


def other_answer(case: Case, text: str) -> CaseAnswer | None:
    """Return the answer that `text` gives by the number behind a word that takes one back."""
    position = chosen_option(_CLAUSES.split(text.strip(" .!?"))[-1], range(len(case.answers)))
    return None if position is None else case.answers[position]


def papers_at_hand(names: Sequence[str], text: str) -> tuple[int, ...]:
    """Return the positions of the papers that `text` says are there, by number or by name."""
    words = fold(text)
    if asks_something(text) or _NOT_YET.search(words) or not _AT_HAND.search(words):
        return ()
    if _ALL.search(words):
        return tuple(range(len(names)))
    counted = _QUANTITY.sub(" ", unicodedata.normalize("NFC", text.lower()))
    numbers = {int(number) - 1 for number in _NUMBER.findall(fold(counted))}
    named = {at for piece in _PIECES.split(counted) for at in _named(names, fold(piece))}
    return tuple(sorted(at for at in numbers | named if at < len(names)))


def numbers_alone(count: int, text: str) -> tuple[int, ...]:
    """Return the positions, of `count` papers, that `text` gives if it holds hardly but numbers."""
    if _QUANTITY.search(unicodedata.normalize("NFC", text.lower())):
        return ()
    one = chosen_option(text, range(count))
    if one is not None:
        return (one,)
    words = _BESIDE_NUMBERS.sub(" ", fold(text)).split()
    if asks_something(text) or not _LISTING.fullmatch(text) or not all(map(_PLACE.match, words)):
        return ()
    return tuple(sorted({int(word) - 1 for word in words if int(word) <= count}))


def _held(case: Case, text: str) -> list[tuple[str, CaseAnswer]]:
    """Return the ways to say an answer that `text` holds, the longest and those beside it."""
    left = without_denials(text)
    words = fold(left)
    clauses = " , ".join(fold(clause) for clause in _CLAUSES.split(left))
    held = [
        (way, answer)
        for answer in case.answers
        for way in _ways(answer)
        if way == words
        or (
            f" {way} " in f" {words} "
            and way not in _BARE
            and not re.search(rf"{_DENIED}{way}\b", clauses)
        )
    ]
    longest = max((way for way, _ in held), key=len, default="")
    beside = f" {words} ".replace(f" {longest} ", "  ") if longest else ""
    return [
        (way, answer) for way, answer in held if len(way) == len(longest) or f" {way} " in beside
    ]


def _ways(answer: CaseAnswer) -> Iterator[str]:
    for way in (answer.answer, *answer.said):
        yield from {fold(way), fold(re.sub(r"\(.*?\)", " ", way))} - {""}


def _private(case: Case, text: str) -> list[CaseAnswer]:
    """Return the answers that "tư" means, where any is about what is private."""
    words = fold(_FROM.sub(" ", unicodedata.normalize("NFC", text)))
    if len(words.split()) > _LONGEST_SLIP or not _PRIVATE.search(words):
        return []
    return [
        answer
        for answer in case.answers
        if any(way.startswith(("tu thuc", "truong tu", "tu ")) for way in _ways(answer))
    ]


def _yes_or_no(case: Case, text: str) -> CaseAnswer | None:
    said = _POLITE.sub(" ", fold(_CLAUSES.split(text.strip())[0])).split()
    if not said or len(said) > _LONGEST_YES or _UNSURE & {*said}:
        return None
    if said[0] not in _YES | _NO and said[-1] != "roi":
        return None
    no = next((_NO[word] for word in said if word in _NO), None)
    yes = next((_YES[word] for word in reversed(said) if word in _YES), ())
    for beginning in no or yes:
        meant = [a for a in case.answers if fold(a.answer).split()[:1] == [beginning]]
        if meant:
            return meant[0] if len(meant) == 1 else None
    return None


def _nearly(case: Case, words: str) -> CaseAnswer | None:
    if not words or len(words.split()) > _LONGEST_SLIP:
        return None
    near = {
        answer.key: max(
            (fuzz.ratio(way, words) for way in _ways(answer) if len(way) >= _SHORTEST_SLIP),
            default=0.0,
        )
        for answer in case.answers
    }
    best = max(near, key=lambda key: near[key])
    alone = sum(likeness >= near[best] for likeness in near.values()) == 1
    return (
        next(a for a in case.answers if a.key == best) if near[best] >= _NEARLY and alone else None
    )


def _by_telling_words(case: Case, words: str) -> CaseAnswer | None:
    """Return the answer that shares by far the most words with a short message.

    A word counts the less, the more answers it stands in.
    """
    said = words.split()
    if len(said) > _LONGEST_SLIP or len(case.answers) < 2:
        return None
    known = [{word for way in _ways(answer) for word in way.split()} for answer in case.answers]

    def telling(word: str) -> float:
        return (len(known) - sum(word in of_one for of_one in known)) / (len(known) - 1)

    shared = [sum(telling(word) for word in said if word in of_one) for of_one in known]
    best, second = sorted(shared, reverse=True)[:2]
    if best < _FEWEST_SHARED or best < _FEWEST_SHARED * second:
        return None
    return case.answers[shared.index(best)]


def _named(names: Sequence[str], piece: str) -> list[int]:
    """Return the one paper that all words of `piece` are in, or that alone begins with them."""
    words = _HAVING.sub(" ", piece).split()
    folded = [fold(name) for name in names]
    found = [at for at, name in enumerate(folded) if words and {*words} <= {*name.split()}]
    first = [at for at in found if f"{folded[at]} ".startswith(f"{' '.join(words)} ")]
    return next((some for some in (found, first) if len(some) == 1), [])
