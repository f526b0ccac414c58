"""Deciding about several versions at once: color variants, alike but for color and pictures.

Every version is decided by the same service as a single one and refused by the same rules.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, override

from catalog.approvals.comparison import differences_beyond_color
from catalog.approvals.conditions import NewCondition
from catalog.approvals.snapshot import LANGUAGES, known_content
from catalog.approvals.stages import decide_stage
from catalog.errors import NotAlike
from catalog.models import ProductVersion
from licensing.models import RightsHolder
from shop.platform.core.errors import DomainError

MOST = 50  # versions in one decision: what a person can look at


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one version: decided, or why not."""

    version: ProductVersion
    refused: DomainError | None


@dataclass(frozen=True, slots=True)
class StageDecision:
    """What a holder says of a stage, for each of several versions."""

    holder: RightsHolder
    stage: str
    verdict: str
    conditions: str = ""
    attached: Sequence[NewCondition] = ()


def decide_together(
    *, versions: Sequence[ProductVersion], decision: StageDecision, by_id: int, at: datetime
) -> list[Outcome]:
    """Decide a stage for each version that is a color variant of the first; each stands alone."""
    return [
        Outcome(version, _decided(version, unlike, decision, by_id, at))
        for version, unlike in zip(versions, compare_all(versions), strict=True)
    ]


def compare_all(versions: Sequence[ProductVersion]) -> list[list[str]]:
    """Return for each version in what, besides color and pictures, it differs from the first."""
    contents = [known_content(version) for version in versions]
    words = color_words(
        row.get("color", "")
        for content in contents
        for row in (content.get("facts", {}), *content.get("variants", ()))
    )
    first = versions[0].product.licensee_id if versions else None
    return [
        differences_beyond_color(contents[0], content, words)
        + ([] if version.product.licensee_id == first else ["Licensee"])
        for version, content in zip(versions, contents, strict=True)
    ]


def color_words(codes: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """Return the words for colors by code and language, as far as the shop's words know them."""
    found: dict[str, Mapping[str, str]] = {}
    for code in sorted({code for code in codes if code}):
        named = code.replace("-", " ").capitalize()
        words = {}
        for language in LANGUAGES:
            with override(language):
                words[language] = gettext(named)
        found[code] = words
    return found


def find_alike(version: ProductVersion, others: Iterable[ProductVersion]) -> list[ProductVersion]:
    """Return those of other versions that are color variants of one."""
    rows = [version, *others]
    alike = zip(rows[1:], compare_all(rows)[1:], strict=True)
    return [other for other, unlike in alike if not unlike]


def _decided(
    version: ProductVersion, unlike: list[str], decision: StageDecision, by_id: int, at: datetime
) -> DomainError | None:
    if unlike:
        return NotAlike(version=str(version), differs=unlike)
    try:
        decide_stage(
            version=version,
            holder=decision.holder,
            stage=decision.stage,
            verdict=decision.verdict,
            conditions=decision.conditions,
            attached=decision.attached,
            by_id=by_id,
            at=at,
        )
    except DomainError as error:
        return error
    return None
