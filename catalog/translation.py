"""Fields that are translated into every language of the shop."""

from modeltranslation.translator import TranslationOptions, register

from catalog.models import Category, Product, ProductImage, Sport


@register(Product)
class ProductTranslation(TranslationOptions):
    """Title and description of a product."""

    fields = ("title", "description")


@register(Category)
class CategoryTranslation(TranslationOptions):
    """Name and description of a category."""

    fields = ("name", "description")


@register(Sport)
class SportTranslation(TranslationOptions):
    """Name of a sport."""

    fields = ("name",)


@register(ProductImage)
class PictureTranslation(TranslationOptions):
    """Alternative text of a picture."""

    fields = ("alt",)
