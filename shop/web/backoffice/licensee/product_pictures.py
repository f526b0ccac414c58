"""The pictures of a product's draft: a new one, their order, texts by language, focal points."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from catalog.approvals.drafts import get_or_create_draft
from catalog.errors import NotInReview
from catalog.imports.columns import PICTURES
from catalog.media.picture_order import (
    append_picture,
    move_picture,
    remove_picture,
    update_picture,
)
from catalog.media.services import MOST_ALT, find_review_pictures
from catalog.models import Product, ProductImage, ProductVersion
from shop.web.backoffice.licensee.access import PortalRequest
from shop.web.backoffice.licensee.products import own_article, versions_of
from shop.web.backoffice.review.commenting import board, click_in_percent
from shop.web.backoffice.shared.forms import DeskForm
from shop.web.locale_names import language_name

Status = ProductVersion.Status
ALT = "alt_"
FROZEN = "This picture belongs to a version that is no longer a draft. Reload the page."
FULL = f"A product can have at most {PICTURES} pictures. Remove one first."


class PictureForm(DeskForm):
    """A new picture and its description."""

    file = forms.FileField(
        label="Picture",
        help_text="JPEG, PNG, WebP, AVIF or TIFF of at most 15 MB, 2000 pixels wide or more.",
        allow_empty_file=True,
        widget=forms.ClearableFileInput({"accept": "image/*"}),
    )
    alt_en = forms.CharField(
        required=False,
        max_length=MOST_ALT,
        label="Alternative text (English)",
    )


class PictureEditForm(DeskForm):
    """The focal point in percent, and texts by language."""

    left = forms.FloatField(min_value=0, max_value=100, label="Focal point from the left (%)")
    top = forms.FloatField(min_value=0, max_value=100, label="Focal point from the top (%)")

    def __init__(self, data: Any, image: ProductImage) -> None:
        texts = {f"{ALT}{code}": getattr(image, f"{ALT}{code}") for code, _ in settings.LANGUAGES}
        place = {"left": round(image.focal_x * 100, 1), "top": round(image.focal_y * 100, 1)}
        super().__init__(data and click_in_percent(data, image), initial=texts | place)
        for code, _ in settings.LANGUAGES:
            self.fields[f"{ALT}{code}"] = forms.CharField(
                required=False,
                max_length=MOST_ALT,
                label=f"What it shows: {language_name(code)}",
                widget=forms.TextInput({"class": "input"}),
            )

    @property
    def dot(self) -> tuple[int, int]:
        """The stored focal point, in thousandths."""
        return int(self.initial["left"] * 10), int(self.initial["top"] * 10)

    @property
    def focus(self) -> tuple[float, float]:
        """The focal point, from 0 to 1."""
        return self.cleaned_data["left"] / 100, self.cleaned_data["top"] / 100

    @property
    def alts(self) -> dict[str, str]:
        """Texts by language."""
        return {code: self.cleaned_data[f"{ALT}{code}"] for code, _ in settings.LANGUAGES}


def show(request: PortalRequest, pk: int) -> HttpResponseBase:
    """Show the draft's pictures, and take a new one."""
    top = own_article(request, pk).top
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _appended(request, top, form):
        return redirect("licensee:product_pictures", pk=pk)
    versions = versions_of(top)
    last = versions[0] if versions else None
    context = {
        "article": top,
        "form": form,
        "version": last,
        "is_draft": last is not None and last.status == Status.DRAFT,
        "pictures": find_review_pictures(last) if last else top.pictures,
    }
    status = 422 if form.errors else 200
    return render(request, "licensee/product_pictures.html", context, status=status)


def edit(request: PortalRequest, pk: int, number: int) -> HttpResponseBase:
    """Change one picture of the draft: by a button, by a click on it, or by its form."""
    top = own_article(request, pk).top
    image = get_object_or_404(
        ProductImage.every.select_related("version").filter(version__product=top), pk=number
    )
    do = request.POST.get("do", "")
    form = PictureEditForm(request.POST if request.method == "POST" and not do else None, image)
    try:
        if do:
            _arrange(image, do)
            return redirect("licensee:product_pictures", pk=pk)
        if form.is_valid() and _retouched(request, image, form):
            return redirect("licensee:product_picture", pk=pk, number=number)
    except NotInReview:
        messages.error(request, FROZEN)
        return redirect("licensee:product_pictures", pk=pk)
    context = {"article": top, "form": form, **board(image)}
    context |= {"image": image, "is_draft": image.version.status == Status.DRAFT}
    status = 422 if form.errors else 200
    return render(request, "licensee/product_picture.html", context, status=status)


def _appended(request: PortalRequest, top: Product, form: PictureForm) -> bool:
    file = form.cleaned_data["file"]
    try:
        with transaction.atomic():
            draft = get_or_create_draft(product=top, by_id=request.person.pk)
            if draft.pictures(manager="every").count() >= PICTURES:
                form.add_error("file", FULL)
                return False
            attached = append_picture(
                version=draft,
                name=file.name or "picture",
                stream=file,
                alts={"en": form.cleaned_data["alt_en"]},
            )
            if attached.image is None:  # no draft is begun for what cannot be taken
                transaction.set_rollback(True)
    except NotInReview:
        form.add_error(None, FROZEN)
        return False
    for problem in attached.problems:
        if attached.image is None:
            form.add_error("file", problem.message)
        else:
            messages.warning(request, problem.message)
    if attached.image is not None:
        messages.success(request, "Picture added to the draft. It is being processed.")
    return attached.image is not None


def _arrange(image: ProductImage, do: str) -> None:
    if do == "remove":
        remove_picture(image=image)
    elif do in {"earlier", "later"}:
        move_picture(image=image, earlier=do == "earlier")


def _retouched(request: PortalRequest, image: ProductImage, form: PictureEditForm) -> bool:
    problems = update_picture(image=image, focus=form.focus, alts=form.alts)
    for problem in problems:
        form.add_error(None, problem.message)
    if not problems:
        messages.success(request, "Saved in the draft.")
    return not problems
