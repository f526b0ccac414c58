"""The form of a comment, with the place that was clicked on a picture; no script is needed."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django import forms

from catalog.approvals.queue import find_pictures
from catalog.approvals.threads import Pin
from catalog.models import ProductImage, ProductVersion, ReviewComment
from catalog.pictures import picture_view
from licensing.models import RightsHolder
from shop.platform.core.numbers import whole_number
from shop.web.typed_fields import NameChoiceField

WIDTH = 320  # pixels at which a picture is clicked on: it fits a phone
HUNDRED = Decimal(100)
FARTHEST = 9_999  # pixels


class CommentForm(forms.Form):
    """A comment, pinned by a click on the picture or by a position in percent.

    A click sends pixels of a picture that is `WIDTH` wide; they are converted to percent before
    validation, so that a page shown again keeps the position.
    """

    holder = NameChoiceField(RightsHolder.objects.none())
    text = forms.CharField(
        max_length=4000,
        label="Comment",
        widget=forms.Textarea({"rows": 4, "class": "textarea"}),
        error_messages={"required": "Enter a comment."},
    )
    picture = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    left = forms.DecimalField(required=False, min_value=0, max_value=100, label="From the left (%)")
    top = forms.DecimalField(required=False, min_value=0, max_value=100, label="From the top (%)")
    asks = forms.BooleanField(required=False, label="Pause the deadline until they reply")

    def __init__(
        self,
        data: Any,
        *,
        holders: Collection[RightsHolder],
        side: str,
        image: ProductImage | None = None,
        **kwargs: Any,
    ) -> None:
        clicked = click_in_percent(data, image) if data is not None and image else data
        super().__init__(clicked, **kwargs)
        rows = RightsHolder.objects.filter(pk__in=[holder.pk for holder in holders])
        self.fields["holder"].queryset = rows  # type: ignore[attr-defined]
        self.fields["holder"].label = "Thread with"
        if len(holders) == 1:
            self.fields["holder"].initial = next(iter(holders)).pk
            self.fields["holder"].widget = forms.HiddenInput()
        else:
            self.fields["holder"].widget.attrs["class"] = "select"
        if side != ReviewComment.Side.HOLDER:
            del self.fields["asks"]
        for name in ("left", "top"):
            if image is None:
                del self.fields[name]
            else:
                self.fields[name].widget.attrs["class"] = "input"

    def clean(self) -> dict[str, Any]:
        """Ask for the place of a comment on a picture."""
        form_data: dict[str, Any] = self.cleaned_data
        place = [form_data.get(name) for name in ("left", "top")]
        if form_data.get("picture") and None in place and not self.errors.keys() & {"left", "top"}:
            self.add_error(None, "Click a point on the picture, or enter it in percent.")
        return form_data

    def pin(self) -> Pin | None:
        """Return the place on the picture."""
        form_data = self.cleaned_data
        if not form_data["picture"]:
            return None
        return Pin(form_data["picture"], form_data["left"] / HUNDRED, form_data["top"] / HUNDRED)

    @property
    def dot(self) -> tuple[int, int] | None:
        """The place in pixels of the picture as it is shown for clicking, if it is known."""
        try:
            left, top = (Decimal(str(self[name].value())) for name in ("left", "top"))
        except (ArithmeticError, KeyError, ValueError):
            return None
        if not (0 <= left <= HUNDRED and 0 <= top <= HUNDRED):
            return None
        return int(left * 10), int(top * 10)


def picture_of(version: ProductVersion, name: str) -> ProductImage | None:
    """Return a picture that the version shows, by its storage name."""
    names = {picture["name"] for picture in version.snapshot.get("pictures", ())} & {name}
    return find_pictures([version.product_id], names).get(name)


def board(image: ProductImage | None) -> dict[str, Any]:
    """Return the context of a clickable picture; empty without a picture."""
    if image is None or not image.widths:
        return {}
    view = picture_view(image, fallback_width=2 * WIDTH)
    return {
        "image": image,
        "source": view.fallback,
        "width": WIDTH,
        "height": shown_height(image),
    }


def shown_height(image: ProductImage) -> int:
    """Return how high a picture is when it is shown `WIDTH` wide."""
    return max(1, round(WIDTH * image.height / max(1, image.width)))


def click_in_percent(data: Any, image: ProductImage) -> Any:
    """Return the submitted data with the position of the click, `pin`, as left and top."""
    x, y = (whole_number(data.get(f"pin.{axis}"), FARTHEST) for axis in "xy")
    if x is None or y is None or x == y == 0:  # 0, 0 is a key on the picture, not a click
        return data
    filled = data.copy()
    for name, pixel, size in (("left", x, WIDTH), ("top", y, shown_height(image))):
        filled[name] = str(min(HUNDRED, round(Decimal(100 * pixel) / size, 1)))
    return filled
