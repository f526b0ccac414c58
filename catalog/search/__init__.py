"""Search of products: one fold for texts and queries, stored documents, synonyms, typing errors.

`folding` and `stems` cut texts into words, `documents` stores them, `queries` looks them up.
"""
