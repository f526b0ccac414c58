"""Background jobs that failed permanently, with a button to run one again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from shop.platform.database.failed_jobs import failed_jobs, run_again
from shop.web.pagination import page_of

LARGEST_ID = 2**63 - 1


def show_list(request: HttpRequest) -> HttpResponse:
    """List failed jobs; POST runs one again."""
    if request.method == "POST":
        number = request.POST.get("job", "")
        is_failed = number.isascii() and number.isdecimal() and int(number) <= LARGEST_ID
        if is_failed and run_again(int(number)):
            messages.success(request, f"Job {number} is running again.")
        else:
            messages.error(request, "This job has not failed or is already running again.")
        return redirect("dashboard:failed-jobs")
    return render(request, "oscar/dashboard/jobs.html", {"page": page_of(request, failed_jobs())})
