"""Factories, labels and guarded names of the demo products."""

from datetime import date

from licensing.models import (
    Agreement,
    Factory,
    FactoryApproval,
    FactoryAudit,
    GuardedWord,
    LabelIssue,
    Licensee,
)
from licensing.rules.guarded_terms import ATHLETE

FACTORY = "F-01"
AUDITED, AUDIT_ENDS = date(2024, 1, 15), date(2032, 1, 15)
LABELS = 5_000_000
# Invented, like all people of the demo.
ATHLETES = ("Mira Solvang", "Théo Lamarque", "Aiko Tanemura")


def load_making() -> None:
    """Create missing rows: a factory and labels for every licensee, three guarded names."""
    for licensee in Licensee.objects.order_by("code"):
        factory, is_new = Factory.objects.get_or_create(
            licensee=licensee,
            code=FACTORY,
            defaults={
                "name": f"Main factory of {licensee.legal_name}",
                "country_id": licensee.country_id,
            },
        )
        if is_new:
            FactoryAudit.objects.create(
                factory=factory,
                audited_on=AUDITED,
                valid_until=AUDIT_ENDS,
                reference="Demonstration",
            )
        bare = Agreement.objects.filter(licensee=licensee, factory_approvals__isnull=True)
        FactoryApproval.objects.bulk_create(
            FactoryApproval(agreement=agreement, factory=factory) for agreement in bare
        )
        if not licensee.label_issues.exists():
            series = licensee.code.upper()
            LabelIssue.objects.create(
                licensee=licensee,
                first=f"{series}-{1:08}",
                last=f"{series}-{LABELS:08}",
                reference="Demonstration",
            )
    for name in ATHLETES:
        GuardedWord.objects.get_or_create(
            term=name,
            language="",
            defaults={"kind": ATHLETE, "why": "An athlete owns name and likeness."},
        )
