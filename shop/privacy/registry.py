"""Inventory of personal data: fields, purpose and retention of each model.

`docs/privacy.md` lists the same models. A test walks all models and fails for one that looks
personal and is neither here nor in `NOT_PERSONAL`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class WithAccount(StrEnum):
    """Treatment of rows when their owner's account is erased."""

    DELETE = "deleted"
    BLANK = "blanked"
    KEEP = "kept for its period"


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Personal data of one model.

    `owner` is the lookup from a row to the account; empty if a row belongs to no account. `fields`
    are those that the owner can export.
    """

    fields: tuple[str, ...]
    purpose: str
    retention: str
    owner: str = ""
    with_account: WithAccount = WithAccount.KEEP


ADDRESS = ("first_name", "last_name", "line1", "line2", "line3", "line4", "state", "postcode",
           "country", "phone_number", "notes")  # fmt: skip
BOOKS = "10 years after the order; 90 days when it was never paid"

PERSONAL: Mapping[str, PersonalData] = {
    "accounts.user": PersonalData(
        ("email", "first_name", "last_name", "language", "date_joined", "last_login"),
        "account",
        "until the account is erased",
        "pk",
        WithAccount.BLANK,
    ),
    "account.emailaddress": PersonalData(
        ("email", "verified", "primary"), "sign-in", "with the account", "user", WithAccount.DELETE
    ),
    "mfa.authenticator": PersonalData(
        ("type", "created_at", "last_used_at"),
        "second factor",
        "with the account",
        "user",
        WithAccount.DELETE,
    ),
    "usersessions.usersession": PersonalData(
        ("created_at", "ip", "last_seen_at", "user_agent"),
        "list of signed-in devices",
        "30 days after the session began",
        "user",
        WithAccount.DELETE,
    ),
    "sessions.session": PersonalData((), "sign-in, choices", "until it expires, 30 days at most"),
    "address.useraddress": PersonalData(
        ADDRESS, "address book", "with the account", "user", WithAccount.DELETE
    ),
    "basket.basket": PersonalData(
        ("status", "date_created", "bought_cards"),
        "basket",
        "30 days for guests; with the account",
        "owner",
        WithAccount.DELETE,
    ),
    "order.order": PersonalData(
        (
            "number",
            "date_placed",
            "status",
            "guest_email",
            "currency",
            "total_incl_tax",
            "total_excl_tax",
            "language",
            "voucher_code",
        ),
        "contract, accounts, tax",
        BOOKS,
        "user",
    ),
    "order.line": PersonalData(
        ("order__number", "title", "upc", "quantity", "line_price_incl_tax", "tax_rate"),
        "contract, evidence of rights",
        "always: no person is named",
        "order__user",
    ),
    "order.shippingaddress": PersonalData(
        ("order__number", *ADDRESS), "delivery, tax", BOOKS, "order__user"
    ),
    "invoices.taxdocument": PersonalData(
        ("number", "issue_date", "buyer_facts", "net", "tax", "gross", "currency"),
        "invoices and credit notes: tax law",
        "10 years after the order",
        "order__user",
    ),
    "returns.returncase": PersonalData(
        ("number", "order__number", "name", "email", "reason", "comment", "declared_at"),
        "returns and withdrawals of an order, with photos",
        BOOKS,
        "order__user",
    ),
    "ordering.deliverychange": PersonalData(
        ("order__number", "at", *(f"old_address__{name}" for name in ADDRESS)),
        "history of an order's address",
        BOOKS,
        "order__user",
    ),
    "payments.stripecustomer": PersonalData(
        ("created_at",), "saved cards at Stripe", "with the account", "user", WithAccount.DELETE
    ),
    "restock.restocknotice": PersonalData(
        ("product__upc", "email", "asked_at", "confirmed_at", "mailed_at"),
        "notice that an article is back; with consent",
        "until it was sent or a year",
        "user",
        WithAccount.DELETE,
    ),
    "notices.notice": PersonalData(
        ("code", "created_at", "read_at"),
        "notices of work",
        "90 days after reading, else a year",
        "user",
        WithAccount.DELETE,
    ),
    "notices.noticechoice": PersonalData(
        ("kind", "wanted"),
        "which notices are mailed",
        "with the account",
        "user",
        WithAccount.DELETE,
    ),
    "mail_choices.mailchoice": PersonalData(
        ("kind", "wanted", "place", "language", "at"),
        "evidence of agreement to optional mails",
        "with the account",
        "user",
        WithAccount.DELETE,
    ),
    "ordering.basketreminder": PersonalData(
        ("queued_at", "mailed_at"),
        "one reminder for each basket; with consent",
        "with the basket",
        "basket__owner",
    ),
    "ordering.guestreminder": PersonalData(
        ("email", "language", "agreed_at", "ended_at"),
        "one reminder of a guest's basket; with consent",
        "with the basket, at most 30 days",
    ),
    "giftcards.giftcard": PersonalData(
        ("recipient",), "delivery of the code by mail", "10 years after it was issued"
    ),
    "team.invitation": PersonalData(
        ("email",), "invitation to a licensee's team", "2 years after its end"
    ),
    "onboarding.licenseeapplication": PersonalData(
        ("contact", "email", "phone", "about"),
        "application of a company to become a licensee, with documents",
        "180 days after the decision; 2 years without one",
    ),
    "staff.staffinvitation": PersonalData(
        ("email",), "invitation to the shop's staff", "2 years after its end"
    ),
    "accounts.factorreset": PersonalData(
        ("opened_at", "done_at", "cancelled_at"),
        "proof of who reset a second factor",
        "2 years after its end",
        "account",
    ),
    "accounts.savedfilter": PersonalData(
        ("page", "name", "query", "created_at"),
        "filters of back-office lists",
        "with the account",
        "user",
        WithAccount.DELETE,
    ),
    "ordering.staffnote": PersonalData(
        ("order__number", "text", "at"),
        "service of an order",
        "10 years after the order; 90 days when it was never paid",
        "order__user",
    ),
    "ordering.unpaidholder": PersonalData(
        (), "cap on unpaid orders (keyed hash)", "while the order is unpaid"
    ),
    "ordering.personcount": PersonalData(
        (), "limit per person (keyed hash)", "as long as the product is sold"
    ),
    "ordering.countedunits": PersonalData((), "limit per person (keyed hash)", BOOKS),
    "vouchers.voucheruse": PersonalData((), "one use per person (keyed hash)", BOOKS),
    "fulfillment.parcellabel": PersonalData(
        ("order__number", "carrier", "tracking_number", "made_at"),
        "delivery: the label with the address",
        BOOKS,
        "order__user",
    ),
    "giftcards.orderedgiftcard": PersonalData(
        ("order__number", "amount", "recipient", "sender_name", "message", "send_at"),
        "gift cards that were ordered: delivery of the code",
        BOOKS,
        "order__user",
    ),
    "promotions.giftoptions": PersonalData(
        ("order__number", "message", "hides_prices"), "gift to a recipient", BOOKS, "order__user"
    ),
    "promotions.promotionuse": PersonalData((), "one use per person (keyed hash)", BOOKS),
    "casework.buyerrequest": PersonalData(
        ("order__number", "reason", "text", "name", "email", "opened_at", "answer"),
        "service of an order, with files; messages of visitors for as long as unpaid orders",
        BOOKS,
        "order__user",
    ),
    "casework.blockentry": PersonalData(
        (), "hold of orders for review (keyed hash)", "until the entry ends"
    ),
    "admin.logentry": PersonalData((), "log of work in the admin", "2 years"),
}
_UNUSED = "a part of Oscar that the shop does not use: the table stays empty"
# Models with fields that look personal, and the reason why they are not, or not of a customer.
NOT_PERSONAL: Mapping[str, str] = {
    "licensing.*": "contracts; who wrote a row is evidence of rights and is never erased",
    "catalogue.*": "products; who wrote a row is evidence of rights and is never erased",
    "pghistory.middlewareevents": "who changed rights: evidence",
    "accounts.usertrail": "who gave which access: evidence, by ids",
    "accounts.usergroupstrail": "who gave which access: evidence, by ids",
    "accounts.userlocationstrail": "who gave which access: evidence, by ids",
    "accounts.useruserpermissionstrail": "who gave which access: evidence, by ids",
    "staff.rolerequest": "who approved which access: evidence",
    "staff.rolerequesttrail": "who approved which access: evidence, by ids",
    "staff.staffinvitationtrail": "who invited whom: evidence, by ids",
    "markets.sellingentity": "the address of a company",
    "business.vatcheck": "name and VAT number of a company: evidence for tax",
    "inventory.*": "who moved stock: evidence of the books",
    "casework.disputeanswer": "who answered a dispute: evidence of the books",
    "casework.workowner": "who works on what",
    "casework.bookdifference": "who works on a difference in the books",
    "casework.ordertag": "who tagged an order",
    "fulfillment.trackingevent": "who entered a delivery: evidence of the contract",
    "fulfillment.pickuppoint": "address of the shop's pick-up points",
    "fulfillment.collection": "who handed an order over: evidence of the contract",
    "fulfillment.shipment": "who sent a parcel: evidence of the books",
    "giftcards.giftcardmovement": "who moved money: evidence of the books",
    "returns.inspectedunits": "who inspected returned goods: evidence of the books",
    "payments.refund": "who gave money back: evidence of the books",
    "payments.refundfailure": "who settled a refund that failed: evidence of the books",
    "ordering.heldorder": "who decided about a held order: evidence of rights",
    "ordering.defaultlimit": "who set the limit",
    "sourcing.*": "who sent a file for a licensee",
    "invoices.suppliertaxrecord": "registered office of a company",
    "onboarding.*": "documents and account of a company; who wrote a row is evidence",
    "team.apikey": "keys of a company's systems",
    "vouchers.voucher": "a note of staff about a voucher",
    "promotions.promotionterms": "who added a promotion",
    "partner.*": "the address of a company",
    "offer.*": "names of promotions and collections",
    "reviews.*": _UNUSED,
    "communication.*": _UNUSED,
    "voucher.*": "codes of promotions and names of their batches",
    "wishlists.*": _UNUSED,
    "order.billingaddress": _UNUSED,
    "order.ordernote": _UNUSED,
    "order.shippingevent": _UNUSED,
    "order.communicationevent": _UNUSED,
}
