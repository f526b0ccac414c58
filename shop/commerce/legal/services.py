"""Legal texts: which apply, which are missing, and their drafts and publication."""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from structlog import get_logger

from shop.commerce.legal.errors import LegalTextChanged, PublicationInPast
from shop.commerce.legal.models import LegalText
from shop.commerce.legal.ready_made import fill_text, ready_made_texts
from shop.commerce.markets.models import Market
from shop.platform.database.clock import database_now
from shop.platform.database.compiled_reads import CompiledRead

log = get_logger(__name__)
# Texts that a buyer accepts, or is told on a durable medium, with the confirmation of the order.
WITH_ORDERS = (LegalText.Kind.TERMS, LegalText.Kind.WITHDRAWAL, LegalText.Kind.PRIVACY)
_ACCEPTED = CompiledRead(
    lambda market, language, at: LegalText.objects.filter(
        market=market, language=language, kind__in=WITH_ORDERS
    ).in_force(at)
)

type Page = tuple[str, str]  # kind and language


def find_text(market: Market, language: str, kind: str, at: datetime) -> LegalText | None:
    """Return the version of a page that applies at an instant."""
    texts = LegalText.objects.filter(market=market, language=language, kind=kind)
    return texts.in_force(at).first()


def accepted_texts(market_id: int, language: str, at: datetime) -> list[LegalText]:
    """Return the texts that an order placed at an instant was placed under."""
    return _ACCEPTED.rows(market=market_id, language=language, at=at)


def missing_texts(market: Market, at: datetime) -> list[Page]:
    """Return the pages that a market lacks before it can open.

    Each kind is needed in each language, for the market's seller. In production ready-made texts do
    not count: somebody has to confirm or replace them.
    """
    texts = LegalText.objects.filter(market=market).in_force(at)
    found = {
        (text.kind, text.language)
        for text in texts
        if text.seller_id == market.selling_entity_id
        and not (text.is_ready_made and settings.ENV.production)
    }
    pages = ((kind, language) for language in market.languages for kind in LegalText.Kind.values)
    return [page for page in pages if page not in found]


def draft_state(text: LegalText | None) -> str:
    """Return a digest of a draft, by which a save finds that another one came first."""
    if text is None:
        return ""
    return hashlib.sha256(f"{text.pk}\n{text.title}\n{text.body}".encode()).hexdigest()


def find_draft(market: Market, language: str, kind: str) -> LegalText | None:
    """Return the draft of a page."""
    drafts = LegalText.objects.filter(published_at__isnull=True)
    return drafts.filter(market=market, language=language, kind=kind).first()


@transaction.atomic
def save_draft(  # noqa: PLR0913  one keyword for each part of a text
    *,
    market: Market,
    language: str,
    kind: str,
    title: str,
    body: str,
    state: str,
    by_id: int | None,
) -> LegalText:
    """Store the draft of a page; `state` is the `draft_state` that its author saw.

    Raises `LegalTextChanged` if another person has saved or published it since.
    """
    locked = Market.objects.select_for_update().get(pk=market.pk)
    draft = find_draft(locked, language, kind)
    if draft_state(draft) != state:
        raise LegalTextChanged(kind=kind, language=language)
    if draft is None:
        draft = LegalText(market=locked, language=language, kind=kind)
        draft.version = _next_version(locked, language, kind)
    draft.seller_id = locked.selling_entity_id
    draft.title, draft.body = title, body
    draft.save()
    log.info("legal_text.saved", market=locked.code, kind=kind, language=language, by=by_id)
    return draft


@transaction.atomic
def publish_draft(
    *, draft: LegalText, valid_from: datetime | None, at: datetime, by_id: int | None
) -> LegalText:
    """Publish a draft, in force from an instant (None: now); return it as it is stored.

    Raises `LegalTextChanged` if it is published already, and `PublicationInPast`.
    """
    locked = LegalText.objects.select_for_update().filter(pk=draft.pk).first()
    if locked is None or locked.published_at is not None:
        raise LegalTextChanged(kind=draft.kind, language=draft.language)
    if valid_from is not None and valid_from < at:
        raise PublicationInPast(field="valid_from")
    _publish(locked, valid_from)
    log.info("legal_text.published", text=locked.pk, version=locked.version, by=by_id)
    return locked


@transaction.atomic
def add_ready_made_texts(*, markets: Iterable[Market], at: datetime, by_id: int | None) -> int:
    """Publish the ready-made text of every page that has none; return how many."""
    added = 0
    for market in markets:
        texts = LegalText.objects.filter(market=market, published_at__isnull=False)
        present = set(texts.in_force(at).values_list("kind", "language"))
        for language in market.languages:
            for kind, text in ready_made_texts(language).items():
                if (kind, language) not in present:
                    body = fill_text(text.body, market.selling_entity)
                    _add_published(market, language, kind, text.title, body)
                    added += 1
    log.info("legal_text.published", texts=added, by=by_id)
    return added


@transaction.atomic
def confirm_ready_made_texts(*, markets: Iterable[Market], at: datetime, by_id: int | None) -> int:
    """Publish the ready-made texts in force again as the operator's own; return how many."""
    confirmed = 0
    for market in markets:
        for text in LegalText.objects.filter(market=market).in_force(at):
            if text.is_ready_made:
                _add_published(market, text.language, text.kind, text.title, text.body, own=True)
                confirmed += 1
    log.info("legal_text.published", texts=confirmed, by=by_id)
    return confirmed


def _add_published(
    market: Market,
    language: str,
    kind: str,
    title: str,
    body: str,
    *,
    own: bool = False,
) -> None:
    text = LegalText(
        market=market,
        seller=market.selling_entity,
        language=language,
        kind=kind,
        version=_next_version(market, language, kind),
        title=title,
        body=body,
        is_ready_made=not own,
    )
    _publish(text, None)


def _publish(text: LegalText, valid_from: datetime | None) -> None:
    """Store a text as published; a trigger sets the time, and puts no validity before it."""
    now = database_now()
    text.published_at, text.valid_from = now, valid_from or now
    text.save()
    text.refresh_from_db()


def _next_version(market: Market, language: str, kind: str) -> int:
    texts = LegalText.objects.filter(market=market, language=language, kind=kind)
    return int(texts.aggregate(last=Max("version"))["last"] or 0) + 1
