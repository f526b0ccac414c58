"""`make bench`: stock Oscar and this shop on the same products, in turns, as ratios."""
