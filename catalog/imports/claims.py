"""What titles and descriptions may not say: guarded words, athletes' names, claims without proof;
pure.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from catalog.imports.errors import MISSING, Problem
from catalog.imports.reference import Reference
from licensing.rules.guarded_terms import ATHLETE, GuardedTerm

GREEN_WORDS = ("recycled", "sustainable", "eco-friendly", "climate neutral", "biodegradable")
BANNED_WORD, ATHLETE_NAME = "banned_word", "athlete_name"


def check_claims(row: Mapping[str, str], known: Reference) -> Iterator[Problem]:
    """Yield what a product's texts may not say, by column and word."""
    yield from _green(row)
    if not known.words:
        return
    texts = [
        (column, language, row[column])
        for column, language in _columns(known.languages)
        if row.get(column)
    ]
    if not known.words.may_match("\n".join(text for _, _, text in texts)):
        return
    for column, language, text in texts:
        for term in known.words.find(text, language):
            yield from _said(column, term, row)


@cache
def _columns(languages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((f"{of}_{one}", one) for one in languages for of in ("title", "description"))


def _said(column: str, term: GuardedTerm, row: Mapping[str, str]) -> Iterator[Problem]:
    if term.kind != ATHLETE:
        message = f"“{term.term}” can't be used for licensed goods. {term.why}"
        yield Problem(BANNED_WORD, column, message.strip(), "Remove it.")
        return
    if term.mark and term.mark in row.get("property_codes", "").split(";"):
        return  # whether the mark is granted and approved is asked like any other's
    message = f"“{term.term}” is an athlete's name."
    if term.mark:
        fix = f"Name the athlete's mark {term.mark} in property_codes, or take the name out."
    else:
        fix = "Take it out; with the athlete's consent, ask the brand team to record the mark."
    yield Problem(ATHLETE_NAME, column, message, fix)


def _green(row: Mapping[str, str]) -> Iterator[Problem]:
    said = f"{row.get('title_en', '')} {row.get('description_en', '')}".lower()
    words = [word for word in GREEN_WORDS if word in said]
    if words and not row.get("green_claims_evidence"):
        message = f"“{words[0]}” needs evidence."
        yield Problem(MISSING, "green_claims_evidence", message, "Fill it in.")
