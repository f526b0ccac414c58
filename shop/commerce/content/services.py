"""Changes of content: drafts, publication, restoration of former versions, and removal."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Max
from structlog import get_logger

from shop.commerce.content.errors import ContentChanged, NoDraft, PictureMissing
from shop.commerce.content.models import ContentItem, ContentVersion, content_of
from shop.platform.database.clock import database_now

log = get_logger(__name__)


def find_draft(item: ContentItem) -> ContentVersion | None:
    """Return the draft of an item."""
    return item.versions.filter(published_at__isnull=True).first()


def content_state(item: ContentItem | None) -> str:
    """Return a digest of an item's draft, by which a save finds that another one came first."""
    if item is None or item.pk is None:
        return ""
    draft = find_draft(item)
    shown = content_of(draft) if draft else {}
    text = json.dumps([item.name, item.published_id, shown], cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@transaction.atomic
def save_draft(
    *, item: ContentItem, values: Mapping[str, Any], state: str, by_id: int | None
) -> ContentVersion:
    """Store an item's name and draft; `state` is the `content_state` that its author saw.

    Fields that `values` leaves out stay as they are. Raises `ContentChanged`.
    """
    if item.pk:
        stored = ContentItem.objects.select_for_update().get(pk=item.pk)
        if content_state(stored) != state:
            raise ContentChanged
        if item.name != stored.name:
            item.save(update_fields=["name"])
    else:
        item.save()
    draft = find_draft(item) or _new_version(item, item.published)
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save()
    log.info("content.saved", item=item.pk, version=draft.number, by=by_id)
    return draft


@transaction.atomic
def publish_draft(*, item: ContentItem, state: str, by_id: int | None) -> ContentVersion:
    """Show the draft of an item in place of its published version.

    Raises `ContentChanged`, `NoDraft`, and `PictureMissing` for a hero banner without a picture.
    """
    locked = ContentItem.objects.select_for_update().get(pk=item.pk)
    if content_state(locked) != state:
        raise ContentChanged
    draft = find_draft(locked)
    if draft is None:
        raise NoDraft
    if locked.place == ContentItem.Place.HERO and not draft.picture_stem:
        raise PictureMissing
    draft.published_at = database_now()
    draft.save(update_fields=["published_at"])
    locked.published = draft
    locked.save(update_fields=["published"])
    log.info("content.published", item=locked.pk, version=draft.number, by=by_id)
    return draft


@transaction.atomic
def restore_version(*, version: ContentVersion, state: str, by_id: int | None) -> ContentVersion:
    """Make a draft with the content of a former version; it replaces the draft that exists.

    Raises `ContentChanged`.
    """
    item = ContentItem.objects.select_for_update().get(pk=version.item_id)
    if content_state(item) != state:
        raise ContentChanged
    draft = find_draft(item) or _new_version(item, None)
    for name, value in content_of(version).items():
        setattr(draft, name, value)
    draft.save()
    log.info("content.restored", item=item.pk, version=version.number, by=by_id)
    return draft


@transaction.atomic
def remove_from_shop(*, item: ContentItem, by_id: int | None) -> bool:
    """Remove an item from the storefront and keep its versions. Return whether it was shown."""
    removed = ContentItem.objects.filter(pk=item.pk, published__isnull=False).update(published=None)
    log.info("content.removed", item=item.pk, by=by_id)
    return bool(removed)


def _new_version(item: ContentItem, like: ContentVersion | None) -> ContentVersion:
    last = item.versions.aggregate(last=Max("number"))["last"] or 0
    return ContentVersion(item=item, number=last + 1, **(content_of(like) if like else {}))
