"""Oscar's models of the app, which stay as they are."""

from oscar.apps.shipping.models import *  # noqa: F403
