"""Addresses saved by a person with an account, checked by the rules of the checkout."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from shop.orders.checkout.addresses import check_address
from shop.orders.errors import AddressBookFull, AddressSavedAlready
from shop.oscar.address import UserAddress
from shop.platform.core.phones import normalize_phone
from shop.platform.core.typed_text import clean_text

MOST_ADDRESSES = 20
FIELDS = ("name", "line1", "line2", "city", "state", "postcode", "phone")


@dataclass(slots=True)
class AddressForm:
    """A typed address, its country, and errors by field."""

    country: str
    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    address: dict[str, str] = field(default_factory=dict)

    @classmethod
    def typed(cls, data: Mapping[str, str], country: str) -> "AddressForm":
        """Return a form with the submitted values."""
        return cls(country, {name: clean_text(data.get(name, "")) for name in FIELDS})

    def check(self) -> bool:
        """Validate all fields, errors in the order of the fields; return whether there is none."""
        self.address, self.errors = check_address(self.country, self.values)
        if self.values["phone"]:
            number = normalize_phone(self.country, self.values["phone"])
            self.address["phone_number"] = number or ""
            if number is None:
                self.errors["phone"] = _("Enter a phone number, or leave this field blank.")
        return not self.errors


def saved_addresses(user_id: int) -> QuerySet[UserAddress]:
    """Return a person's addresses: the default first, then the newest first."""
    own = UserAddress.objects.filter(user=user_id).select_related("country")
    return own.order_by("-is_default_for_shipping", "-pk")


@transaction.atomic
def save_address(
    *, user_id: int, country: str, columns: Mapping[str, str], address_id: int | None = None
) -> UserAddress:
    """Save a checked address, or change one; the first address becomes the default.

    An address that is saved already is returned with its name and phone number updated. Raises
    `AddressBookFull`, and `AddressSavedAlready` if a change would make two addresses equal.
    """
    own = saved_addresses(user_id).select_for_update(of=("self",))
    address = own.get(pk=address_id) if address_id else UserAddress(user_id=user_id)
    fields = {"line2": "", "phone_number": "", **columns}
    for name, value in (fields | {"country_id": country}).items():
        setattr(address, name, value)
    twin = own.filter(hash=address.generate_hash()).exclude(pk=address.pk).first()
    if twin is not None and address_id:
        raise AddressSavedAlready
    if twin is not None:
        twin.first_name, twin.phone_number = fields["first_name"], fields["phone_number"]
        address = twin
    elif not address_id:
        number = own.count()
        if number >= MOST_ADDRESSES:
            raise AddressBookFull(limit=MOST_ADDRESSES)
        address.is_default_for_shipping = number == 0
    address.save()
    return address


@transaction.atomic
def make_default(*, user_id: int, address_id: int) -> None:
    """Make an address the default of the checkout."""
    own = UserAddress.objects.filter(user=user_id)
    own.filter(is_default_for_shipping=True).update(is_default_for_shipping=False)
    own.filter(pk=address_id).update(is_default_for_shipping=True)


def delete_address(*, user_id: int, address_id: int) -> None:
    """Delete a person's address; orders keep their own copy."""
    UserAddress.objects.filter(user=user_id, pk=address_id).delete()
