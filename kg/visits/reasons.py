"""Why a policy is not otherwise, and what would have to fall: beside the trace of `kg why`."""

from __future__ import annotations

from kg.errors import QuestionError
from kg.law.freeing import freeing
from kg.law.instead import considered
from kg.rdf.near import nearest
from kg.records.answers import Status
from kg.tell.document import Document
from kg.tell.freeing import freeing_document
from kg.tell.instead import instead_document
from kg.visits.answer import Answer
from kg.visits.documents import support
from kg.visits.order_documents import any_why_document
from kg.visits.orders import Told


def reasons_document(
    told: Told, note: str = "", *, free: bool = False, not_word: str | None = None
) -> Document:
    """The JSON of `kg why`, with what would free the policy and why it has not another word.

    Raises QuestionError for a word that no status has, and for these of anything but a policy.
    """
    if not (free or not_word is not None):
        return any_why_document(told, note)
    word = None if not_word is None else _word(not_word)
    if not isinstance(told, Answer):
        raise QuestionError("`--free` and `--not` are asked about a policy, not about an order")
    said = any_why_document(told, note)
    if free:
        found = freeing(told.index, told.question)
        said["free"] = freeing_document(told.finding, found, told.words)
    if word is not None:
        said["not"] = _instead(told, word)
    return said


def _instead(answer: Answer, word: Status) -> Document:
    reasons = considered(answer.index, answer.finding, word)
    said = instead_document(answer.finding, word, reasons, answer.words)
    for step in said["considered"]:
        support(step, answer)
    return said


def _word(text: str) -> Status:
    """The status that a word names, however it is spaced.

    Raises QuestionError, with the nearest, where none has it.
    """
    words = {each.value: each for each in Status}
    plain = "-".join(text.casefold().replace("-", " ").split())
    if plain in words:
        return words[plain]
    near = nearest(plain, words)
    raise QuestionError(f"{text!r} is no status; there are {', '.join(words)}", near=near)
