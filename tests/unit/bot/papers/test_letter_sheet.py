"""What a citizen told stands in its place; the rest of a letter is blanks."""

import pytest

from bot.papers.letter_sheet import Line, Run, RunKind, lay_out
from knowledge.letters import Writer
from tests.auxil.letters import TOLD, letter

LEADER = Run(RunKind.LEADER)
GAP = Run(RunKind.GAP)
COUNT = Run(RunKind.COUNT)


def words(text: str) -> Run:
    return Run(RunKind.WORDS, text)


def filled(text: str) -> Run:
    return Run(RunKind.FILLED, text)


def body(*paragraphs: str) -> tuple[Line, ...]:
    """The lines of a letter by hand."""
    return lay_out(letter(fields=(), to=("Sở",), body=paragraphs), {}).body


def test_values_stand_where_they_belong() -> None:
    sheet = lay_out(letter(), TOLD)
    assert sheet.to == ((words("Hiệu trưởng "), filled("Trường THPT Đông Hà")),)
    assert sheet.body[0] == (
        words("Tôi tên là: "),
        filled("Nguyễn Thị Quỳnh Như"),
        words("; sinh ngày "),
        filled("05/3/2010"),
        words("."),
    )


def test_each_line_of_prose_is_a_line() -> None:
    sheet = lay_out(letter(), {"ly-do": "Một.\r\n\r\n  Hai.\u2028Ba"})
    assert sheet.body[1:4] == (
        (words("Lý do: "), filled("Một.")),
        (filled("Hai."),),
        (filled("Ba"),),
    )


def test_prose_that_was_not_told_leaves_lines_to_write_on() -> None:
    assert lay_out(letter(), {}).body[1:5] == ((words("Lý do: "), LEADER), *[(LEADER,)] * 3)


@pytest.mark.parametrize("nothing", ["", "  ", "\u200b\u202e", "😀", "\x00\n\x07"])
def test_what_cannot_be_seen_is_a_blank(nothing: str) -> None:
    assert lay_out(letter(), {"ho-ten": nothing}) == lay_out(letter(), {})


@pytest.mark.parametrize(
    ("paragraph", "line"),
    [
        ("Địa chỉ: {}", (words("Địa chỉ: "), LEADER)),
        ("Địa chỉ: {}.", (words("Địa chỉ: "), LEADER)),
        ("Địa chỉ: {};", (words("Địa chỉ: "), LEADER, words(";"))),
        ("Số {} ngày {}", (words("Số "), GAP, words(" ngày "), LEADER)),
        ("Có: {} lớp, {} học sinh.", (words("Có: "), GAP, words(" lớp, "), COUNT,
                                       words(" học sinh."))),
        ("{} (nơi nhận)", (GAP, words(" (nơi nhận)"))),
        ("{}", (LEADER,)),
    ],
)  # fmt: skip
def test_a_blank_is_as_wide_as_its_place_asks(paragraph: str, line: Line) -> None:
    assert body(paragraph) == (line,)


def test_a_sentence_ends_once() -> None:
    sheet = lay_out(letter(body=("{ly-do}.", "{ho-ten} {ngay-sinh}")), {"ly-do": "Xa nhà."})
    assert sheet.body[0] == (filled("Xa nhà."),)


def test_a_placeholder_in_a_value_is_words() -> None:
    sheet = lay_out(letter(), {"ho-ten": "{ngay-sinh} {} {{ 7 }}", "ngay-sinh": "05/3/2010"})
    assert filled("{ngay-sinh} {} {{ 7 }}") in sheet.body[0]


@pytest.mark.parametrize(
    ("writer", "signer", "signed"),
    [
        (Writer.CITIZEN, "Người làm đơn", ("Người làm đơn", "(Ký, ghi rõ họ tên)")),
        (Writer.ORGANISATION, "Giám đốc", ("Giám đốc", "(Ký tên, đóng dấu)")),
        (
            Writer.ORGANISATION,
            "Hiệu trưởng (ký, đóng dấu)",
            ("Hiệu trưởng", "(Ký, đóng dấu)"),
        ),
    ],
)
def test_how_it_is_signed_is_told_once(
    writer: Writer, signer: str, signed: tuple[str, str]
) -> None:
    sheet = lay_out(letter(writer=writer, signer=signer), {})
    assert (sheet.signer, sheet.manner) == signed


def test_the_foot_says_that_it_is_a_suggestion() -> None:
    note = lay_out(letter(template="Mẫu số 01, Phụ lục I."), {}).note
    assert note == (
        "Bản gợi ý do Motcua soạn theo Thông tư 15/2026/TT-BGDĐT. Nơi nhận có mẫu riêng thì "
        "dùng mẫu đó. Mẫu chính thức: Mẫu số 01, Phụ lục I."
    )
    assert "Mẫu chính thức" not in lay_out(letter(), {}).note
