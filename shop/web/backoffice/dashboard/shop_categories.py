"""Shop categories of the dashboard: tree, form with history, CSV export and import."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from catalog.media.category_pictures import remove_category_picture, set_category_picture
from catalog.media.file_checks import LIMITS
from catalog.media.problems import megabytes
from catalog.models import Category
from catalog.shop_categories import save_shop_category, unplaced_categories
from licensing.models import ProductCategory
from shop.web.backoffice.dashboard.record_pages import (
    edit_record,
    import_file,
    log_change,
    style_fields,
)
from shop.web.backoffice.dashboard.stock_forms import StyledForm
from shop.web.backoffice.records.forms import WORDS_LIST, RecordForm
from shop.web.backoffice.records.registers import Register
from shop.web.backoffice.records.saving import download
from shop.web.backoffice.shared.tables import Link
from shop.web.pagination import page_of
from shop.web.typed_fields import NumberField

LANGUAGES = dict(settings.LANGUAGES)
NAMES = tuple(f"name_{language}" for language in LANGUAGES)
DESCRIPTIONS = tuple(f"description_{language}" for language in LANGUAGES)


class ShopCategoryForm(RecordForm):
    """A shop category: its place, its texts in each language and its product categories."""

    slug = NumberField(
        max_length=100,
        label="Code",
        help_text="Part of the address, for example caps. It cannot be changed.",
    )
    parent = forms.ModelChoiceField(
        Category.objects.order_by("path"),
        required=False,
        empty_label="None",
        to_field_name="slug",
        label="Below",
    )
    position = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=10_000,
        help_text="1 is the first below the same category. Leave blank for the last.",
    )
    product_categories = forms.CharField(
        required=False,
        max_length=2000,
        help_text=f"Codes of the product categories whose products are placed here. {WORDS_LIST}",
    )

    class Meta:
        model = Category
        fields = ("slug", "is_public", *NAMES, *DESCRIPTIONS)
        labels: ClassVar = {"is_public": "Public"} | {
            f"{name}_{code}": f"{name.capitalize()}: {language}"
            for name in ("name", "description")
            for code, language in LANGUAGES.items()
        }
        help_texts: ClassVar = {"is_public": "A hidden category also hides those below it."}
        widgets: ClassVar = {name: forms.Textarea({"rows": 3}) for name in DESCRIPTIONS}

    field_order = ("slug", "parent", "position", "is_public", "product_categories")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name_en"].required = True
        style_fields(self, "is_public")
        category = self.instance
        if category.pk and not category._state.adding:  # noqa: SLF001  Django's documented name
            self.fields["slug"].disabled = True
            parent = category.get_parent()
            siblings = parent.get_children() if parent else Category.get_root_nodes()
            before = siblings.filter(path__lt=category.path).count()
            codes = category.assignments.order_by("rights_category__number")
            self.initial["parent"] = parent.slug if parent else ""
            self.initial["position"] = before + 1
            self.initial["product_categories"] = " ".join(
                codes.values_list("rights_category__code", flat=True)
            )

    def clean_product_categories(self) -> list[ProductCategory]:
        """Return the product categories. Each code must exist, and have none below it."""
        text = self.cleaned_data["product_categories"].replace(",", " ").replace(";", " ")
        codes = list(dict.fromkeys(text.split()))
        rows = {row.code: row for row in ProductCategory.objects.filter(code__in=codes)}
        if unknown := [code for code in codes if code not in rows]:
            raise forms.ValidationError(f"Unknown product categories: {', '.join(unknown)}.")
        if branches := [code for code in codes if not rows[code].is_leaf]:
            message = f"{', '.join(branches)}: products belong to the categories below."
            raise forms.ValidationError(message)
        return [rows[code] for code in codes]


class PictureForm(StyledForm):
    """A new picture of a category."""

    picture = forms.FileField(
        help_text="A wide JPEG, PNG, WebP or AVIF. Its middle is shown above the products."
    )

    def clean_picture(self) -> Any:
        """Refuse a file that is too large before it is read."""
        file = self.cleaned_data["picture"]
        if file.size > LIMITS.size:
            raise forms.ValidationError(f"The picture is larger than {megabytes(LIMITS.size)}.")
        return file


def _save(category: Any, form: RecordForm, by_id: int | None) -> Category:
    """Save a category through its service and record who changed which fields."""
    is_new = category.pk is None
    saved = save_shop_category(
        category=category,
        parent=form.cleaned_data["parent"],
        position=form.cleaned_data["position"],
        assigned=form.cleaned_data["product_categories"],
    )
    log_change(saved, form, by_id, is_new=is_new)
    return saved


CATEGORIES = Register(
    "shop-categories",
    "Shop categories",
    "shop category",
    "Categories by which customers browse products.",
    Category,
    ShopCategoryForm,
    _save,
    (),
    ("name", "slug"),
    ("path",),
    "slug",
)


def show_list(request: HttpRequest) -> HttpResponseBase:
    """List the categories in the order of the tree; `format=csv` downloads them for an import."""
    rows = CATEGORIES.rows()
    if request.GET.get("format") == "csv":
        return download(CATEGORIES, rows)
    person: Any = request.user
    context = {
        "page": page_of(request, rows.prefetch_related("assignments__rights_category")),
        "unplaced": list(unplaced_categories()),
        "may_add": person.has_perm("catalogue.add_category"),
        "may_change": person.has_perm("catalogue.change_category"),
    }
    return render(request, "oscar/dashboard/categories/list.html", context)


def edit(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Add a category, or change one and show its history."""
    category = get_object_or_404(Category, slug=slug) if slug else None
    address = reverse("dashboard:shop-category-picture", args=[slug]) if category else ""
    links = [Link("Picture", address)] if address else []
    return edit_record(request, CATEGORIES, category, "shop-categories", links=links)


def change_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """Replace or remove the picture of a category."""
    category = get_object_or_404(Category, slug=slug)
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.POST.get("remove"):
        remove_category_picture(category=category)
        messages.success(request, "Picture removed.")
        return redirect("dashboard:shop-category", slug)
    if form.is_valid():
        file = form.cleaned_data["picture"]
        problem = set_category_picture(category=category, name=file.name, content=file.read())
        if problem is None:
            messages.success(request, "Picture saved.")
            return redirect("dashboard:shop-category", slug)
        form.add_error("picture", problem.message)
    context = {"category": category, "form": form}
    status = 422 if form.errors else 200
    return render(request, "oscar/dashboard/categories/picture.html", context, status=status)


def upload(request: HttpRequest) -> HttpResponse:
    """Import a file of categories."""
    return import_file(request, CATEGORIES, "catalogue.change_category", "shop-categories")
