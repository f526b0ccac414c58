"""Notices of a review to the holder's brand staff and the licensee's users, except the actor.

Decisions and comments of a holder are not shared with other holders.
"""

from collections.abc import Collection, Mapping

from catalog.models import Approval, ProductImage, ProductVersion, ReviewClock, ReviewComment
from licensing.models import Licensee, RightsHolder
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import approvers
from shop.identity.notices.services import notify

DESK, PORTAL = "/rights/approvals/", "/licensee/approvals/"


def notify_submitted(
    *,
    first: ProductVersion,
    count: int,
    holder: RightsHolder,
    licensee: Licensee | None,
    by_id: int | None,
) -> None:
    """Notify a holder's brand staff of new versions in their queue, and the licensee's users.

    `first` is the first of `count` versions.
    """
    about = {"licensee": str(licensee or ""), "title": first.title, "count": count}
    code = "approval.submitted" if count == 1 else "approval.submitted_many"
    path = f"{first.pk}/" if count == 1 else ""
    key = f"submitted:{first.pk}:{count}"
    brand, users = _find_brand_staff(holder, by_id), _find_licensee_users(licensee, by_id)
    notify(users=brand, code=code, key=key, link=f"{DESK}{path}", data=about)
    notify(users=users, code=code, key=key, link=f"{PORTAL}{path}", data=about)


def notify_comment(comment: ReviewComment) -> None:
    """Notify both sides of a comment, except its author."""
    version, holder = comment.version, comment.holder
    spoke = comment.side == ReviewComment.Side.HOLDER
    author = holder if spoke else version.product.licensee
    code = "approval.question" if comment.asks else "approval.comment"
    data = {"author": str(author or ""), "text": comment.text}
    _notify_both_sides(version, holder, code, f"comment:{comment.pk}", data, comment.created_by_id)


def notify_decision(approval: Approval, attached: Collection[str]) -> None:
    """Notify both sides of a holder's decision on a stage."""
    rejected = approval.verdict == Approval.Verdict.REJECTED
    with_conditions = bool(attached or approval.conditions)
    code = "approval.approved_with_conditions" if with_conditions else "approval.approved"
    data = {
        "holder": str(approval.holder),
        "stage": str(approval.get_stage_display()),
        "text": "\n".join(part for part in (approval.conditions, *attached) if part),
    }
    _notify_both_sides(
        approval.version,
        approval.holder,
        "approval.rejected" if rejected else code,
        f"decision:{approval.pk}",
        data,
        approval.created_by_id,
    )


def notify_withdrawn(approval: Approval, by_id: int | None) -> None:
    """Notify both sides that a holder withdrew a decision."""
    data = {"holder": str(approval.holder), "stage": str(approval.get_stage_display())}
    key = f"withdrawn:{approval.pk}"
    _notify_both_sides(approval.version, approval.holder, "approval.withdrawn", key, data, by_id)


def notify_condition_met(
    approval: Approval, condition_id: int, text: str, by_id: int | None
) -> None:
    """Notify both sides that the licensee confirmed a condition."""
    data = {"licensee": str(approval.version.product.licensee or ""), "text": text}
    key = f"condition:{condition_id}"
    _notify_both_sides(
        approval.version, approval.holder, "approval.condition_met", key, data, by_id
    )


def notify_released(version: ProductVersion, holders: Collection[RightsHolder]) -> None:
    """Notify every holder of a version and the licensee that it is on sale."""
    for holder in holders:
        _notify_both_sides(version, holder, "approval.released", f"released:{version.pk}", {}, None)


def notify_overdue(clock: ReviewClock) -> None:
    """Remind a holder's brand staff of an overdue decision, and notify the licensee."""
    data = {"holder": str(clock.holder), "stage": str(clock.get_stage_display())}
    key = f"overdue:{clock.version_id}:{clock.holder_id}:{clock.stage}"
    _notify_both_sides(clock.version, clock.holder, "approval.overdue", key, data, None)


def _notify_both_sides(
    version: ProductVersion,
    holder: RightsHolder,
    code: str,
    key: str,
    data: Mapping[str, object],
    by_id: int | None,
) -> None:
    about = {"title": version.title, "version": version.number, **data}
    path = f"{version.pk}/"
    brand, users = (
        _find_brand_staff(holder, by_id),
        _find_licensee_users(version.product.licensee, by_id),
    )
    notify(users=brand, code=code, key=key, link=f"{DESK}{path}", data=about)
    notify(users=users, code=code, key=key, link=f"{PORTAL}{path}", data=about)


def _find_brand_staff(holder: RightsHolder, but: int | None) -> list[User]:
    people = approvers().filter(holder=holder)
    return [person for person in people.order_by("pk") if person.pk != but]


def notify_picture_withdrawn(image: ProductImage, by_id: int | None) -> None:
    """Notify the licensee that a picture of its product was withdrawn."""
    product = image.product.top
    notify(
        users=_find_licensee_users(product.licensee, by_id),
        code="approval.picture_withdrawn",
        key=f"picture-withdrawn:{image.pk}",
        link=PORTAL,
        data={"title": str(product.title)},
    )


def _find_licensee_users(licensee: Licensee | None, but: int | None) -> list[User]:
    if licensee is None:
        return []
    people = User.objects.filter(licensee=licensee, is_active=True)
    return [person for person in people.order_by("pk") if person.pk != but]
