"""The form of a holder's decision about a stage, of one version or of several at once."""

from collections.abc import Collection
from typing import Any

from django import forms

from catalog.approvals.conditions import NewCondition
from catalog.approvals.decisions import required_stages
from catalog.models import Approval
from licensing.models import RightsHolder
from shop.web.typed_fields import NameChoiceField

MOST_CONDITIONS = 20


class StageForm(forms.Form):
    """A holder's decision about a stage; conditions are given one a line."""

    holder = NameChoiceField(RightsHolder.objects.none())
    stage = forms.ChoiceField(choices=Approval.Stage)
    verdict = forms.ChoiceField(choices=Approval.Verdict)
    before_release = forms.CharField(
        required=False,
        max_length=4000,
        label="Conditions to meet before release, one per line",
        help_text="The product goes on sale once the licensee has confirmed all of them.",
        widget=forms.Textarea({"rows": 2}),
    )
    later = forms.CharField(
        required=False,
        max_length=4000,
        label="Other conditions, one per line",
        widget=forms.Textarea({"rows": 2}),
    )
    conditions = forms.CharField(
        required=False,
        max_length=2000,
        label="Note, or reason for rejection",
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, data: Any, holders: Collection[RightsHolder], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        rows = RightsHolder.objects.filter(pk__in=[holder.pk for holder in holders])
        self.fields["holder"].queryset = rows  # type: ignore[attr-defined]
        if len(holders) == 1:
            self.initial.setdefault("holder", next(iter(holders)).pk)
        wanted = {stage for holder in holders for stage in required_stages(holder)}
        self.fields["stage"].choices = [  # type: ignore[attr-defined]
            (value, label) for value, label in Approval.Stage.choices if value in wanted
        ]
        for field in self.fields.values():
            is_text = isinstance(field.widget, forms.Textarea)
            field.widget.attrs["class"] = "textarea" if is_text else "select"

    def clean(self) -> dict[str, Any]:
        """Refuse conditions of a rejection, and more than a person reads."""
        form_data: dict[str, Any] = self.cleaned_data
        attached = self.attached()
        if form_data.get("verdict") == Approval.Verdict.REJECTED and attached:
            self.add_error(
                "verdict",
                "Conditions can only be set with an approval. To reject, enter the reason below.",
            )
        if len(attached) > MOST_CONDITIONS:
            self.add_error("later", f"At most {MOST_CONDITIONS} conditions.")
        return form_data

    def attached(self) -> list[NewCondition]:
        """Return the conditions, a line each."""
        return [
            NewCondition(line.strip(), before_release=name == "before_release")
            for name in ("before_release", "later")
            for line in self.cleaned_data.get(name, "").splitlines()
            if line.strip()
        ]

    def decision(self) -> dict[str, Any]:
        """Return the decision as keywords of the services."""
        form_data = self.cleaned_data
        names = ("holder", "stage", "verdict", "conditions")
        return {**{name: form_data[name] for name in names}, "attached": self.attached()}
