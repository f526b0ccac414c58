"""The addresses on which fans buy."""

urlpatterns: list[object] = []
