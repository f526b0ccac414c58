"""A buyer pays on the payment page."""

import re

from tools.drills.opening.people import Person

CARD_FRAME = "iframe[name^='__privateStripeFrame']"
CARD = (("number", "4242424242424242"), ("expiry", "12/34"), ("cvc", "123"))
LONG_MS = 60_000


def pay_by_card(fan: Person) -> str:
    """Type a card on the payment page and pay; return the number of the order."""
    fan.page.wait_for_url(re.compile("/pay/"))
    frame = fan.page.frame_locator(CARD_FRAME)
    for box, text in CARD:
        fan.type_into(frame.locator(f"#{box}"), text)
    fan.click_on(fan.page.locator("#payment-form button"))
    fan.page.wait_for_url(re.compile("/order/"), timeout=LONG_MS)
    return fan.page.locator(".order-number").inner_text()
