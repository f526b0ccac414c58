"""The mail about an erased account."""

from django.utils.translation import gettext_lazy

from shop.identity.accounts.account_mails import AccountMail

ERASED = AccountMail(
    gettext_lazy("Your account was deleted"),
    gettext_lazy(
        "We deleted your account, as you asked. We keep orders as long as the law requires, and"
        " then erase your name and address on them."
    ),
    "home_url",
    gettext_lazy("To the shop"),
)
