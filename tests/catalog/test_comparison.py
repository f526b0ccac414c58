"""Changes between two contents, and what makes color variants."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from catalog.approvals.bulk import translate_colors
from catalog.approvals.comparison import Change, compare, differences_beyond_color, word_diff


def content(**parts: Any) -> dict[str, Any]:
    return {
        "titles": {"en": "Red cap", "fr": "Casquette rouge"},
        "descriptions": {},
        "facts": {"color": "red", "material": "Cotton"},
        "marks": [],
        "pictures": [],
        "variants": [],
    } | parts


def pictures(*names: str) -> list[dict[str, Any]]:
    return [{"name": name, "alt": {}} for name in names]


def told(before: str, after: str) -> list[tuple[str, str]]:
    return [(str(piece.change), piece.text) for piece in word_diff(before, after)]


def test_words_that_changed_are_marked_and_the_rest_is_not() -> None:
    assert told("A red cap of cotton", "A blue cap of cotton") == [
        ("same", "A "),
        ("gone", "red "),
        ("new", "blue "),
        ("same", "cap of cotton"),
    ]


def test_scripts_without_spaces_are_compared_by_the_character() -> None:
    assert ("new", "青") in told("赤い帽子", "青い帽子")


def test_a_changed_tag_is_a_difference() -> None:
    assert ("gone", "<b>") in told("<b>Cap</b>", "<i>Cap</i>")


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_pieces_of_a_difference_make_the_later_text(before: str, after: str) -> None:
    pieces = word_diff(before, after)
    assert "".join(piece.text for piece in pieces if piece.change != Change.GONE) == after


def test_pictures_are_compared_by_position() -> None:
    before, after = content(pictures=pictures("a", "b", "c")), content(pictures=pictures("a", "c"))
    changes = [(pair.position, pair.change) for pair in compare(before, after).pictures]
    assert changes == [(1, "same"), (2, "moved"), (3, "gone")]
    grown = compare(content(pictures=pictures("a")), content(pictures=pictures("x", "y")))
    assert [pair.change for pair in grown.pictures] == ["changed", "new"]


def test_a_content_differs_in_nothing_from_itself() -> None:
    same = content(pictures=pictures("a"), marks=[MARK])
    assert compare(same, same).differences == 0


MARK = {"code": "m", "name": "Mascot", "holder": "Committee", "agreement": "A-1"}


def test_marks_facts_and_texts_each_count() -> None:
    after = content(titles={"en": "Red hat"}, facts={"color": "red", "material": "Wool"})
    found = compare(content(marks=[MARK]), after)
    assert found.differences == 4  # two titles, the material, the mark
    assert [mark.change for mark in found.marks] == ["gone"]


COLORS = translate_colors(["red", "blue"])
BLUE = {"titles": {"en": "Blue cap", "fr": "Casquette bleu"}}


def test_variants_differ_in_color_pictures_and_its_word_alone() -> None:
    blue = content(**BLUE, facts={"color": "blue", "material": "Cotton"}, pictures=pictures("blue"))
    assert differences_beyond_color(content(), blue, COLORS) == []


def test_more_than_color_is_named() -> None:
    other = content(
        titles={"en": "Blue cap, limited", "fr": "Casquette bleu"},
        facts={"color": "blue", "material": "Wool"},
        marks=[MARK],
    )
    found = differences_beyond_color(content(), other, COLORS)
    assert found == ["Material", "Marks", "Title (en)"]
