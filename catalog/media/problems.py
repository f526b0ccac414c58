"""What may be wrong with a picture or an archive, and how a merchandiser is told so."""

from dataclasses import dataclass

WORDINGS = {
    # An archive as a whole
    "not_an_archive": "This is not a ZIP file. Pack the pictures into a ZIP and upload that.",
    "archive_truncated": "The ZIP ends too early: the upload or the packing was cut off.",
    "archive_too_large": "The ZIP is larger than {limit}. Upload it in parts.",
    "too_many_entries": "The ZIP lists too many files. At most {limit} are read; use several ZIPs.",
    # One of its entries
    "bad_name": "The name leaves the ZIP's own folders or holds characters that no file has.",
    "not_a_file": "This is a link or a device, not a picture.",
    "encrypted": "This file is protected by a password. Pack it without one.",
    "nested_archive": "An archive within the ZIP is not opened. Put its pictures in directly.",
    "packed_unusually": "Packed in a way that is not read. Use the usual ZIP compression.",
    "unpacks_too_large": "Unpacked it would be larger than {limit}.",
    "archive_unpacks_too_large": "With this file the ZIP would unpack to more than {limit}.",
    "duplicate_name": "Several files of the ZIP have this name; upper and lower case count as one.",
    "damaged": "The ZIP holds a damaged copy of this file. Pack it again.",
    "not_in_archive": "The ZIP holds no file of this name.",
    # A picture's file
    "empty": "The file is empty.",
    "too_large": "The file is larger than {limit}.",
    "not_a_picture": "This is {kind}. Pictures are JPEG, PNG, WebP, AVIF or TIFF.",
    "broken": "The picture is damaged or cut off and cannot be read to its end.",
    "unsupported_pixels": "Pixels of this kind are not read. Save it with 8 bits a channel in RGB.",
    "too_many_pixels": "The picture has more than {limit} megapixels.",
    "too_few_pixels": "The short side must have at least {limit} pixels.",
    "too_slender": "One side is more than {limit} times as long as the other.",
    "too_much_memory": "Reading the picture takes too much memory. Save it anew, as JPEG or PNG.",
    "took_too_long": "Reading the picture takes too long. Save it anew, as JPEG or PNG.",
    "lost": "The stored file is gone. Upload the picture again.",
    "not_readable": "The program that reads pictures stopped at this one. Save it anew.",
    # Taken, with a warning
    "small": "The long side should have {limit} pixels or more; it will look soft.",
    "first_frame": "Only the first frame or page of this picture is shown.",
    "colors_guessed": "Colors may be off: this CMYK picture names no color profile. Use sRGB.",
    "profile_ignored": "Colors may be off: the picture's color profile cannot be read.",
    # What a person types about it
    "alt_too_long": "The alternative text in {language} has more than {limit} characters.",
    "unknown_language": "The shop has no language {language}.",
    "focus_outside": "The focal point lies outside the picture: both values go from 0 to 1.",
}
WARNINGS = frozenset({"small", "first_frame", "colors_guessed", "profile_ignored"})


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with the file `name`; a warning does not refuse it."""

    name: str
    code: str
    message: str

    @property
    def is_warning(self) -> bool:
        """Whether the picture is taken all the same."""
        return self.code in WARNINGS


def problem(name: str, code: str, **facts: object) -> Problem:
    """Return a problem with its wording."""
    return Problem(name, code, WORDINGS[code].format(**facts))


def megabytes(size: int) -> str:
    """Write a number of bytes as merchandisers do."""
    giga = 1_000_000_000
    return f"{size / giga:g} GB" if size >= giga else f"{size / 1_000_000:g} MB"
