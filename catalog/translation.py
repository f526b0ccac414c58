"""Which product texts exist in every language of the shop."""

from modeltranslation.translator import TranslationOptions, register

from catalog.models import Category, Product, ProductImage, Sport


@register(Product)
class ProductTranslation(TranslationOptions):
    """Title and description."""

    fields = ("title", "description")


@register(Category)
class CategoryTranslation(TranslationOptions):
    """Name of a shelf."""

    fields = ("name",)


@register(Sport)
class SportTranslation(TranslationOptions):
    """Name of a sport."""

    fields = ("name",)


@register(ProductImage)
class PictureTranslation(TranslationOptions):
    """Alternative text."""

    fields = ("alt",)
