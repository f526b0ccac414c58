"""Every rate limit of the shop, in one place.

A limit counts tries in a window that begins with the first of them. `address` is the network
address of a client: a family, a hotel or a mobile network may share one, so these limits are wide.
`visitor` is one basket, session or account, so these are narrow. The figures allow about ten times
what one person does by hand; OWASP API Security API4 and API6 and ASVS 2.4.1 ask for such limits.
`LIMITS_FACTOR` multiplies all of them, and 0 lifts them for tools that produce load.
"""

from dataclasses import dataclass

MINUTE_S, HOUR_S = 60, 3600


@dataclass(frozen=True, slots=True)
class Rate:
    """A number of attempts allowed in a number of seconds."""

    name: str
    most: int
    seconds: int


# All requests that change something: ten per second for an address, two for a visitor.
WRITES_OF_ADDRESS = Rate("writes-address", 600, MINUTE_S)
WRITES_OF_VISITOR = Rate("writes-visitor", 120, MINUTE_S)
# New baskets of the API; a page creates one with its first line.
BASKETS_OF_ADDRESS = Rate("baskets-address", 60, MINUTE_S)
# Orders, because each reserves stock. A visitor repeats one after an error.
ORDERS_OF_ADDRESS = Rate("orders-address", 60, MINUTE_S)
ORDERS_OF_VISITOR = Rate("orders-visitor", 20, MINUTE_S)
# Requests that send mail, create an account or check a password; allauth adds its own limits.
ACCOUNTS_OF_ADDRESS = Rate("accounts-address", 60, MINUTE_S)
MAILS_OF_ADDRESS = Rate("mails-address", 60, HOUR_S)
MAILS_OF_VISITOR = Rate("mails-visitor", 20, HOUR_S)
# Applications of companies, each with up to three files.
APPLICATIONS_OF_ADDRESS = Rate("applications-address", 10, HOUR_S)
# Invalid codes. A valid code is not counted.
GIFT_CARDS_OF_BASKET = Rate("gift-cards-basket", 10, HOUR_S)
GIFT_CARDS_OF_ADDRESS = Rate("gift-cards-address", 100, HOUR_S)
VOUCHERS_OF_BASKET = Rate("vouchers-basket", 20, HOUR_S)
VOUCHERS_OF_ADDRESS = Rate("vouchers-address", 200, HOUR_S)
# Wrong passwords of one account from all addresses together; known devices are not counted.
FAILURES_OF_ACCOUNT = Rate("failures-account", 50, HOUR_S)
# Codes by email for one account, sent after its password was entered.
CODES_OF_ACCOUNT = Rate("codes-account", 20, HOUR_S)
# Downloads of an account's own data.
DOWNLOADS_OF_ACCOUNT = Rate("downloads-account", 5, HOUR_S)
# Links to orders that are mailed to one mailbox, or asked for one order number.
LINKS_OF_MAILBOX = Rate("links-mailbox", 5, HOUR_S)
LINKS_OF_ORDER = Rate("links-order", 5, HOUR_S)
# Messages of one mailbox on the help page.
QUESTIONS_OF_MAILBOX = Rate("questions-mailbox", 5, HOUR_S)
# Refused sales of one visitor that are recorded for the rights desk.
DENIALS_OF_VISITOR = Rate("denials-visitor", 20, HOUR_S)
# Requests that one API key of a licensee may make, reads included.
REQUESTS_OF_KEY = Rate("requests-key", 600, MINUTE_S)
