"""Terms of synonyms and the lexemes by which documents are searched; pure.

A document has words as they are, stems as `/fr/echarp` and facts as `/kind/pin`. Typed words never
start with a slash.
"""

from collections.abc import Iterable, Iterator, Sequence

from catalog.search.folding import Word, code_forms, spellings, split_words
from catalog.search.stems import ALGORITHMS, is_stop_word, stems

FACTS = ("kind", "noc", "games", "sport", "color")
LONGEST_PHRASE = 4


def read_terms(text: str) -> list[str]:
    """Return the distinct terms of a group, which has one per line."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return list(dict.fromkeys(line for line in lines if line))


def fact_lexeme(name: str, value: str) -> str:
    """Return the lexeme of a fact, such as `/noc/usa`."""
    return f"/{name}/{value.strip().lower()}"


def stem_lexemes(word: Word, languages: Iterable[str]) -> Iterator[str]:
    """Yield the lexemes of a word's stems in languages."""
    for language in languages:
        for stem in stems(word, language):
            yield f"/{language}/{stem}"


def meaningful(words: Sequence[Word], language: str) -> list[Word]:
    """Return the words of a query without stop words, unless there are no others."""
    remaining = [word for word in words if not is_stop_word(word, language, in_query=True)]
    return remaining or list(words)


def find_keys(terms: Iterable[str], language: str) -> list[str]:
    """Return the keys by which queries with one of the terms find the group."""
    keys: dict[str, None] = {}
    for term in terms:
        if fact_of(term) is None:
            keys |= dict.fromkeys(phrase_keys(meaningful(split_words(term), language), language))
    return list(keys)


def phrase_keys(words: Sequence[Word], language: str) -> Iterator[str]:
    """Yield the keys of a phrase: folded words, with hyphenated words split, and stems."""
    if not words:
        return
    yield " ".join(word.text for word in words)
    if any(word.pieces for word in words):
        yield " ".join(piece.text for word in words for piece in word.pieces or (word,))
    for spoken in [language] if language else ALGORITHMS:
        firsts = [next(stems(word, spoken), word.text) for word in words]
        yield f"{spoken}/{' '.join(firsts)}"


def fact_of(term: str) -> str | None:
    """Return the lexeme of a fact such as `kind:pin`, or None for words."""
    name, colon, value = term.partition(":")
    return fact_lexeme(name, value) if colon and name in FACTS and value.strip() else None


def write_term(term: str, languages: Sequence[str]) -> str:
    """Return a term of a group as the text of a tsquery; "" if it has no words."""
    fact = fact_of(term)
    if fact:
        return quote(fact)
    words = split_words(term)
    return f"({' <-> '.join(write_word(word, languages) for word in words)})" if words else ""


def write_word(word: Word, languages: Sequence[str], *, prefix: bool = False) -> str:
    """Return the tsquery text of a word: as typed, by stems and by other spellings."""
    if word.unspaced:
        pairs = [quote(pair) for pair in word.parts]
        pairs[-1] += ":*" if prefix or len(word.text) == 1 else ""
        return f"({' <-> '.join(pairs)})"
    choices = [*spellings(word), *stem_lexemes(word, languages)]
    texts = [quote(choice) for choice in dict.fromkeys(choices)]
    if prefix:
        texts.append(f"{quote(word.text)}:*")
    if word.pieces:
        texts.append(f"({' <-> '.join(write_word(piece, languages) for piece in word.pieces)})")
    if word.pieces or any(sign.isdigit() for sign in word.text):
        texts += [quote(f"/{form}") for form in code_forms(word.written)]
    return f"({' | '.join(texts)})"


def quote(lexeme: str) -> str:
    """Return a lexeme quoted for a tsquery or tsvector."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
