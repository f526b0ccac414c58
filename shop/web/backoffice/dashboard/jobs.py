"""Background jobs: what waits, runs and failed; a failed job is run again or discarded."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from shop.identity.accounts.models import User
from shop.platform.core.numbers import whole_number
from shop.platform.database.job_control import (
    FAILED,
    STATES,
    count_jobs,
    discard_job,
    jobs_in_state,
    run_again,
)
from shop.web.pagination import page_of

LARGEST_ID = 2**63 - 1
NOT_FAILED = "This job has not failed or is already running again."
TABS = {"failed": "Failed", "waiting": "Waiting", "later": "Scheduled", "running": "Running"}


def show_list(request: HttpRequest) -> HttpResponse:
    """List the jobs in a state; POST runs a failed one again, or discards it once confirmed."""
    if request.method == "POST":
        if "discard" in request.POST and "confirm" not in request.POST:
            return _confirm_discard(request)
        _change(request)
        return redirect("dashboard:failed-jobs")
    state = request.GET.get("state", FAILED)
    if state not in STATES:
        state = FAILED
    counts = count_jobs()
    totals = {name: sum(getattr(row, name) for row in counts) for name in STATES}
    context = {
        "page": page_of(request, jobs_in_state(state)),
        "state": state,
        "tabs": [(name, TABS[name], totals[name]) for name in STATES],
        "counts": counts,
    }
    return render(request, "oscar/dashboard/jobs.html", context)


def _confirm_discard(request: HttpRequest) -> HttpResponse:
    """Show what is discarded and ask for confirmation."""
    number = whole_number(request.POST["discard"], LARGEST_ID)
    job = jobs_in_state(FAILED).filter(pk=number or 0).first()
    if job is None:
        messages.error(request, NOT_FAILED)
        return redirect("dashboard:failed-jobs")
    return render(request, "oscar/dashboard/job_discard.html", {"job": job})


def _change(request: HttpRequest) -> None:
    user = request.user
    number = whole_number(request.POST.get("job") or request.POST.get("discard"), LARGEST_ID)
    if number is not None and isinstance(user, User):
        if "discard" in request.POST and discard_job(number, by_id=user.pk):
            messages.success(request, f"Job {number} is discarded.")
            return
        if "job" in request.POST and run_again(number):
            messages.success(request, f"Job {number} is running again.")
            return
    messages.error(request, NOT_FAILED)
