"""Refuse passwords that were leaked or are easy to guess.

zxcvbn estimates the number of guesses with its list of 30,000 leaked passwords, names, dates,
keyboard patterns, and the words of `SHOP_WORDS` and of the person's own address and name.
"""

import re
import string
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from zxcvbn import zxcvbn

# zxcvbn's scale: 3 means at least 10^8 guesses ("safely unguessable").
LEAST_SCORE = 3
# The time zxcvbn needs grows with the length; a longer password is judged by its beginning.
LONGEST_JUDGED = 72
# A password with fewer letters than this besides known words, years and signs is refused.
FEWEST_OWN_LETTERS = 4
_DIGITS_AND_SIGNS = string.digits + string.punctuation + string.whitespace
_LOOKALIKES = str.maketrans("@4301$57!", "aaeoisst" + "i")
SHOP_WORDS = (
    *("stadium", "store", "stadiumstore", "shop", "merch", "merchandise", "fan", "fans", "fanshop"),
    *("olympic", "olympics", "olympia", "olympiad", "paralympic", "paralympics", "games", "rings"),
    *("gold", "silver", "bronze", "medal", "athlete", "champion", "torch", "mascot", "citius"),
    *("losangeles", "la28", "paris", "milano", "cortina", "brisbane", "beijing", "tokyo", "london"),
    *("summer", "winter", "teamusa", "teamgb", "ioc", "noc", "licensee", "rights", "welcome"),
)
# The one hint of a new password; it covers the other validators of the settings too.
HINT = gettext_lazy(
    "Use at least 8 characters and make it hard to guess, for example three or four words that do"
    " not belong together."
)


class GuessablePasswordValidator:
    """Refuse a password that zxcvbn rates as easy to guess."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise `ValidationError` with advice."""
        judged, words = password[:LONGEST_JUDGED], [*SHOP_WORDS, *_personal_words(user)]
        score = zxcvbn(judged, user_inputs=words)["score"]
        if score < LEAST_SCORE or _consists_of(judged, words):
            raise ValidationError(
                _(
                    "This password is too easy to guess. Use a longer one, for example three or"
                    " four words that do not belong together. Avoid your name, your email address,"
                    " the name of this shop, sports events and years."
                ),
                code="password_easily_guessed",
            )

    def get_help_text(self) -> str:
        """Return the advice of the password form."""
        return str(HINT)


def _consists_of(password: str, words: list[str]) -> bool:
    """Return whether a password has almost no letters besides digits, signs and the words."""
    if not password.isascii():
        return False
    texts = (password.lower(), password.lower().strip(_DIGITS_AND_SIGNS))
    return any(_count_own_letters(text, words) < FEWEST_OWN_LETTERS for text in texts)


def _count_own_letters(text: str, words: list[str]) -> int:
    letters = "".join(filter(str.isalpha, text.translate(_LOOKALIKES)))
    for word in sorted({word.lower() for word in words}, key=len, reverse=True):
        letters = letters.replace(word, "")
    return len(letters)


def _personal_words(user: Any) -> list[str]:
    """Return the words of the address and name, and of the shop's own address."""
    texts = [getattr(user, name, "") or "" for name in ("email", "first_name", "last_name")]
    parts = re.split(r"[^\w]+|_", " ".join([*texts, settings.OSCAR_SHOP_NAME, settings.BASE_URL]))
    return [*(text for text in texts if text), *(part for part in parts if len(part) > 2)]  # noqa: PLR2004
