"""What the catalogue decides about a product: its release, and the licence question for it.

`decide_products` is the gate (pages, basket, placement); `ProductQuerySet.sellable_in` is the same
answer as SQL, for lists.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Prefetch

from catalog.models import Approval, Embargo, Product, ProductVersion
from licensing.decision import ApprovalFact, Decision
from licensing.services import ProductRightsInput, decide_many
from licensing.territories import EVERYWHERE, Multirange

Released = ProductVersion.Status.RELEASED


def decide_products(
    products: Sequence[Product], territory: str, channel: str, at: datetime
) -> dict[int, Decision]:
    """Decide by id of each top product whether it may be sold there, so, then; a fixed number of
    queries. Variants are decided by their parent."""
    tops = {product.top.pk: product.top for product in products}
    if not tops:
        return {}
    versions = _released_versions(tops)
    embargoes = _embargoes(tops)
    inputs = [
        ProductRightsInput(
            product_id=top.pk,
            published=top.is_public and top.pk in versions,
            profile_id=top.rights_profile_id,
            unmarked=top.unmarked,
            embargo_until=embargoes.get(top.pk),
            approvals=tuple(_facts(versions.get(top.pk))),
        )
        for top in tops.values()
    ]
    return decide_many(inputs, territory, channel, at)


@transaction.atomic
def compile_release(product_ids: Iterable[int]) -> None:
    """Write down from when to when, and where, approvals and embargoes let products be seen.

    To be called in the transaction of any change of version, approval or embargo.
    """
    products = {product.pk: product for product in Product.objects.filter(pk__in=product_ids)}
    versions = _released_versions(products)
    embargoes = _embargoes(products)
    for product in products.values():
        window, territories = _release(product, versions.get(product.pk), embargoes)
        product.released, product.released_territories = window, territories
    Product.objects.bulk_update(
        products.values(), ["released", "released_territories"], batch_size=500
    )
