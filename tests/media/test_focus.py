"""A cropped picture keeps its focal point as close to the center of a square as possible."""

import pytest

from catalog.pictures import PictureValues, picture_view


@pytest.mark.parametrize(
    ("size", "focus", "classes"),
    [
        ((2000, 1000), (0.5, 0.1), ""),
        ((1000, 1000), (0.9, 0.1), ""),
        ((2000, 1000), (0.9, 0.5), "focus-x-10 focus-y-5"),
        ((2000, 1000), (0.6, 0.5), "focus-x-7 focus-y-5"),
        ((2000, 1000), (0.0, 0.5), "focus-x-0 focus-y-5"),
        ((1000, 4000), (0.9, 0.2), "focus-x-5 focus-y-1"),
    ],
)
def test_a_square_cut_slides_to_the_focal_point(
    size: tuple[int, int], focus: tuple[float, float], classes: str
) -> None:
    width, height = size
    across, down = focus
    image = PictureValues("s", "", width, height, (256,), ("jpg",), across, down, published=True)
    assert picture_view(image).focus == classes
