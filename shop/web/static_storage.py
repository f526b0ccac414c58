"""Static files of a development shop: hashed names and gzip, without the slow brotli."""

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class QuickStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Compress by gzip only.

    Brotli at its highest level takes a minute for the files of Oscar and the API page: acceptable
    for an image, not for starting a development shop.
    """

    def create_compressor(self, **options: Any) -> Compressor:
        """Return a compressor that writes `.gz` files."""
        return Compressor(use_brotli=False, **options)
