"""Bulk decisions on versions that differ only in color and pictures.

Each version is decided by the same service and the same rules as a single one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, override

from catalog.approvals.comparison import differences_beyond_color
from catalog.approvals.conditions import NewCondition
from catalog.approvals.snapshot import LANGUAGES, load_content
from catalog.approvals.stages import decide_stage
from catalog.errors import NotAlike
from catalog.models import ProductVersion
from licensing.models import RightsHolder
from shop.platform.core.errors import DomainError

MAX_VERSIONS = 50  # as many versions as a person can review


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result for one version: the error that refused the decision, or None."""

    version: ProductVersion
    refused: DomainError | None


@dataclass(frozen=True, slots=True)
class StageDecision:
    """A holder's decision on a stage, for each of several versions."""

    holder: RightsHolder
    stage: str
    verdict: str
    conditions: str = ""
    attached: Sequence[NewCondition] = ()


def decide_versions(
    *, versions: Sequence[ProductVersion], decision: StageDecision, by_id: int, at: datetime
) -> list[Outcome]:
    """Decide a stage for each version that is a color variant of the first, independently."""
    return [
        Outcome(version, _decide(version, differing, decision, by_id, at))
        for version, differing in zip(versions, find_differences(versions), strict=True)
    ]


def find_differences(versions: Sequence[ProductVersion]) -> list[list[str]]:
    """Return for each version its differences from the first, besides color and pictures."""
    contents = [load_content(version) for version in versions]
    words = translate_colors(
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


def translate_colors(codes: Iterable[str]) -> dict[str, Mapping[str, str]]:
    """Return the translated names of colors by code and language."""
    names_by_color: dict[str, Mapping[str, str]] = {}
    for code in sorted({code for code in codes if code}):
        name = code.replace("-", " ").capitalize()
        translations = {}
        for language in LANGUAGES:
            with override(language):
                translations[language] = gettext(name)
        names_by_color[code] = translations
    return names_by_color


def find_color_variants(
    version: ProductVersion, others: Iterable[ProductVersion]
) -> list[ProductVersion]:
    """Return the other versions that are color variants of a version."""
    rows = [version, *others]
    compared = zip(rows[1:], find_differences(rows)[1:], strict=True)
    return [other for other, differing in compared if not differing]


def _decide(
    version: ProductVersion, differing: list[str], decision: StageDecision, by_id: int, at: datetime
) -> DomainError | None:
    if differing:
        return NotAlike(version=str(version), differs=differing)
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
