"""Texts that property tests throw at whatever renders markdown."""

from hypothesis import strategies as st

_SNIPPETS = st.sampled_from(
    [
        *("**", "*", "_", "`", "\n", "\n\n", "- ", "1. ", "7) ", "# ", "## ", "> ", "    ", "---"),
        *("[giấy tờ](https://dichvucong.gov.vn/?a=1&b=2)", "[x](tel:0233)", "[", "](", ")", "!["),
        *("<b>", "</b>", "<", ">", "&", "&amp;", "&#60;", "\\", "\\*", "<https://a.vn>", "||", "|"),
        *("**đậm**", "*nghiêng **cả hai***", "Nộp hồ sơ. ", "học bạ ", "điểm < 5 & > 3", "a", " "),
        *("😀", "👨\u200d👩\u200d👧", "e\u0301", "\u200b"),
    ]
)

MARKDOWN = st.one_of(st.text(), st.lists(_SNIPPETS, max_size=40).map("".join))
"""Any text at all, or a jumble of our markdown with Vietnamese, emoji and HTML specials."""
