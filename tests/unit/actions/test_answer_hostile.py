"""What stands in the knowledge base is shown as text, whatever it holds."""

import re

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from sqlalchemy import Engine

from actions.answer import tell
from bot.channels.web.markdown import to_html
from knowledge.content import (
    Condition,
    Conditions,
    Documents,
    LawReference,
    LegalBasis,
    Paper,
    ProcedureContent,
    Standing,
    Steps,
    Text,
    Where,
)
from knowledge.database import session
from knowledge.facets import Facet
from knowledge.repository import Repository
from tests.auxil.answers import plain, told_of
from tests.auxil.procedures import HIGH, facets, procedure, version
from tests.auxil.turns import TODAY

HOSTILE = st.lists(
    st.sampled_from(
        [
            *("**", "*", "_", "`", "\\", "<script>alert(1)</script>", "<b>", "&lt;", "&#60;", "<"),
            *("[bấm](//xau.vn)", "![x](y)", "# ", "- ", "1. ", "2) ", "+ ", "> ", "=", "---"),
            *("{{ 7*7 }}", "{% raw %}", "~~", "||", "<ftp://xau.vn>", "\n", "\n\n", "đơn", " "),
        ]
    ),
    min_size=1,
    max_size=8,
).map(lambda parts: "x".join(parts) if parts[0] == " " else "".join(parts))


def hostile_procedure(words: str) -> ProcedureContent:
    """Return a procedure that says nothing but `words` wherever it may."""
    law = LawReference(number=words, type=words, title=words, articles=words)
    said = facets(
        overview=Text(text=words, **HIGH),
        documents=Documents(
            items=(Paper(name=words, form=words, when=words, source="Điều 4"),), **HIGH
        ),
        steps=Steps(items=(words, words), **HIGH),
        where=Where(place=words, receives=words, decides=words, ways=(words,), **HIGH),
        conditions=Conditions(items=(Condition(text=words, source="Điều 4"),), **HIGH),
        legal_basis=LegalBasis(items=(law,), **HIGH),
    )
    return procedure(version(title=words, note=words, applicants=(words,), facets=said))


def shape(html: str) -> list[str]:
    """Return the tags of `html` but paragraphs and line breaks, which plain text may have too."""
    return [tag for tag in re.findall(r"<[^>]*>", html) if not re.match(r"</?(p|br)\b", tag)]


@given(HOSTILE)
@example("# Tiêu đề")
@example("- mục\n- mục")
@example("1. một\n2. hai")
@example("a\n=")
@example("&lt;b&gt;")
@settings(
    deadline=None, max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_markdown_and_html_in_the_knowledge_base_stay_text(database: Engine, words: str) -> None:
    if not words.strip():
        return
    everywhere = (
        *(Facet.OVERVIEW, Facet.DOCUMENTS, Facet.STEPS, Facet.WHERE),
        *(Facet.CONDITIONS, Facet.LEGAL_BASIS),
    )
    commonmark = MarkdownIt("commonmark")
    with session(database) as opened:
        repository = Repository(opened)
        for facet in everywhere:
            repository.put([hostile_procedure(words)])
            hostile = tell(repository, 61, facet, TODAY).text
            repository.put([hostile_procedure(re.sub(r"\S+", "x", words).strip())])
            harmless = tell(repository, 61, facet, TODAY).text
            assert shape(commonmark.render(hostile)) == shape(commonmark.render(harmless))
            assert shape(to_html(hostile)) == shape(to_html(harmless))


def test_a_script_in_the_knowledge_base_is_shown_and_not_run(database: Engine) -> None:
    message = told_of(database, hostile_procedure("<script>alert(1)</script>"), Facet.OVERVIEW)
    for html in (MarkdownIt("commonmark").render(message.text), to_html(message.text)):
        assert "<script" not in html
        assert "&lt;script&gt;alert(1)" in html


def test_a_template_in_the_knowledge_base_is_shown_and_not_run(database: Engine) -> None:
    message = told_of(database, hostile_procedure("{{ 7 * 7 }}"), Facet.OVERVIEW)
    assert "49" not in message.text
    assert "{{ 7 * 7 }}" in plain(message.text)


def test_an_abolished_one_escapes_its_note_too(database: Engine) -> None:
    gone = version(standing=Standing.ABOLISHED, note="# [x](//xau.vn)", facets=None)
    html = MarkdownIt("commonmark").render(told_of(database, procedure(gone), Facet.FEE).text)
    assert "<h1>" not in html
    assert "<a " not in html
