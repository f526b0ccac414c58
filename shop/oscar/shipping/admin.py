"""Oscar's admin of the app: other Oscar apps expect it."""

from oscar.apps.shipping.admin import *  # noqa: F403
