"""Parts of the review of versions that the rights desk and the portal share."""
