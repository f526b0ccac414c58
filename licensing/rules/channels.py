"""Sales channels: licensed separately, and numbered so that grants hold them as a multirange."""

from enum import StrEnum


class Channel(StrEnum):
    """A way of selling; derived from the credential or the site, never claimed by a client."""

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
        """The position by which multiranges refer to the channel; never reassigned."""
        return list(Channel).index(self) + 1


def channel_number(code: str) -> int | None:
    """Return a channel's number; None for a code that is no channel."""
    try:
        return Channel(code).number
    except ValueError:
        return None
