"""One product of the licensee: its content, prices and stock, and the forms that change it."""

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from catalog.approvals.drafts import discard_draft, get_or_create_draft
from catalog.approvals.stages import submit_version
from catalog.imports.plan import ArticleState
from catalog.media.services import find_review_pictures
from catalog.models import Product, ProductVersion
from shop.commerce.inventory.models import Location
from shop.commerce.inventory.staff_queries import records_of
from shop.commerce.listing.product_status import product_statuses
from shop.commerce.markets.models import Market, TaxClass
from shop.commerce.pricing.price_matrix import price_lines
from shop.identity.accounts.roles import may_edit_catalog, may_keep_stock
from shop.identity.tenancy import own_rows
from shop.imports.apply.editing import EditResult, create_article, edit_article, get_article
from shop.imports.errors import EditConflict
from shop.platform.core.errors import DomainError
from shop.platform.core.numbers import whole_number
from shop.platform.database.clock import database_now
from shop.web.backoffice.licensee.access import PortalRequest
from shop.web.backoffice.licensee.catalog import why
from shop.web.backoffice.licensee.product_form import (
    ArticleForm,
    article_form,
    family_form,
    label_of,
)
from shop.web.locale_names import language_name

Status = ProductVersion.Status
FACTS_APART = ("title_", "description_", "warnings_", "price_", "stock_", "image_")
SAVED = "Saved."
TO_DRAFT = "Saved as a draft. The product on sale does not change until the rights holders approve."
NO_DRAFT = (
    "This version is no longer a draft, or it is the product's only version. Reload the page."
)
MEANWHILE = "Someone else changed this while you were editing. Your input is kept here."


def own_article(request: PortalRequest, pk: int) -> Product:
    """Return a product or variant of the licensee's; another's does not exist."""
    rows = own_rows(Product.objects.all(), request.licensee, "licensee", "parent__licensee")
    return get_object_or_404(rows.select_related("parent", "licensee"), pk=pk, upc__isnull=False)


