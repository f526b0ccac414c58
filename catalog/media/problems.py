"""Problems of pictures and archives, with messages for merchandisers."""

from dataclasses import dataclass

WORDINGS = {
    # An archive as a whole
    "not_an_archive": "This is not a ZIP file. Pack the pictures into a ZIP and upload that.",
    "archive_truncated": "The ZIP is incomplete. Create it again and upload it again.",
    "archive_too_large": "The ZIP is larger than {limit}. Upload it in parts.",
    "too_many_entries": "The ZIP lists too many files. At most {limit} are read; use several ZIPs.",
    # An entry of an archive
    "bad_name": "The file name is invalid. Use a name without .. and control characters.",
    "not_a_file": "This is a link or a device, not a picture.",
    "encrypted": "This file is protected by a password. Add it without one.",
    "nested_archive": "Archives inside the ZIP are not opened. Add their pictures directly.",
    "packed_unusually": "This compression is not supported. Use standard ZIP compression.",
    "unpacks_too_large": "The unpacked file would be larger than {limit}.",
    "archive_unpacks_too_large": "With this file, the unpacked ZIP would be larger than {limit}.",
    "duplicate_name": "Several files of the ZIP have this name, ignoring upper and lower case.",
    "damaged": "This file is damaged in the ZIP. Create the ZIP again.",
    "not_in_archive": "The ZIP has no file with this name.",
    # The file of a picture
    "empty": "The file is empty.",
    "too_large": "The file is larger than {limit}.",
    "not_a_picture": "This is {kind}. Pictures are JPEG, PNG, WebP, AVIF or TIFF.",
    "broken": "The picture is damaged or incomplete.",
    "unsupported_pixels": "This pixel format is not supported. Use RGB with 8 bits per channel.",
    "too_many_pixels": "The picture has more than {limit} megapixels.",
    "too_few_pixels": "The short side must have at least {limit} pixels.",
    "too_slender": "One side is more than {limit} times as long as the other.",
    "too_much_memory": "Reading the picture needs too much memory. Save it again as JPEG or PNG.",
    "took_too_long": "Reading the picture takes too long. Save it again as JPEG or PNG.",
    "lost": "The stored file is missing. Upload the picture again.",
    "not_readable": "The picture cannot be read. Save it again as JPEG or PNG.",
    # Warnings
    "small": "The long side should have at least {limit} pixels, or the picture looks blurred.",
    "first_frame": "Only the first frame or page of this picture is shown.",
    "colors_guessed": "Colors may be wrong: this CMYK picture has no color profile. Use sRGB.",
    "profile_ignored": "Colors may be wrong: the picture's color profile cannot be read.",
    # Form fields
    "alt_too_long": "The alternative text in {language} has more than {limit} characters.",
    "unknown_language": "The shop does not have the language {language}.",
    "focus_outside": "The focal point is outside the picture. Both values must be from 0 to 1.",
}
WARNINGS = frozenset({"small", "first_frame", "colors_guessed", "profile_ignored"})


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem of the file `name`; warnings do not refuse it."""

    name: str
    code: str
    message: str

    @property
    def is_warning(self) -> bool:
        """Return whether the picture is accepted anyway."""
        return self.code in WARNINGS


def problem(name: str, code: str, **facts: object) -> Problem:
    """Return a problem with its message."""
    return Problem(name, code, WORDINGS[code].format(**facts))


def megabytes(size: int) -> str:
    """Return a number of bytes as MB or GB."""
    giga = 1_000_000_000
    return f"{size / giga:g} GB" if size >= giga else f"{size / 1_000_000:g} MB"
