"""Royalties: what each sold line earned for the holders of its marks."""
