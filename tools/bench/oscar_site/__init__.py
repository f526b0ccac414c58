"""A plain django-oscar site with django-oscar-api, as a shop would run it in production."""
