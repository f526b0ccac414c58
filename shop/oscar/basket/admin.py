"""Oscar's admin of the app, which other Oscar apps import."""

from oscar.apps.basket.admin import *  # noqa: F403