def show(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Show an article: status, texts, pictures, prices, stock and versions."""
    article, at = own_article(request, pk), database_now()
    top, state = article.top, get_article(request.licensee, article.sku)
    status_detail = product_statuses([top], at)[top.pk]
    versions = versions_of(top)
    context = {
        "article": article,
        "top": top,
        "tax_class": dict(TaxClass.choices).get(top.tax_class, top.tax_class),
        "status_detail": status_detail,
        "reasons": why(status_detail),
        "facts": _facts(state),
        "texts": _texts(state),
        "pictures": find_review_pictures(versions[0]) if versions else top.pictures,
        "versions": versions,
        "draft": next((version for version in versions if version.status == Status.DRAFT), None),
        "lines": price_lines(article, list(Market.objects.all()), at),
        "records": records_of(article.pk),
        "variants": top.children.order_by("size_position", "pk"),
        "may_edit": may_edit_catalog(request.person),
        "may_keep_stock": may_keep_stock(request.person),
    }
    return render(request, "licensee/product.html", context)


def edit(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Change facts, texts, marks and category of an article."""
    article = own_article(request, pk)
    state = get_article(request.licensee, article.sku)
    form = article_form(request.POST or None, request.licensee, state)
    if form.is_valid() and _edited(request, article, form):
        return redirect("licensee:product", pk=pk)
    return _form_page(request, form, article=article, title=f"Edit {article.sku}")


def create(request: PortalRequest) -> HttpResponseBase:
    """Make a new product that is sold by itself, or a variant of the product `parent`."""
    parent, extra = None, {}
    if parent_pk := request.GET.get("parent", ""):
        parent = own_article(request, whole_number(parent_pk) or 0)
        extra = {"parent_sku": parent.sku}
    structure = Product.CHILD if parent else ""
    form = article_form(request.POST or None, request.licensee, None, structure=structure)
    if form.is_valid():
        cells = form.cells | extra
        made = create_article(licensee=request.licensee, by_id=request.person.pk, cells=cells)
        form.add_problems(made.problems)
        if not made.refused:
            _tell(request, made, form)
            product = Product.objects.get(upc=form.cells["licensee_sku"].strip())
            return redirect("licensee:product", pk=product.pk)
    title = f"New variant of {parent.sku}" if parent else "New product"
    return _form_page(request, form, article=parent, title=title)


def price(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Set prices, market by market; they are live at once."""
    article, at = own_article(request, pk), database_now()
    state = get_article(request.licensee, article.sku)
    lines = price_lines(article, list(Market.objects.all()), at)
    names = [f"price_{line.market.code}" for line in lines]
    form = family_form(request.POST or None, request.licensee, state.values, names)
    if form.is_valid() and _edited(request, article, form):
        return redirect("licensee:product", pk=pk)
    rows = [(line, form[name]) for line, name in zip(lines, names, strict=True)]
    context = {"form": form, "article": article, "rows": rows}
    status = 422 if form.errors else 200
    return render(request, "licensee/product_prices.html", context, status=status)


def count(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Record the first count of an item at a location."""
    article = own_article(request, pk)
    reference = records_of(article.pk).filter(product=article).values("location")
    places = (
        Location.objects.filter(active=True).exclude(pk__in=reference) if _is_sold(article) else []
    )
    names = {f"stock_{place.code.lower()}": place for place in places}
    form = family_form(request.POST or None, request.licensee, {}, names)
    if form.is_valid() and _edited(request, article, form):
        return redirect("licensee:product", pk=pk)
    for name, place in names.items():
        form.fields[name].label = place.name
    return _form_page(request, form, article=article, title=f"First stock of {article.sku}")


def draft(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Create, submit or discard the draft."""
    top = own_article(request, pk).top
    do = request.POST.get("do", "")
    try:
        if do == "begin":
            get_or_create_draft(product=top, by_id=request.person.pk)
            messages.success(request, "Draft created from the latest version.")
        elif do in {"submit", "discard"}:
            _leave_draft(request, top, do)
    except DomainError:
        messages.error(request, NO_DRAFT)
    return redirect("licensee:product", pk=pk)


def versions_of(top: Product) -> list[ProductVersion]:
    """Return a product's versions that count, the newest first."""
    rows = ProductVersion.objects.filter(product=top).exclude(status=Status.SUPERSEDED)
    return list(rows.select_related("product", "created_by").order_by("-number"))


def _leave_draft(request: PortalRequest, top: Product, do: str) -> None:
    number = whole_number(request.POST.get("version")) or 0
    rows = ProductVersion.objects.filter(product=top).select_related("product")
    version = get_object_or_404(rows, number=number)
    if do == "submit":
        submit_version(version=version, by_id=request.person.pk, at=database_now())
        messages.success(request, "Submitted for approval.")
    else:
        discard_draft(version=version)
        messages.success(request, "Draft discarded.")


def _edited(request: PortalRequest, article: Product, form: ArticleForm) -> bool:
    try:
        done = edit_article(
            licensee=request.licensee,
            by_id=request.person.pk,
            sku=article.sku,
            cells=form.cells,
            seen=form.known,
        )
    except EditConflict as moved:
        columns: list[str] = moved.data["columns"]  # type: ignore[assignment]
        now = get_article(request.licensee, article.sku).values
        form.add_error(None, MEANWHILE)
        for name in columns:
            form.add_error(
                name, f"Current value: {now.get(name, '') or 'none'}. Save to use yours."
            )
        form.restart_from(now)
        return False
    form.add_problems(done.problems)
    if not done.refused:
        _tell(request, done, form)
    return not done.refused


def _tell(request: PortalRequest, done: EditResult, form: ArticleForm) -> None:
    """Show a message about the saved changes, with warnings."""
    messages.success(request, TO_DRAFT if done.waits else SAVED)
    for problem in done.problems:
        if problem.column in form.columns:
            messages.warning(
                request, f"{label_of(problem.column)}: {problem.message} {problem.fix}"
            )
    if done.others:
        listed = ", ".join(map(label_of, done.others))
        messages.warning(request, f"Someone else has changed: {listed}. These changes are kept.")


def _form_page(
    request: PortalRequest, form: ArticleForm, *, title: str, article: Product | None = None
) -> HttpResponseBase:
    context = {"form": form, "article": article, "title": title}
    status = 422 if form.errors else 200
    return render(request, "licensee/product_form.html", context, status=status)


def _is_sold(article: Product) -> bool:
    return article.structure != Product.PARENT


def _facts(state: ArticleState) -> list[tuple[str, str]]:
    return [
        (label_of(name), value)
        for name, value in state.values.items()
        if value and not name.startswith(FACTS_APART)
    ]


def _texts(state: ArticleState) -> list[tuple[str, str, str]]:
    codes = dict.fromkeys(
        name.rpartition("_")[2]
        for name, value in state.values.items()
        if value and name.startswith(("title_", "description_"))
    )
    return [
        (
            language_name(code),
            state.values.get(f"title_{code}", ""),
            state.values.get(f"description_{code}", ""),
        )
        for code in codes
    ]
