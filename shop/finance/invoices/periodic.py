"""Scheduled issue of documents."""

from procrastinate.contrib.django import app

from shop.finance.invoices.issuing import issue_due_documents


@app.periodic(cron="* * * * * */5", periodic_id="issue_documents")
@app.task(name="invoices.issue", queueing_lock="invoices.issue", pass_context=False)
def issue_documents_job(timestamp: int) -> None:
    """Issue invoices and credit notes of new postings, every 5 seconds."""
    issue_due_documents()


@app.periodic(cron="40 1 * * *", periodic_id="issue_missing_documents")
@app.task(name="invoices.issue_all", queueing_lock="invoices.issue_all", pass_context=False)
def issue_all_documents_job(timestamp: int) -> None:
    """Issue documents of all postings that have none, at 01:40 UTC."""
    issue_due_documents(everything=True)
