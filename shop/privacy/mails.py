"""The mail about an erased account."""

from django.utils.translation import gettext_lazy

from shop.identity.accounts.account_mails import AccountMail

ERASED = AccountMail(
    gettext_lazy("Your account was deleted"),
    gettext_lazy(
        "We have deleted your account, as you requested. We keep your orders for as long as"
        " the law requires, then erase your name and address from them."
    ),
    "home_url",
    gettext_lazy("Go to the shop"),
)
