"""Row visibility of rights by party: the only place that filters out other parties' rows.

Deny by default: an empty `Visibility` sees nothing.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from licensing.models import Agreement, Grant, Licensee, Property, RightsHolder


@dataclass(frozen=True, slots=True)
class Visibility:
    """All rights (the IOC's officers, shop staff), one holder's or one licensee's."""

    everything: bool = False
    holder_id: int | None = None
    licensee_id: int | None = None

    def agreements(self) -> QuerySet[Agreement]:
        """Return the visible agreements."""
        return Agreement.objects.filter(self._licensor_or_licensee())

    def grants(self) -> QuerySet[Grant]:
        """Return the grants of the visible agreements."""
        return Grant.objects.filter(self._licensor_or_licensee("agreement__"))

    def marks(self) -> QuerySet[Property]:
        """Return the marks of a holder's holdings at any time, or those granted to a licensee."""
        if self.everything:
            return Property.objects.all()
        if self.holder_id is not None:
            return Property.objects.filter(holdings__holder_id=self.holder_id).distinct()
        if self.licensee_id is not None:
            granted = Grant.granted_properties.through.objects.filter(
                grant__licensee_id=self.licensee_id
            )
            return Property.objects.filter(pk__in=granted.values("property_id"))
        return Property.objects.none()

    def licensees(self) -> QuerySet[Licensee]:
        """Return the licensees that a holder has agreements with; a licensee sees itself."""
        if self.everything:
            return Licensee.objects.all()
        if self.holder_id is not None:
            return Licensee.objects.filter(agreements__licensor_id=self.holder_id).distinct()
        if self.licensee_id is not None:
            return Licensee.objects.filter(pk=self.licensee_id)
        return Licensee.objects.none()

    def holders(self) -> QuerySet[RightsHolder]:
        """Return the holders for which the user acts."""
        if self.everything:
            return RightsHolder.objects.all()
        if self.holder_id is not None:
            return RightsHolder.objects.filter(pk=self.holder_id)
        return RightsHolder.objects.none()

    def _licensor_or_licensee(self, prefix: str = "") -> Q:
        if self.everything:
            return Q()
        if self.holder_id is not None:
            return Q(**{f"{prefix}licensor_id": self.holder_id})
        if self.licensee_id is not None:
            return Q(**{f"{prefix}licensee_id": self.licensee_id})
        return Q(pk__in=[])


NOTHING = Visibility()
