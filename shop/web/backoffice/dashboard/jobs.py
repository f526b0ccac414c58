"""Background jobs: what waits, runs and failed; a failed job is run again or discarded."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from shop.identity.accounts.models import User
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
TABS = {"failed": "Failed", "waiting": "Waiting", "later": "Scheduled", "running": "Running"}


def show_list(request: HttpRequest) -> HttpResponse:
    """List the jobs in a state; POST runs a failed one again or discards it."""
    if request.method == "POST":
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


def _change(request: HttpRequest) -> None:
    user = request.user
    number = request.POST.get("job") or request.POST.get("discard") or ""
    is_number = number.isascii() and number.isdecimal() and int(number) <= LARGEST_ID
    if is_number and isinstance(user, User):
        if "discard" in request.POST and discard_job(int(number), by_id=user.pk):
            messages.success(request, f"Job {number} is discarded.")
            return
        if "job" in request.POST and run_again(int(number)):
            messages.success(request, f"Job {number} is running again.")
            return
    messages.error(request, "This job has not failed or is already running again.")
