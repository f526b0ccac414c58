"""The page of an invitation's link. Opening it does not use up the link."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django import forms
from django.contrib.auth import login, password_validation
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop.identity.accounts.models import User
from shop.identity.team.invitations import NewMember, accept_invitation, open_invitation
from shop.platform.core.errors import DomainError
from shop.web.backoffice.shared.forms import DeskForm

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
REFUSALS = {
    "invitation_ended": "This link is no longer valid. It was used, withdrawn, replaced by "
    "a newer one, or is more than seven days old. Ask for a new "
    "invitation.",
    "address_taken": "There is already an account with this email address. Ask for an "
    "invitation to another address, or ask the shop's staff to move the "
    "account.",
}


class JoinForm(DeskForm):
    """Name and password of the new team member."""

    first_name = forms.CharField(max_length=150)
    last_name = forms.CharField(max_length=150)
    password = forms.CharField(
        max_length=200,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text="At least eight characters, and not a common password.",
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Refuse a password that is easily guessed."""
        form_data = super().clean() or self.cleaned_data
        if password := form_data.get("password"):
            names = {name: form_data.get(name, "") for name in ("first_name", "last_name")}
            try:
                password_validation.validate_password(password, User(email=self.email, **names))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return form_data


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show an invitation, or create the account and sign in."""
    try:
        invitation = open_invitation(token)
        form = JoinForm(request.POST if request.method == "POST" else None, email=invitation.email)
        if form.is_valid():
            user = accept_invitation(token=token, joining=NewMember(**form.cleaned_data))
            login(request, user, backend=BACKEND)
            # The password was typed just now: the second factor may be set up without it.
            record_authentication(request, user, method="password", reauthenticated=True)
            return redirect("licensee:overview")
    except DomainError as error:
        refused = {"refusal": REFUSALS[error.code]}
        return render(request, "licensee/join.html", refused, status=410)
    context = {"form": form, "invitation": invitation}
    return render(request, "licensee/join.html", context, status=422 if form.errors else 200)
