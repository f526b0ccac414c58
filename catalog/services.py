"""What the catalogue decides about a product: its release, and the license question for it.

`decide_products` is the gate (pages, basket, placement); `ProductQuerySet.sellable_in` is the same
answer as SQL, for lists.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from catalog.models import Product
from catalog.releases import find_releases
from licensing.decision import Decision
from licensing.services import ProductRightsInput, decide_many


def decide_products(
    products: Sequence[Product], territory: str, channel: str, at: datetime
) -> dict[int, Decision]:
    """Decide by id of each top product whether it may be sold there, so, then.

    Variants are decided by their parent. A fixed number of queries for any number of products.
    """
    tops = {product.top.pk: product.top for product in products}
    if not tops:
        return {}
    releases = find_releases(tops.keys())
    inputs = [
        ProductRightsInput(
            product_id=pk,
            published=top.is_public and pk in releases,
            profile_id=top.rights_profile_id,
            unmarked=top.unmarked,
            embargo_until=releases[pk].embargo_until if pk in releases else None,
            approvals=tuple(releases[pk].approvals) if pk in releases else (),
        )
        for pk, top in tops.items()
    ]
    return decide_many(inputs, territory, channel, at)


@transaction.atomic
def compile_releases(product_ids: Collection[int]) -> None:
    """Write down from when to when, and where, approvals and embargoes let products be seen.

    To be called in the transaction of any change of version, approval or embargo.
    """
    releases = find_releases(product_ids)
    products = list(Product.objects.filter(pk__in=product_ids))
    for product in products:
        release = releases.get(product.pk)
        product.released, product.released_territories = (
            release.compiled(unmarked=product.unmarked) if release else (None, None)
        )
    Product.objects.bulk_update(products, ["released", "released_territories"], batch_size=500)
