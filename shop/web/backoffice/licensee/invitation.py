"""The page of an invitation's link. Opening it does not use up the link."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop.identity.team.invitations import NewMember, accept_invitation, open_invitation
from shop.platform.core.errors import DomainError
from shop.web.backoffice.shared.join_form import BACKEND, JoinForm

REFUSALS = {
    "invitation_ended": "This link is no longer valid. It was used, withdrawn, replaced by "
    "a newer one, or is more than seven days old. Ask for a new "
    "invitation.",
    "address_taken": "There is already an account with this email address. Ask for an "
    "invitation to another address, or ask the shop's staff to move the "
    "account.",
}


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
