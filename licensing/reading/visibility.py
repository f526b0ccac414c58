"""How far a person's view of rights goes: the one place where another party's rows are left out.

Deny by default: a reach that names nobody sees nothing.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from licensing.models import Agreement, Grant, Licensee, Property, RightsHolder


@dataclass(frozen=True, slots=True)
class Reach:
    """Everything (the IOC's officers, shop staff), one holder's rights or one licensee's."""

    everything: bool = False
    holder_id: int | None = None
    licensee_id: int | None = None

    def agreements(self) -> QuerySet[Agreement]:
        """Agreements that may be seen."""
        return Agreement.objects.filter(self._licensor_or_licensee())

    def grants(self) -> QuerySet[Grant]:
        """Grants of these agreements."""
        return Grant.objects.filter(self._licensor_or_licensee("agreement__"))

    def marks(self) -> QuerySet[Property]:
        """Marks that the holder holds, ever held or will hold; a licensee's granted ones."""
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
        """Companies that the holder has an agreement with; a licensee sees itself."""
        if self.everything:
            return Licensee.objects.all()
        if self.holder_id is not None:
            return Licensee.objects.filter(agreements__licensor_id=self.holder_id).distinct()
        if self.licensee_id is not None:
            return Licensee.objects.filter(pk=self.licensee_id)
        return Licensee.objects.none()

    def holders(self) -> QuerySet[RightsHolder]:
        """Bodies for which the person works."""
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


NOTHING = Reach()
