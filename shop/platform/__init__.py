"""Code that every package uses: plain helpers, the database, rate limits and problem texts."""
