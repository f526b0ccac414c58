"""/account/mail-choices: the optional mails that a signed-in person gets."""

from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from shop.api.authentication import SessionToken
from shop.api.bodies import read_body
from shop.api.descriptions import extend_schema
from shop.api.v1.payments import NOT_STORED
from shop.api.views import LANGUAGE, ApiView
from shop.identity.accounts.models import User
from shop.identity.mail_choices.models import OptionalMail
from shop.identity.mail_choices.services import Place, change_choices, read_choices


class MailChoicesSerializer(serializers.Serializer[Any]):
    """The optional mails of a person; mails about orders and security are always sent."""

    basket_reminder = serializers.BooleanField(
        help_text="One email for each basket that was left with items."
    )


class MailChoicesView(ApiView):
    """The optional mails of the signed-in person."""

    authentication_classes = (SessionToken,)

    @extend_schema(
        parameters=[LANGUAGE],
        responses={200: MailChoicesSerializer},
        operation_id="mail_choices_read",
    )
    def get(self, request: Request) -> Response:
        """Read which optional mails the person gets."""
        return _answer(_person(request))

    @extend_schema(
        parameters=[LANGUAGE],
        request=MailChoicesSerializer,
        responses={200: MailChoicesSerializer},
        operation_id="mail_choices_change",
    )
    def put(self, request: Request) -> Response:
        """Change which optional mails the person gets.

        The time of an agreement is stored with it.
        """
        user = _person(request)
        data = read_body(MailChoicesSerializer, request)
        wanted = {OptionalMail(name): answer for name, answer in data.items()}
        change_choices(user=user, wanted=wanted, place=Place.API)
        return _answer(user)


def _person(request: Request) -> User:
    """Return the signed-in person. Raises `NotAuthenticated` for a guest."""
    if not request.user or not request.user.is_authenticated:
        raise NotAuthenticated
    return request.user


def _answer(user: User) -> Response:
    choices = {kind.value: wanted for kind, wanted in read_choices(user).items()}
    return Response(choices, headers=NOT_STORED)
