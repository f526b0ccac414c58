"""factory-boy factories of single rows."""

from collections.abc import Iterable
from datetime import UTC, datetime

import factory
from django.contrib.auth.models import Group
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from factory.django import DjangoModelFactory

from catalog.models import Product, ProductClass, Sport
from licensing.models import (
    Licensee,
    ProductCategory,
    Property,
    PropertyHolding,
    RightsHolder,
)
from licensing.services import define_territory_set
from shop.commerce.inventory.locations import main_location
from shop.commerce.inventory.models import Location
from shop.identity.accounts.models import User
from shop.identity.accounts.role_groups import BRAND_APPROVERS, RIGHTS_OFFICERS
from shop.oscar.partner.models import Partner, StockRecord

SINCE = datetime(2025, 1, 1, tzinfo=UTC)


# Groups that an administrator gives to officers; `groups=()` creates a person without permissions.
GROUPS_OF_ROLES = {
    User.Role.RIGHTS: (RIGHTS_OFFICERS,),
    User.Role.BRAND: (BRAND_APPROVERS,),
}


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"fan{n}@example.org")
    role = User.Role.FAN
    licensee_role = factory.LazyAttribute(lambda user: "owner" if user.role == "licensee" else "")
    password = factory.django.Password("a-long-password")

    @factory.post_generation
    def groups(self, create: bool, extracted: Iterable[str] | None, **_: object) -> None:  # noqa: FBT001
        """Add the named groups; by default the one for the officer's role."""
        if create:
            names = GROUPS_OF_ROLES.get(self.role, ()) if extracted is None else extracted
            self.groups.add(*[Group.objects.get(name=name) for name in names])


class RightsHolderFactory(DjangoModelFactory):
    class Meta:
        model = RightsHolder

    code = factory.Sequence(lambda n: f"holder-{n}")
    name = factory.Sequence(lambda n: f"Holder {n}")
    kind = RightsHolder.Kind.OTHER


class PropertyFactory(DjangoModelFactory):
    """A mark held in all territories by `holder`."""

    class Meta:
        model = Property
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"mark-{n}")
    number = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"Mark {n}")
    kind = Property.Kind.WORDMARK

    @factory.post_generation
    def holder(self, create: bool, extracted: RightsHolder, **_: object) -> None:  # noqa: FBT001
        if not create or extracted is None:
            return
        world = define_territory_set(code="ALL", name="All")
        PropertyHolding.objects.create(
            property=self,
            holder=extracted,
            territory_set_version=world,
            territories=world.territories,
            valid=DateTimeTZRange(datetime(2020, 1, 1, tzinfo=UTC), None),
        )


class LicenseeFactory(DjangoModelFactory):
    class Meta:
        model = Licensee

    code = factory.Sequence(lambda n: f"licensee-{n}")
    legal_name = factory.Sequence(lambda n: f"Licensee {n} Ltd")
    country_id = "PT"
    status = Licensee.Status.ACTIVE


class CategoryFactory(DjangoModelFactory):
    class Meta:
        model = ProductCategory

    code = factory.Sequence(lambda n: f"category-{n}")
    name = factory.Sequence(lambda n: f"Category {n}")
    number = factory.Sequence(lambda n: n + 1)


class SportFactory(DjangoModelFactory):
    class Meta:
        model = Sport

    slug = factory.Sequence(lambda n: f"sport-{n}")
    name = factory.Sequence(lambda n: f"Sport {n}")
    season = "S"


class ProductClassFactory(DjangoModelFactory):
    class Meta:
        model = ProductClass
        django_get_or_create = ("slug",)

    slug = "goods"
    name = "Goods"


class ProductFactory(DjangoModelFactory):
    class Meta:
        model = Product

    upc = factory.Sequence(lambda n: f"SKU-{n}")
    title = factory.Sequence(lambda n: f"Product {n}")
    slug = factory.Sequence(lambda n: f"product-{n}")
    structure = Product.STANDALONE
    product_class = factory.SubFactory(ProductClassFactory)
    kind = "pin"
    is_public = True


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = Partner
        django_get_or_create = ("code",)

    code = "supplier"
    name = "Supplier"


class LocationFactory(DjangoModelFactory):
    class Meta:
        model = Location

    code = factory.Sequence(lambda n: f"PLACE-{n}")
    name = factory.Sequence(lambda n: f"Place {n}")
    territory_id = "FR"


class StockRecordFactory(DjangoModelFactory):
    class Meta:
        model = StockRecord

    partner = factory.SubFactory(PartnerFactory)
    location = factory.LazyFunction(main_location)
    partner_sku = factory.Sequence(lambda n: f"P-{n}")
    price_currency = "EUR"
    num_in_stock = 10
