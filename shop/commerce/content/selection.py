"""Selection of the content of a page: by place, market, language and time (pure)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shop.commerce.content.models import ContentItem, ContentVersion

Place = ContentItem.Place
FRONT_PAGE = (Place.HERO, Place.PRODUCTS, Place.TILES)


@dataclass(frozen=True, slots=True)
class Shown:
    """The content of a storefront page, each in its order, and the next instant of a change.

    `front` is empty if staff placed nothing: the front page then shows its standard content. The
    same applies to `header` and `footer`.
    """

    front: tuple[ContentVersion, ...] = ()
    announcements: tuple[ContentVersion, ...] = ()
    header: tuple[ContentVersion, ...] = ()
    footer: tuple[ContentVersion, ...] = ()
    changes_at: datetime | None = None

    @property
    def frame_key(self) -> tuple[int | None, ...]:
        """The versions in header and footer, by which a rendered frame is kept."""
        return tuple(row.pk for row in (*self.announcements, *self.header, *self.footer))


def select_content(
    versions: Iterable[ContentVersion], *, market_id: int, language: str, at: datetime
) -> Shown:
    """Return what a market shows in a language at an instant."""
    rows = [
        row
        for row in versions
        if row.market_id in {None, market_id} and row.language in {"", language}
    ]
    rows.sort(key=lambda row: (row.position, row.item_id))
    edges = (edge for row in rows for edge in (row.shown_from, row.shown_until))
    shown = [row for row in rows if is_shown(row, at)]

    def placed(*places: Any) -> tuple[ContentVersion, ...]:
        return tuple(row for row in shown if row.item.place in places)

    return Shown(
        front=placed(*FRONT_PAGE),
        announcements=placed(Place.ANNOUNCEMENT),
        header=_most_specific(placed(Place.HEADER)),
        footer=placed(Place.FOOTER),
        changes_at=min((edge for edge in edges if edge and edge > at), default=None),
    )


def is_shown(version: ContentVersion, at: datetime) -> bool:
    """Return whether an instant is within the half-open window of a version."""
    return (version.shown_from is None or version.shown_from <= at) and (
        version.shown_until is None or at < version.shown_until
    )


def _most_specific(menus: tuple[ContentVersion, ...]) -> tuple[ContentVersion, ...]:
    """Return one menu: that of the market and language goes before one of all."""
    ordered = sorted(menus, key=lambda row: (row.market_id is None, row.language == ""))
    return tuple(ordered[:1])
