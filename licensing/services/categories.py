"""New categories: granted only where a grant names a branch above and says "future ones too"."""

from django.db import IntegrityError, transaction
from django.db.models import Max

from licensing.errors import GrantClash
from licensing.models import Grant, Holdback, ProductCategory
from licensing.reading.category_tree import branches_above
from licensing.reading.clearance import compile_profiles
from licensing.rules.number_sets import NumberSet
from licensing.services.agreements import profiles_touched


@transaction.atomic
def add_category(*, code: str, name: str, parent: ProductCategory) -> ProductCategory:
    """Add a leaf below a branch, to its holds, and to the grants that include future ones.

    Raises `GrantClash` when that makes an exclusive grant meet another licensee's.
    """
    last = ProductCategory.objects.aggregate(last=Max("number"))["last"] or 0
    leaf = ProductCategory.objects.create(code=code, name=name, parent=parent, number=last + 1)
    if parent.is_leaf:
        ProductCategory.objects.filter(pk=parent.pk).update(is_leaf=False)
    above = branches_above(parent)
    grants = list(
        Grant.objects.filter(includes_future_categories=True, granted_categories__in=above)
        .select_related("agreement")
        .distinct()
        .order_by("pk")
    )
    for hold in Holdback.objects.filter(category__in=above):
        hold.categories |= NumberSet.of([leaf.number])
        hold.save(update_fields=["categories"])
    touched: set[int] = set()
    for grant in grants:
        grant.categories |= NumberSet.of([leaf.number])
        try:
            with transaction.atomic():
                grant.save(update_fields=["categories"])
        except IntegrityError as error:
            raise GrantClash(
                f"the new category makes {grant} clash", grant=grant.pk, field="parent"
            ) from error
        touched |= profiles_touched(grant.agreement)
    compile_profiles(touched)
    return leaf
