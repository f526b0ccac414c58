"""Checks of titles and descriptions: guarded words, athletes' names, unproven claims. Pure."""

from collections.abc import Iterator, Mapping
from functools import cache

from catalog.imports.errors import MISSING, Problem
from catalog.imports.reference import Reference
from licensing.rules.guarded_terms import ATHLETE, GuardedTerm

GREEN_WORDS = ("recycled", "sustainable", "eco-friendly", "climate neutral", "biodegradable")
BANNED_WORD, ATHLETE_NAME = "banned_word", "athlete_name"


def check_claims(row: Mapping[str, str], reference: Reference) -> Iterator[Problem]:
    """Yield a problem for each forbidden word in a product's texts, by column."""
    yield from _check_green_claims(row)
    if not reference.words:
        return
    texts = [
        (column, language, row[column])
        for column, language in _columns(reference.languages)
        if row.get(column)
    ]
    if not reference.words.may_match("\n".join(text for _, _, text in texts)):
        return
    for column, language, text in texts:
        for term in reference.words.find(text, language):
            yield from _describe_term(column, term, row)


@cache
def _columns(languages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"{text}_{language}", language)
        for language in languages
        for text in ("title", "description")
    )


def _describe_term(column: str, term: GuardedTerm, row: Mapping[str, str]) -> Iterator[Problem]:
    if term.kind != ATHLETE:
        message = f"“{term.term}” can't be used for licensed goods. {term.why}"
        yield Problem(BANNED_WORD, column, message.strip(), "Remove it.")
        return
    if term.mark and term.mark in row.get("property_codes", "").split(";"):
        return  # The grant and approval of the mark are checked as for any other mark.
    message = f"“{term.term}” is an athlete's name."
    if term.mark:
        fix = f"Add the athlete's mark {term.mark} to property_codes, or remove the name."
    else:
        fix = "Remove it. If the athlete consents, ask the brand team to record the mark."
    yield Problem(ATHLETE_NAME, column, message, fix)


def _check_green_claims(row: Mapping[str, str]) -> Iterator[Problem]:
    text = f"{row.get('title_en', '')} {row.get('description_en', '')}".lower()
    words = [word for word in GREEN_WORDS if word in text]
    if words and not row.get("green_claims_evidence"):
        message = f"“{words[0]}” needs evidence."
        yield Problem(MISSING, "green_claims_evidence", message, "Fill it in.")
