"""Offers the letter of a procedure: blank, as files, and to write it together."""

from collections.abc import Iterator

from actions.letters.addresses import BlankLetter, FilledLetter, LetterForm
from actions.payloads import writing
from actions.reply import Button, FileMessage
from actions.wording import escape, phrase
from knowledge.content import ProcedureContent
from knowledge.letters import Letter


def blank_files(procedure: ProcedureContent) -> Iterator[FileMessage]:
    """Yield the letters of `procedure` with nothing filled in."""
    for letter in procedure.letters:
        for form in LetterForm:
            path = BlankLetter(procedure.id, letter.key, form).path
            lead = phrase("letter.blank", title=escape(letter.title)) if _first(form) else ""
            yield _file(path, form, lead)


def filled_files(token: str) -> Iterator[FileMessage]:
    """Yield the files of the letter that `token` opens."""
    for form in LetterForm:
        yield _file(FilledLetter(token, form).path, form, "").model_copy(update={"private": True})


def written_together(procedure: ProcedureContent) -> Letter | None:
    """Return the letter of `procedure` that the chat fills in, if there is one."""
    return next((letter for letter in procedure.letters if letter.fields), None)


def write_button(procedure: ProcedureContent) -> tuple[Button, ...]:
    """Return the button that begins to write, for a procedure whose letter the chat fills in."""
    if written_together(procedure) is None:
        return ()
    return (Button(title=phrase("letter.write"), payload=writing(procedure.id)),)


def _first(form: LetterForm) -> bool:
    return form is next(iter(LetterForm))


def _file(path: str, form: LetterForm, lead: str) -> FileMessage:
    title = phrase(f"letter.file_{form.value}")
    link = f"[{title}]({path})"
    return FileMessage(
        text=f"{lead}\n\n{link}" if lead else link,
        title=title,
        path=path,
        media_type=form.media_type,
    )
