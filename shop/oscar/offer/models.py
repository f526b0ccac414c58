"""Oscar's models of the app, which stay as they are."""

from oscar.apps.offer.models import *  # noqa: F403
