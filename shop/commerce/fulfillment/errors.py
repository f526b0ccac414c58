"""Errors of opening and closing a market."""

from shop.platform.core.errors import DomainError


class LabelUnavailable(DomainError):  # noqa: N818  a noun of the domain
    """The carrier's service gave no label; `data` has the reason: no_answer or unusable."""

    code = "label_unavailable"


class MarketNotReady(DomainError):  # noqa: N818  a noun of the domain, as all below
    """The market's checklist is incomplete; `data` has market and the missing items."""

    code = "market_not_ready"


class DefaultMarketStays(DomainError):  # noqa: N818
    """The default market is always open."""

    code = "default_market_stays"


class ForgedNotification(DomainError):  # noqa: N818
    """A notification of the tracking service is not signed, too old or unreadable."""

    code = "forged_notification"


class TrackingUnavailable(DomainError):  # noqa: N818
    """The tracking service does not answer; `data` has the carrier and the reason."""

    code = "tracking_unavailable"
