"""Reads of published content, kept in the process under the revision that publication raises."""

from datetime import datetime

from licensing.reading.snapshot import RightsSnapshot
from shop.commerce.content.models import ContentItem, ContentVersion
from shop.commerce.content.selection import Shown, select_content
from shop.commerce.markets.models import Market
from shop.commerce.page_store.dependencies import changes_at


def shown_content(market: Market, language: str, at: datetime, kept: RightsSnapshot) -> Shown:
    """Return what a market shows now; a stored page ends when it changes by time."""
    versions = kept.keep("content", _published)
    shown = select_content(versions, market_id=market.pk, language=language, at=at)
    changes_at(shown.changes_at)
    return shown


def previewed_content(
    version: ContentVersion, market: Market, language: str, at: datetime
) -> Shown:
    """Return what a market would show with a version in place of the published one."""
    others = [row for row in _published() if row.item_id != version.item_id]
    return select_content([*others, version], market_id=market.pk, language=language, at=at)


def _published() -> tuple[ContentVersion, ...]:
    rows = ContentItem.objects.filter(published__isnull=False).select_related("published")
    return tuple(_of_item(item) for item in rows)


def _of_item(item: ContentItem) -> ContentVersion:
    version: ContentVersion = item.published  # type: ignore[assignment]  # as filtered
    version.item = item
    return version
