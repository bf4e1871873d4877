"""Procedures are found by their names, however those are typed."""

import pytest

from knowledge.content import ProcedureContent
from knowledge.folding import fold
from knowledge.names import Mention, Name, NameIndex
from knowledge.repository import Repository

SMALL = NameIndex(
    [
        Name(28, "Thành lập trung tâm ngoại ngữ", official=True),
        Name(28, "mở trung tâm tiếng Anh"),
        Name(3, "Chuyển trường", official=True),
        Name(4, "Chuyển trường THPT", official=True),
        Name(5, "phúc khảo"),
        Name(6, "bằng"),
    ]
)


def named(text: str) -> list[int]:
    return [mention.procedure for mention in SMALL.mentions(text)]


@pytest.fixture
def names(repository: Repository) -> NameIndex:
    return NameIndex(repository.names())


def test_an_official_name_without_diacritics_finds_its_procedure_first(
    names: NameIndex, catalogue: list[ProcedureContent]
) -> None:
    for procedure in catalogue:
        best, *_ = names.search(fold(procedure.name))
        assert (best.procedure, best.score) == (procedure.id, 100)


def test_an_alias_finds_its_procedure(names: NameIndex) -> None:
    assert names.search("GIẤY PHÉP TRUNG TÂM TIẾNG ANH")[0].procedure == 29


def test_the_best_match_comes_first_and_each_procedure_once() -> None:
    found = SMALL.search("mo trung tam tieng anh")
    assert found[0].procedure == 28
    assert len({match.procedure for match in found}) == len(found)
    assert [match.score for match in found] == sorted((m.score for m in found), reverse=True)


def test_a_limit_and_a_floor_are_kept() -> None:
    assert len(SMALL.search("chuyển trường", limit=1)) == 1
    assert SMALL.search("nấu phở bò", at_least=90) == []


@pytest.mark.parametrize("nothing", ["", "   ", "???", "😀"])
def test_no_words_find_no_procedure(nothing: str) -> None:
    assert SMALL.search(nothing) == []
    assert named(nothing) == []


def test_an_empty_index_finds_nothing() -> None:
    assert NameIndex([]).search("chuyển trường") == []
    assert NameIndex([]).mentions("chuyển trường") == []


def test_a_name_inside_a_sentence_is_noticed() -> None:
    assert named("cho tôi hỏi về MO TRUNG TAM tiếng Anh với ạ") == [28]


def test_the_longer_name_hides_the_shorter_one_inside_it() -> None:
    assert named("chuyển trường thpt cần gì") == [4]
    assert named("chuyển trường cần gì") == [3]


def test_two_names_are_both_noticed_the_longer_first() -> None:
    assert named("phúc khảo rồi mở trung tâm tiếng anh") == [28, 5]


def test_a_single_word_names_nothing() -> None:
    assert named("bằng") == []


def test_a_name_counts_only_as_whole_words() -> None:
    assert named("xphúc khảo") == []
    assert named("phúc khảox") == []


def test_a_mention_says_whether_it_is_official_and_how_much_of_the_message_it_is() -> None:
    assert SMALL.mentions("Chuyển trường") == [Mention(3, official=True, share=1.0)]
    assert SMALL.mentions("trường xa phúc khảo") == [Mention(5, official=False, share=0.5)]


@pytest.mark.parametrize("question", ["em hỏi phúc khảo", "phúc khảo thì cần giấy tờ gì ạ"])
def test_the_words_of_a_question_are_no_part_of_what_it_is_about(question: str) -> None:
    assert SMALL.mentions(question) == [Mention(5, official=False, share=1.0)]


def test_what_it_is_about_besides_the_name_makes_the_name_less_of_it() -> None:
    (mention,) = SMALL.mentions("phúc khảo vào lớp 10 cần giấy tờ gì")
    assert mention.share == pytest.approx(0.4)


def test_an_alias_like_the_official_name_leaves_it_official() -> None:
    both = NameIndex([Name(3, "Chuyển trường", official=True), Name(3, "chuyen truong")])
    assert both.mentions("chuyển trường") == [Mention(3, official=True, share=1.0)]


def test_every_official_name_is_noticed_as_such(
    names: NameIndex, catalogue: list[ProcedureContent]
) -> None:
    for procedure in catalogue:
        assert names.mentions(procedure.name)[0] == Mention(procedure.id, True, 1.0)
