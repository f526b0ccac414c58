"""Oscar's admin of the app, which other Oscar apps import."""

from oscar.apps.partner.admin import *  # noqa: F403
