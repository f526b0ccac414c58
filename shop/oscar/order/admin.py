"""Oscar's admin of the app, which other Oscar apps import."""

from oscar.apps.order.admin import *  # noqa: F403
