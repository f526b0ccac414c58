"""The job that mails a gift card; its argument is the card, never the code."""

from procrastinate.contrib.django import app

from shop.commerce.giftcards.sending import send_code
from shop.platform.database.retries import PATIENT


@app.task(name="giftcards.send", retry=PATIENT)
def send(card_id: int) -> None:
    """Mail the code of a card."""
    send_code(card_id)
