"""Static files of a development shop: hashed names and gzip, without the slow brotli."""

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class QuickStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Compress by gzip alone.

    Brotli at its best takes a minute over Oscar's and the API page's files: an image is built once,
    a development shop should start now.
    """

    def create_compressor(self, **options: Any) -> Compressor:
        """Return a compressor that writes `.gz` files."""
        return Compressor(use_brotli=False, **options)
