"""Oscar's addresses, which the shop uses as they are."""

from oscar.apps.address.abstract_models import AbstractAddress as AbstractAddress  # noqa: PLC0414
from oscar.apps.address.models import UserAddress as UserAddress  # noqa: PLC0414
