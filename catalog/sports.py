"""Sports: added and renamed by officers; the code stays, because addresses contain it."""

from django.db import transaction

from catalog.models import Sport
from licensing.errors import FieldIsFixed


@transaction.atomic
def save_sport(*, sport: Sport) -> Sport:
    """Add a sport or save its changes; return it.

    Raises Django's `ValidationError`, and `FieldIsFixed` for another code.
    """
    before = Sport.objects.filter(pk=sport.pk).first() if sport.pk else None
    if before is not None and before.slug != sport.slug:
        raise FieldIsFixed(f"the code of {before} cannot be changed", field="slug")
    sport.full_clean()
    sport.save()
    return sport
