"""The checkout form: submitted values, validated together, errors by field."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from shop.commerce.fulfillment.models import PickUpPoint
from shop.commerce.fulfillment.pick_up_points import find_point
from shop.identity.accounts.email_addresses import check_email
from shop.orders.checkout.addresses import check_address
from shop.orders.checkout.pick_up import check_collector
from shop.platform.core.areas import find_area
from shop.platform.core.phones import normalize_phone
from shop.platform.core.typed_text import clean_text

KEY_LENGTH = 36
FIELDS = ("email", "phone", "name", "line1", "line2", "city", "state", "postcode", "delivery")
GIFT_FIELDS = ("gift_message", "hides_prices", "gift_wrap")
LONGEST_MESSAGE = 300


@dataclass(slots=True)
class CheckoutForm:
    """The values of the form, its country and its errors."""

    country: str
    key: str
    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    address: dict[str, str] = field(default_factory=dict)
    needs_address: bool = True

    @classmethod
    def empty(cls, country: str, *, email: str = "") -> "CheckoutForm":
        """Return a new form with a key of its own."""
        return cls(country, str(uuid.uuid4()), {"email": email})

    @classmethod
    def typed(cls, data: Mapping[str, str], country: str) -> "CheckoutForm":
        """Return a form with the submitted values; an invalid key is replaced."""
        values = {name: clean_text(data.get(name, "")) for name in (*FIELDS, *GIFT_FIELDS)}
        return cls(country, _key(data.get("key", "")), values)

    def check(self) -> bool:
        """Validate all fields, errors in the order of the fields; return whether there is none.

        Gift cards alone are sent by email, so that no address is asked for.
        """
        self.address, self.errors = {}, {}
        if self.needs_address:
            point = self.point
            self.address, self.errors = (
                check_collector(point, self.values)
                if point is not None
                else check_address(self.country, self.values)
            )
        try:
            self.values["email"] = check_email(self.values["email"])
        except ValidationError as error:
            self.errors["email"] = str(error.message)
        self._check_phone()
        if len(self.values.get("gift_message", "")) > LONGEST_MESSAGE:
            message = _("Enter a message of at most %(most)d characters.")
            self.errors["gift_message"] = message % {"most": LONGEST_MESSAGE}
        return not self.errors

    @property
    def point(self) -> PickUpPoint | None:
        """Return the chosen pick-up point, if it is in the form's country."""
        point = find_point(self.values.get("delivery", ""))
        return point if point is not None and point.territory_id == self.country else None

    @property
    def area(self) -> str:
        """Return the key of the chosen or typed state or province; empty if it is unknown."""
        return find_area(self.country, self.values.get("state", "")) or ""

    @property
    def region(self) -> str:
        """Return the state or province code by which tax may differ."""
        return self.address.get("state", self.values.get("state", ""))[:10]

    @property
    def postcode(self) -> str:
        """Return the postcode, which may belong to another territory than the country's."""
        return self.address.get("postcode", self.values.get("postcode", ""))

    @property
    def hides_prices(self) -> bool:
        """Return whether the parcel shall contain no prices."""
        return self.values.get("hides_prices", "") in {"1", "True"}

    @property
    def gift_wrap(self) -> bool:
        """Return whether the order shall be gift-wrapped."""
        return self.values.get("gift_wrap", "") in {"1", "True"}

    def _check_phone(self) -> None:
        if not self.values["phone"]:
            return
        if number := normalize_phone(self.country, self.values["phone"]):
            self.address["phone_number"] = number
        else:
            self.errors["phone"] = _("Enter a phone number, or leave this field blank.")


def _key(text: str) -> str:
    try:
        return str(uuid.UUID(text)) if len(text) == KEY_LENGTH else str(uuid.uuid4())
    except ValueError:
        return str(uuid.uuid4())
