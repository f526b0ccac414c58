"""Products: releases, variants, search."""
