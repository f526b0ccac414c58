"""The shop: a Django project and the domains that are neither rights nor product."""
