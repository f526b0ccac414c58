"""What a buyer types at checkout: kept as typed, checked as a whole, every fault by its field."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from shop.ordering.addresses import check_address

KEY_LENGTH = 36
FIELDS = ("email", "phone", "name", "line1", "line2", "city", "state", "postcode", "delivery")
TEXT_LIMIT = 255


@dataclass(slots=True)
class CheckoutForm:
    """The values of the form, its country and what is wrong with them."""

    country: str
    key: str
    values: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    address: dict[str, str] = field(default_factory=dict)

    @classmethod
    def empty(cls, country: str, *, email: str = "") -> "CheckoutForm":
        """Return a new form with a key of its own."""
        return cls(country, str(uuid.uuid4()), {"email": email})

    @classmethod
    def typed(cls, data: Mapping[str, str], country: str) -> "CheckoutForm":
        """Take what was typed; a key that is not ours is replaced."""
        values = {name: data.get(name, "").replace("\x00", "").strip() for name in FIELDS}
        return cls(country, _key(data.get("key", "")), values)

    def check(self) -> bool:
        """Find every fault at once; True when there is none."""
        self.address, self.errors = check_address(self.country, self.values)
        if any(len(value) > TEXT_LIMIT for value in self.values.values()):
            self.errors["line1"] = _("This is too long.")
        try:
            validate_email(self.values["email"])
        except ValidationError:
            self.errors["email"] = _("Enter an e-mail address such as name@example.org.")
        self._check_phone()
        return not self.errors

    @property
    def region(self) -> str:
        """The state or province code by which tax may differ."""
        return self.address.get("state", self.values.get("state", ""))[:10]

    @property
    def postcode(self) -> str:
        """The postcode, which may lie in another territory than the country's."""
        return self.address.get("postcode", self.values.get("postcode", ""))

    def _check_phone(self) -> None:
        if not self.values["phone"]:
            return
        try:
            number = phonenumbers.parse(self.values["phone"], self.country)
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            self.errors["phone"] = _("Enter a telephone number, or leave it empty.")
            return
        self.address["phone_number"] = phonenumbers.format_number(
            number, phonenumbers.PhoneNumberFormat.E164
        )


def _key(text: str) -> str:
    try:
        return str(uuid.UUID(text)) if len(text) == KEY_LENGTH else str(uuid.uuid4())
    except ValueError:
        return str(uuid.uuid4())
