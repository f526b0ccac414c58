"""Steps of an agreement's life cycle: each has a page that describes its effect."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from licensing import services
from licensing.models import Agreement
from shop.identity.accounts.models import User
from shop.identity.accounts.roles import may_stop_sales, may_write_rights, visibility_of
from shop.orders.denials.impact import impact_of
from shop.platform.core.errors import DomainError
from shop.platform.core.local_time import LocalTimeUnclear, parse_local
from shop.platform.database.clock import clock_now
from shop.web.backoffice.rights.access import person_of
from shop.web.backoffice.rights.conflicts import conflicts_in_words, consents_in_words
from shop.web.typed_fields import DayField

Status = Agreement.Status
BEFORE_IN_FORCE = frozenset({"submit", "sign", "activate"})  # steps that show conflicts
PermissionCheck = Callable[[User], bool]
Act = Callable[[Agreement, int, dict[str, Any], datetime], object]


class StepForm(forms.Form):
    """The fields of a step; fields that it does not need are left out."""

    signed_on = DayField(
        label="Signed on", widget=forms.DateInput(attrs={"type": "date", "class": "input"})
    )
    effective_at = forms.CharField(
        required=False,
        max_length=40,
        label="In effect from",
        help_text="Leave blank for now. Local time of the agreement, for example 2027-01-01T00:00.",
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )
    despite_conflicts = forms.BooleanField(
        label="Record the signature despite these conflicting grants",
        help_text="The agreement cannot be activated until the conflicts are resolved.",
    )
    confirm = forms.CharField(
        max_length=60, widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"})
    )
    reason = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"class": "textarea", "rows": 4}),
    )

    def __init__(self, *args: Any, asks: tuple[str, ...], agreement: Agreement) -> None:
        super().__init__(*args)
        self.agreement = agreement
        for name in set(self.fields) - set(asks):
            del self.fields[name]
        if "confirm" in self.fields:
            self.fields["confirm"].label = f"Type {agreement.number} to confirm"
        if "despite_conflicts" in self.fields and not _is_blocked(agreement):
            del self.fields["despite_conflicts"]

    def clean_confirm(self) -> str:
        """Refuse another number than the agreement's."""
        typed = str(self.cleaned_data["confirm"]).strip()
        if typed != self.agreement.number:
            raise forms.ValidationError(f"Type {self.agreement.number} exactly as shown.")
        return typed

    def clean_effective_at(self) -> datetime | None:
        """Return the instant; None for at once."""
        text = self.cleaned_data["effective_at"]
        try:
            return parse_local(text, self.agreement.time_zone) if text else None
        except LocalTimeUnclear as error:
            raise forms.ValidationError(str(error)) from error


@dataclass(frozen=True, slots=True)
class AgreementStep:
    """A step: the status it starts from, its permission, its form fields and its effect."""

    name: str
    label: str
    effect: str
    statuses: frozenset[str]
    check: PermissionCheck
    act: Act
    asks: tuple[str, ...] = ()
    stops: bool = False


def _timed(service: Callable[..., None]) -> Act:
    def act(agreement: Agreement, by: int, form_data: dict[str, Any], at: datetime) -> None:
        service(
            agreement=agreement,
            by_id=by,
            reason=form_data["reason"],
            at=at,
            effective_at=form_data["effective_at"] or at,
        )

    return act


def _plain(service: Callable[..., None]) -> Act:
    def act(agreement: Agreement, by: int, form_data: dict[str, Any], at: datetime) -> None:
        service(agreement=agreement, by_id=by, at=at, **form_data)

    return act


def _next_version(agreement: Agreement, by: int, _: dict[str, Any], __: datetime) -> Agreement:
    return services.draft_next_version(agreement=agreement, created_by_id=by)


def _step(
    name: str, label: str, effect: str, status: str, act: Act, *asks: str, stops: bool = False
) -> AgreementStep:
    check = may_stop_sales if stops else may_write_rights
    return AgreementStep(name, label, effect, frozenset({status}), check, act, asks, stops)


