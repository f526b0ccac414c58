"""Sales channels. They are licensed separately and numbered for storage in multiranges."""

from enum import StrEnum


class Channel(StrEnum):
    """A sales channel, derived from the credential or the site and never from client input."""

    WEB = "WEB"
    APP = "APP"
    API_PARTNER = "API_PARTNER"
    VENUE = "VENUE"
    VILLAGE = "VILLAGE"
    CLICK_COLLECT = "CLICK_COLLECT"
    MARKETPLACE = "MARKETPLACE"
    B2B = "B2B"
    PREMIUM = "PREMIUM"

    @property
    def number(self) -> int:
        """The number that stands for the channel in multiranges. Never reassign it."""
        return NUMBERS[self.value]


NUMBERS = {channel.value: position for position, channel in enumerate(Channel, 1)}


def channel_number(code: str) -> int | None:
    """Return a channel's number, or None for an unknown code."""
    return NUMBERS.get(code)
