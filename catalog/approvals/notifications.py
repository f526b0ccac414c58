"""Who is told what of a review: brand people of a holder, the licensee's users; never the actor.

What one holder says is told to its own people and to the licensee, not to other holders.
"""

from collections.abc import Collection, Mapping

from catalog.models import Approval, ProductImage, ProductVersion, ReviewClock, ReviewComment
from licensing.models import Licensee, RightsHolder
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import approvers
from shop.identity.notices.services import notify

DESK, PORTAL = "/rights/approvals/", "/licensee/approvals/"


def tell_submitted(
    *,
    first: ProductVersion,
    count: int,
    holder: RightsHolder,
    licensee: Licensee | None,
    by_id: int | None,
) -> None:
    """Tell a holder's brand people what is new in their queue; the licensee's, that it is sent.

    `first` is of `count` versions the one with the lowest number.
    """
    about = {"licensee": str(licensee or ""), "title": first.title, "count": count}
    code = "approval.submitted" if count == 1 else "approval.submitted_many"
    path = f"{first.pk}/" if count == 1 else ""
    key = f"submitted:{first.pk}:{count}"
    brand, users = _brand_people(holder, by_id), _users_of(licensee, by_id)
    notify(users=brand, code=code, key=key, link=f"{DESK}{path}", data=about)
    notify(users=users, code=code, key=key, link=f"{PORTAL}{path}", data=about)


def tell_comment(comment: ReviewComment) -> None:
    """Tell both sides of a comment, but for its author."""
    version, holder = comment.version, comment.holder
    spoke = comment.side == ReviewComment.Side.HOLDER
    author = holder if spoke else version.product.licensee
    code = "approval.question" if comment.asks else "approval.comment"
    data = {"author": str(author or ""), "text": comment.text}
    _tell(version, holder, code, f"comment:{comment.pk}", data, comment.created_by_id)


def tell_decision(approval: Approval, attached: Collection[str]) -> None:
    """Tell both sides what a holder decided about a stage."""
    rejected = approval.verdict == Approval.Verdict.REJECTED
    with_conditions = bool(attached or approval.conditions)
    code = "approval.approved_with_conditions" if with_conditions else "approval.approved"
    data = {
        "holder": str(approval.holder),
        "stage": str(approval.get_stage_display()),
        "text": "\n".join(part for part in (approval.conditions, *attached) if part),
    }
    _tell(
        approval.version,
        approval.holder,
        "approval.rejected" if rejected else code,
        f"decision:{approval.pk}",
        data,
        approval.created_by_id,
    )


def tell_withdrawn(approval: Approval, by_id: int | None) -> None:
    """Tell both sides that a holder took a decision back."""
    data = {"holder": str(approval.holder), "stage": str(approval.get_stage_display())}
    key = f"withdrawn:{approval.pk}"
    _tell(approval.version, approval.holder, "approval.withdrawn", key, data, by_id)


def tell_condition_met(approval: Approval, condition_id: int, text: str, by_id: int | None) -> None:
    """Tell both sides that the licensee confirms a condition."""
    data = {"licensee": str(approval.version.product.licensee or ""), "text": text}
    key = f"condition:{condition_id}"
    _tell(approval.version, approval.holder, "approval.condition_met", key, data, by_id)


def tell_released(version: ProductVersion, holders: Collection[RightsHolder]) -> None:
    """Tell every holder of a version and the licensee that it is what fans see now."""
    for holder in holders:
        _tell(version, holder, "approval.released", f"released:{version.pk}", {}, None)


def tell_overdue(clock: ReviewClock) -> None:
    """Remind a holder's brand people of what is overdue, and tell the licensee."""
    data = {"holder": str(clock.holder), "stage": str(clock.get_stage_display())}
    key = f"overdue:{clock.version_id}:{clock.holder_id}:{clock.stage}"
    _tell(clock.version, clock.holder, "approval.overdue", key, data, None)


def _tell(
    version: ProductVersion,
    holder: RightsHolder,
    code: str,
    key: str,
    data: Mapping[str, object],
    by_id: int | None,
) -> None:
    about = {"title": version.title, "version": version.number, **data}
    path = f"{version.pk}/"
    brand, users = _brand_people(holder, by_id), _users_of(version.product.licensee, by_id)
    notify(users=brand, code=code, key=key, link=f"{DESK}{path}", data=about)
    notify(users=users, code=code, key=key, link=f"{PORTAL}{path}", data=about)


def _brand_people(holder: RightsHolder, but: int | None) -> list[User]:
    people = approvers().filter(holder=holder)
    return [person for person in people.order_by("pk") if person.pk != but]


def tell_picture_withdrawn(image: ProductImage, by_id: int | None) -> None:
    """Tell the licensee that a picture of its product is shown nowhere any more."""
    product = image.product.top
    notify(
        users=_users_of(product.licensee, by_id),
        code="approval.picture_withdrawn",
        key=f"picture-withdrawn:{image.pk}",
        link=PORTAL,
        data={"title": str(product.title)},
    )


def _users_of(licensee: Licensee | None, but: int | None) -> list[User]:
    if licensee is None:
        return []
    people = User.objects.filter(licensee=licensee, is_active=True)
    return [person for person in people.order_by("pk") if person.pk != but]
