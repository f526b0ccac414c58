"""The page of a staff invitation's link. Opening it does not use up the link."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop.identity.staff.invitations import NewColleague, accept_invitation, find_invitation
from shop.identity.staff.mails import role_names
from shop.platform.core.errors import DomainError
from shop.web.backoffice.shared.join_form import BACKEND, JoinForm

REFUSALS = {
    "invitation_ended": "This link is no longer valid. It was used, withdrawn, replaced by a newer"
    " one, or has expired. Ask for a new invitation.",
    "staff_refused": "There is already an account with this email address. Ask for an invitation"
    " to another address.",
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show an invitation, or create the account and sign in."""
    try:
        invitation = find_invitation(token)
        form = JoinForm(request.POST if request.method == "POST" else None, email=invitation.email)
        if form.is_valid():
            user = accept_invitation(token=token, joining=NewColleague(**form.cleaned_data))
            login(request, user, backend=BACKEND)
            # The password was typed just now: the second factor may be set up without it.
            record_authentication(request, user, method="password", reauthenticated=True)
            return redirect("rights:overview" if user.holder_id else "dashboard:index")
    except DomainError as error:
        refused = {"refusal": REFUSALS[error.code]}
        return render(request, "backoffice/join.html", refused, status=410)
    context = {"form": form, "invitation": invitation, "roles": role_names(invitation.roles)}
    status = 422 if form.errors else 200
    return render(request, "backoffice/join.html", context, status=status)
