"""Return policies of the dashboard: list, form with history, CSV file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin.models import DELETION
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from licensing.models import ProductCategory
from shop.commerce.markets.models import Market
from shop.orders.returns.models import ReturnPolicy
from shop.orders.returns.policies import remove_policy, save_policy
from shop.web.backoffice.dashboard.record_pages import (
    edit_record,
    import_file,
    list_records,
    log_change,
    record_change,
    style_fields,
)
from shop.web.backoffice.records.forms import RecordForm
from shop.web.backoffice.records.registers import Register
from shop.web.backoffice.shared.tables import Link


class ReturnPolicyForm(RecordForm):
    """The return policy of a market for a category."""

    market = forms.ModelChoiceField(Market.objects.all(), to_field_name="code")
    category = forms.ModelChoiceField(
        ProductCategory.objects.order_by("number"),
        required=False,
        to_field_name="code",
        empty_label="All other categories",
        help_text="The policy also applies to the categories below it that have none.",
    )

    class Meta:
        model = ReturnPolicy
        fields = ("market", "category", "days", "postage", "exclusion")
        labels: ClassVar = {"days": "Days for returns", "postage": "Way back"}
        help_texts: ClassVar = {
            "days": "From the delivery of the item. 0 for no voluntary returns. The right of"
            " withdrawal of 14 days applies besides.",
            "exclusion": "An exception of consumer law. Sealed goods are decided at inspection.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style_fields(self)
        policy = self.instance
        if policy.market_id:
            self.initial["market"] = policy.market.code
            self.initial["category"] = policy.category.code if policy.category else None
        if policy.pk:
            self.fields["market"].disabled = self.fields["category"].disabled = True

    def validate_constraints(self) -> None:
        """Leave the constraints to the service, which names the field."""


@dataclass(frozen=True, slots=True)
class PolicyRegister(Register):
    """Return policies, which a file names by market and category."""

    def address(self, name: str, record: Any) -> str:
        """Return the address of a policy's page."""
        return reverse(name, args=[record.pk])

    def find(self, values: Mapping[str, str]) -> Any:
        """Return the policy of the row's market and category; None for a new one."""
        rows = self.rows().filter(market__code=values.get("market", "").strip())
        code = values.get("category", "").strip()
        return rows.filter(category__code=code).first() if code else _general(rows)


def _general(rows: Any) -> Any:
    return rows.filter(category=None).first()


def _save(policy: Any, form: RecordForm, by_id: int | None) -> ReturnPolicy:
    is_new = policy.pk is None
    saved = save_policy(policy=policy, by_id=by_id)
    log_change(saved, form, by_id, is_new=is_new)
    return saved


POLICIES = PolicyRegister(
    "return-policies",
    "Return policies",
    "return policy",
    "Voluntary returns in each market, by product category, and exceptions from withdrawal.",
    ReturnPolicy,
    ReturnPolicyForm,
    _save,
    (
        ("Market", "market"),
        ("Category", "category_text"),
        ("Days", "days"),
        ("Way back", "get_postage_display"),
        ("Exclusion", "get_exclusion_display"),
    ),
    ("market__name", "market__code", "category__name"),
    ("market", "category__number", "pk"),
    "market",
)


def show_list(request: HttpRequest) -> HttpResponseBase:
    """List the return policies; `format=csv` downloads them for an import."""
    return list_records(
        request,
        POLICIES,
        new="return-policy-new",
        edit="return-policy",
        upload="return-policy-import",
        records=POLICIES.rows().select_related("market", "category"),
    )


def edit(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a return policy, or change one and show its history."""
    policy = get_object_or_404(ReturnPolicy, pk=pk) if pk else None
    links = [Link("Remove", reverse("dashboard:return-policy-remove", args=[pk]))] if pk else []
    return edit_record(request, POLICIES, policy, "return-policies", links=links)


def upload(request: HttpRequest) -> HttpResponse:
    """Import a file of return policies."""
    return import_file(request, POLICIES, "returns.change_returnpolicy", "return-policies")


def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a return policy after confirmation."""
    policy = get_object_or_404(ReturnPolicy, pk=pk)
    if request.method == "POST":
        by_id = int(request.user.pk or 0)
        record_change(policy, by_id, DELETION, f"Return policy of {policy}")
        remove_policy(policy=policy, by_id=by_id)
        messages.success(request, "Return policy removed.")
        return redirect("dashboard:return-policies")
    return render(request, "oscar/dashboard/returns/remove_policy.html", {"policy": policy})
