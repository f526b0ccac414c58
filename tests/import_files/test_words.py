"""Guarded words are found as whole words, in any case, with accents and markup."""

import pytest

from licensing.rules.guarded_terms import ATHLETE, GuardedTerm, TermMatcher, fold

WORDS = TermMatcher(
    [
        GuardedTerm("official sponsor"),
        GuardedTerm("unofficial", "en"),
        GuardedTerm("Théo Lamarque", kind=ATHLETE),
        GuardedTerm("Bjørn Łódź", kind=ATHLETE),
        GuardedTerm("公式スポンサー", "ja"),
        GuardedTerm("الراعي الرسمي", "ar"),
    ]
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Our OFFICIAL   Sponsor's pin", "en"),
        ("official-sponsor", "fr"),
        ("<p>offi<b>cial</b></p><p>sponsor</p>", "en"),
        ("official&nbsp;sponsor", "en"),
        ("offi\u00adcial sponsor", "en"),
        ("ｏｆｆｉｃｉａｌ sponsor", "en"),
        ("UNOFFICIAL", "en"),
        ("pin of theo lamarque", "de"),
        ("The\u0301o Lamarque", "en"),
        ("BJORN LODZ", "en"),
        ("東京の公式スポンサーの", "ja"),
        ("الرَّاعي الرسمي", "ar"),
    ],
)
def test_what_is_guarded_is_found(text, language):
    assert WORDS.may_match(text)
    assert len(list(WORDS.find(text, language))) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Unofficially", "en"),
        ("unofficial", "fr"),
        ("official pin, sponsor none", "en"),
        ("Théodore Lamarque", "en"),
        ("公式ピン", "ja"),
        ("", "en"),
    ],
)
def test_other_words_are_let_through(text, language):
    assert not list(WORDS.find(text, language))


def test_a_word_is_named_once():
    assert len(list(WORDS.find("official sponsor, official sponsor", "en"))) == 1


def test_folding_twice_is_folding_once():
    for text in ("Straße", "ÉÀ", "İstanbul", "ﬁn", "Ω"):
        assert fold(fold(text)) == fold(text)