STEPS = {
    step.name: step
    for step in (
        _step(
            "submit",
            "Send to review",
            "Terms and grants cannot be edited until a reviewer returns the draft.",
            Status.DRAFT,
            _plain(services.submit_agreement),
        ),
        _step(
            "return",
            "Return to draft",
            "The author may edit terms and grants again.",
            Status.IN_REVIEW,
            _plain(services.return_agreement),
            "reason",
        ),
        _step(
            "sign",
            "Record signature",
            "From now on terms and grants can only be changed with a new version.",
            Status.IN_REVIEW,
            _plain(services.sign_agreement),
            "signed_on",
            "despite_conflicts",
        ),
        _step(
            "activate",
            "Activate",
            "Products can be sold as soon as the windows of the grants open. The version "
            "that this one supersedes is closed. The author cannot do this step.",
            Status.SIGNED,
            _plain(services.activate_agreement),
        ),
        _step(
            "suspend",
            "Suspend",
            "From that time, no product made under this agreement can be sold until it is "
            "resumed. Its exclusive grants stay in force.",
            Status.ACTIVE,
            _timed(services.suspend_agreement),
            "effective_at",
            "reason",
            stops=True,
        ),
        _step(
            "resume",
            "Resume",
            "The suspension ends immediately, and products covered by the grants can be "
            "sold again.",
            Status.ACTIVE,
            _plain(services.resume_agreement),
        ),
        _step(
            "revoke",
            "Revoke",
            "The agreement ends permanently at that time, without a sell-off period. No "
            "product made under it can be sold. This cannot be undone.",
            Status.ACTIVE,
            _timed(services.revoke_agreement),
            "effective_at",
            "reason",
            "confirm",
            stops=True,
        ),
        _step(
            "next-version",
            "Draft a new version",
            "Terms and grants are copied into a draft. This version stays in force until the "
            "draft is signed and activated.",
            Status.ACTIVE,
            _next_version,
        ),
    )
}

DONE = {
    "submit": "Agreement sent to review.",
    "return": "Agreement returned to draft.",
    "sign": "Signature recorded.",
    "activate": "Agreement activated.",
    "suspend": "Suspension saved.",
    "resume": "Agreement resumed.",
    "revoke": "Revocation saved.",
    "next-version": "New version drafted.",
}


def may_take_steps(user: User) -> bool:
    """Return whether any step is open to the person; each step checks its own permission."""
    return may_write_rights(user) or may_stop_sales(user)


def steps_of(user: Any, agreement: Agreement) -> list[AgreementStep]:
    """Return the steps that a person may take now."""
    suspended = agreement.suspended_from is not None
    return [
        step
        for step in STEPS.values()
        if agreement.status in step.statuses
        and step.check(user)
        and (step.name != "resume" or suspended)
    ]


def take_step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Show the effect of a step, and take it when it is confirmed."""
    agreement = get_object_or_404(visibility_of(person_of(request)).agreements(), pk=pk)
    step = next(
        (step for step in steps_of(person_of(request), agreement) if step.name == name), None
    )
    if step is None:
        state = agreement.get_status_display().lower()
        messages.error(request, f"{agreement} is {state}: this step is not available to you.")
        return redirect("rights:agreement", pk=pk)
    data = request.POST if request.method == "POST" else None
    form = StepForm(data, asks=step.asks, agreement=agreement)
    if form.is_valid():
        try:
            made = step.act(agreement, person_of(request).pk, form.cleaned_data, clock_now())
        except DomainError as refusal:
            form.add_error(_field(refusal, form), _wording(refusal, agreement))
        else:
            messages.success(request, DONE[step.name])
            return redirect("rights:agreement", pk=made.pk if isinstance(made, Agreement) else pk)
    now = clock_now()
    context = {
        "agreement": agreement,
        "step": step,
        "form": form,
        "conflicts": conflicts_in_words(agreement) if step.name in BEFORE_IN_FORCE else [],
        "consents": consents_in_words(agreement) if step.name in BEFORE_IN_FORCE else [],
        "impact": impact_of(agreement=agreement, kind=step.name, at=now) if step.stops else None,
    }
    status = 422 if form.errors else 200
    return render(request, "rights/move.html", context, status=status)


def _is_blocked(agreement: Agreement) -> bool:
    return any(conflict.rival.live for conflict in services.find_agreement_conflicts(agreement))


def _field(refusal: DomainError, form: StepForm) -> str | None:
    field = "effective_at" if refusal.code == "back_dated" else None
    return field if field in form.fields else None


def _wording(refusal: DomainError, agreement: Agreement) -> str:
    words = {
        "second_person_needed": (f"You drafted {agreement}, so a colleague has to activate it."),
        "back_dated": "Enter a time in the future, or leave the field blank for now.",
        "agreement_state_conflict": f"{agreement} has been changed. Reload the page.",
        "agreement_locked": f"{agreement} already has a newer version.",
        "grant_clash": f"This agreement {refusal}.",
    }
    return words.get(refusal.code, f"Not possible: {refusal}.")
