"""Reading of picture files: accepted with correct colors and without metadata, or refused."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image

from catalog.media.decoder_pool import DecoderPool, Prepared
from catalog.media.file_checks import PictureLimits, detect_format
from catalog.media.problems import Problem
from tests.media.makers import (
    BLUE,
    RED,
    encoded,
    picture,
    png_chunk,
    png_header,
    scene,
    swapped_profile,
    with_exif,
    zipped,
)

PLAIN = PictureLimits(expected_side=256)


@pytest.fixture(scope="module")
def decoders() -> Iterator[DecoderPool]:
    made = DecoderPool(count=1)
    yield made
    made.close()


def taken(decoders: DecoderPool, content: bytes) -> Prepared:
    answer = decoders.prepare("a", content, limits=PLAIN)
    assert isinstance(answer, Prepared), answer
    return answer


def shown(prepared: Prepared, file_format: str = "jpg") -> Image.Image:
    (content,) = [r.content for r in prepared.renditions if r.file_format == file_format][-1:]
    return Image.open(io.BytesIO(content))


def near(seen: object, wanted: tuple[int, ...], tolerance: int = 14) -> bool:
    return isinstance(seen, tuple) and all(
        abs(one - other) <= tolerance for one, other in zip(seen, wanted, strict=True)
    )


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_each_format_becomes_all_formats(decoders: DecoderPool, file_format: str) -> None:
    content = encoded(file_format=file_format)
    assert detect_format(content[:512]) == file_format
    prepared = taken(decoders, content)
    assert (prepared.width, prepared.height, prepared.warnings) == (320, 280, ())
    made = {(one.width, one.file_format) for one in prepared.renditions}
    assert made == {(256, "avif"), (256, "webp"), (256, "jpg")}
    assert {detect_format(one.content[:512]) for one in prepared.renditions} == {
        "AVIF",
        "WEBP",
        "JPEG",
    }
    assert near(shown(prepared).getpixel((200, 200)), RED)


def test_a_large_picture_fills_every_width(decoders: DecoderPool) -> None:
    prepared = taken(decoders, encoded(picture(2400, 1800)))
    assert sorted({one.width for one in prepared.renditions}) == [256, 384, 512, 768, 1024]
    assert len(prepared.renditions) == 15
    assert {shown(prepared, kind).size for kind in ("avif", "webp", "jpg")} == {(1024, 768)}


@pytest.mark.parametrize(
    ("content", "code", "part"),
    [
        (b"", "empty", "empty"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "not_a_picture", "a web page"),
        (b"<?xml version='1.0'?><svg xmlns='x'/>", "not_a_picture", "an SVG"),
        (b"\xef\xbb\xbf <svg/>", "not_a_picture", "an SVG"),
        (b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)", "not_a_picture", "a GIF"),
        (encoded(file_format="GIF"), "not_a_picture", "a GIF"),
        (b"%PDF-1.7\n", "not_a_picture", "a PDF"),
        (zipped({"a.jpg": b"x"}).getvalue(), "not_a_picture", "a ZIP"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "not_a_picture", "a HEIC"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isomavc1", "not_a_picture", "a video"),
        (b"BM" + bytes(60), "not_a_picture", "bitmap"),
        (b"\x7fELF" + bytes(60), "not_a_picture", "a program"),
        (b"hello", "not_a_picture", "another kind"),
        (b"\xff\xd8\xff" + bytes(15_000_000), "too_large", "15 MB"),
        (png_header(50_000, 50_000), "too_many_pixels", "40 megapixels"),
        (png_header(6_400, 6_300), "too_many_pixels", "40 megapixels"),
        (png_header(4_000, 3_000), "broken", "damaged"),
        (encoded()[:2_000], "broken", "damaged"),
        (encoded(file_format="PNG")[:200], "broken", "damaged"),
        (encoded(file_format="AVIF")[:300], "broken", "damaged"),
        (b"\xff\xd8\xff<html>", "broken", "damaged"),
        (encoded(picture(255, 400)), "too_few_pixels", "256"),
        (encoded(picture(260, 2_100)), "too_slender", "8 times"),
        (encoded(Image.new("F", (300, 300)), "TIFF"), "unsupported_pixels", "8 bits"),
    ],
)
def test_what_is_no_good_picture_is_refused_by_what_it_is(
    decoders: DecoderPool, content: bytes, code: str, part: str
) -> None:
    answer = decoders.prepare("a.jpg", content, limits=PLAIN)
    assert isinstance(answer, Problem), answer
    assert (answer.name, answer.code) == ("a.jpg", code)
    assert part in answer.message
    assert not answer.is_warning


def test_a_header_tells_of_too_many_pixels_without_decoding(decoders: DecoderPool) -> None:
    answer = decoders.inspect("a.png", png_header(50_000, 50_000), limits=PLAIN)
    assert isinstance(answer, Problem)
    assert answer.code == "too_many_pixels"


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_is_turned_as_its_camera_was(decoders: DecoderPool, file_format: str) -> None:
    prepared = taken(decoders, encoded(file_format=file_format, exif=with_exif(6)))
    assert (prepared.width, prepared.height) == (280, 320)
    image = shown(prepared)
    assert near(
        image.getpixel((image.width - 20, 20)), (240, 240, 240)
    )  # the light quarter, turned
    assert near(image.getpixel((20, 20)), RED)


def test_a_png_that_tells_of_its_turn_behind_its_pixels_is_turned_too(
    decoders: DecoderPool,
) -> None:
    plain, exif = encoded(file_format="PNG"), with_exif(6).removeprefix(b"Exif\0\0")
    end = plain.rindex(b"IEND") - 4
    prepared = taken(decoders, plain[:end] + png_chunk(b"eXIf", exif) + plain[end:])
    assert (prepared.width, prepared.height) == (280, 320)


def test_place_camera_and_comments_are_gone(decoders: DecoderPool) -> None:
    content = encoded(exif=with_exif(place=True), comment=b"secret-comment", xmp=b"<x>secret</x>")
    assert b"Maker-of-cameras" in content
    renditions = taken(decoders, content).renditions
    assert renditions
    for one in renditions:
        assert b"Maker-of-cameras" not in one.content
        assert b"secret" not in one.content
        image = Image.open(io.BytesIO(one.content))
        assert not image.getexif()
        assert not {"exif", "icc_profile", "xmp", "comment"} & set(image.info)


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_colors_are_those_of_the_pictures_own_profile(
    decoders: DecoderPool, file_format: str
) -> None:
    swapped = encoded(
        Image.new("RGB", (300, 300), (230, 20, 20)), file_format, icc_profile=swapped_profile()
    )
    prepared = taken(decoders, swapped)
    red, _, blue = shown(prepared).getpixel((100, 100))
    assert blue > 200
    assert red < 60
    assert prepared.warnings == ()


def test_a_profile_that_cannot_be_read_is_a_warning(decoders: DecoderPool) -> None:
    prepared = taken(decoders, encoded(icc_profile=b"nonsense" * 30))
    assert [warning.code for warning in prepared.warnings] == ["profile_ignored"]
    assert near(shown(prepared).getpixel((200, 200)), RED)


@pytest.mark.parametrize("file_format", ["JPEG", "TIFF"])
def test_cmyk_becomes_rgb_with_a_warning(decoders: DecoderPool, file_format: str) -> None:
    prepared = taken(decoders, encoded(picture(color=BLUE).convert("CMYK"), file_format))
    assert [warning.code for warning in prepared.warnings] == ["colors_guessed"]
    assert shown(prepared).mode == "RGB"
    assert near(shown(prepared).getpixel((200, 200)), BLUE, 30)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "PA"])
def test_what_is_transparent_lies_on_white(decoders: DecoderPool, mode: str) -> None:
    image = Image.new("RGBA", (300, 300), (255, 0, 0, 0))
    image.paste((0, 0, 0, 255), (0, 0, 150, 300))
    file_format = "PNG" if mode != "PA" else "TIFF"
    made = image.convert("LA" if mode == "PA" else mode)
    seen = shown(taken(decoders, encoded(made, file_format)))
    assert near(seen.getpixel((240, 100)), (255, 255, 255))
    assert near(seen.getpixel((20, 100)), (0, 0, 0))


def test_a_transparent_color_of_a_palette_lies_on_white(decoders: DecoderPool) -> None:
    image = Image.new("P", (300, 300), 0)
    image.putpalette([255, 0, 0, 0, 0, 0])
    image.paste(1, (0, 0, 150, 300))
    seen = shown(taken(decoders, encoded(image, "PNG", transparency=0)))
    assert near(seen.getpixel((240, 100)), (255, 255, 255))
    assert near(seen.getpixel((20, 100)), (0, 0, 0))


def test_sixteen_bits_of_gray_are_shown_as_bright_as_they_are(decoders: DecoderPool) -> None:
    image = Image.new("I;16", (300, 300), 0x8000)
    for file_format in ("PNG", "TIFF"):
        seen = shown(taken(decoders, encoded(image, file_format)))
        assert near(seen.getpixel((50, 50)), (128, 128, 128), 3)


@pytest.mark.parametrize("file_format", ["PNG", "WEBP", "AVIF", "TIFF"])
def test_of_an_animation_the_first_frame_is_taken(decoders: DecoderPool, file_format: str) -> None:
    frames = {"save_all": True, "append_images": [picture(color=BLUE)]}
    prepared = taken(decoders, encoded(picture(), file_format, **frames))
    assert [warning.code for warning in prepared.warnings] == ["first_frame"]
    assert near(shown(prepared).getpixel((200, 200)), RED, 25)


def test_a_small_picture_is_taken_with_a_warning_at_the_limit_that_the_shop_sets(
    decoders: DecoderPool,
) -> None:
    (warning,) = decoders.inspect("a", encoded()).warnings  # type: ignore[union-attr]
    assert (warning.code, warning.is_warning) == ("small", True)
    assert "2000" in warning.message
    limits = PictureLimits(expected_side=300)
    assert decoders.inspect("a", encoded(), limits=limits).warnings == ()  # type: ignore[union-attr]


def test_a_script_behind_a_picture_does_not_survive(decoders: DecoderPool) -> None:
    renditions = taken(decoders, encoded() + b"<script>alert(1)</script>").renditions
    assert renditions
    for one in renditions:
        assert b"script" not in one.content


def test_the_perceptual_hash_tells_copies_from_others(decoders: DecoderPool) -> None:
    image = scene(1, 1200, 900)
    first = taken(decoders, encoded(image)).perceptual_hash
    copies = [
        encoded(image.resize((600, 450)), quality=40),
        encoded(image, "WEBP", quality=60),
        encoded(image.point(lambda value: value * 0.9)),
    ]
    for copy in copies:
        assert ((taken(decoders, copy).perceptual_hash ^ first) & (2**64 - 1)).bit_count() <= 6
    other = taken(decoders, encoded(scene(2))).perceptual_hash
    assert ((other ^ first) & (2**64 - 1)).bit_count() > 12
