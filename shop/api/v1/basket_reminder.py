"""/baskets/{token}/reminder: the agreement of a guest to one reminder of the basket by email."""

from typing import Any

from django.core.exceptions import ValidationError
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from shop.api.bodies import read_body
from shop.api.descriptions import extend_schema
from shop.api.errors import FieldProblems
from shop.api.problem_shapes import problems
from shop.api.v1.basket_requests import find_open_basket
from shop.api.v1.baskets import BasketView
from shop.api.v1.payments import NOT_STORED
from shop.api.views import LANGUAGE, use_language_of
from shop.identity.accounts.email_addresses import check_email
from shop.orders.checkout.guest_reminders import (
    drop_guest_choice,
    save_guest_choice,
    wants_reminder,
)
from shop.oscar.basket.models import Basket


class ReminderSerializer(serializers.Serializer[Any]):
    """The choice of a guest about the reminder of a basket."""

    agreed = serializers.BooleanField(help_text="Whether the guest has agreed to the reminder.")


class NewReminderSerializer(serializers.Serializer[Any]):
    """The address of a guest who has agreed to the reminder."""

    email = serializers.CharField(max_length=255, help_text="Address that the guest has entered.")


class BasketReminderChoice(BasketView):
    """The agreement to the reminder of a basket."""

    @extend_schema(
        parameters=[LANGUAGE],
        responses={200: ReminderSerializer, **problems(409)},
        operation_id="baskets_reminder_read",
    )
    def get(self, request: Request, token: str) -> Response:
        """Read whether the guest has agreed to the reminder of a basket."""
        return _answer(find_open_basket(token, request))

    @extend_schema(
        parameters=[LANGUAGE],
        request=NewReminderSerializer,
        responses={200: ReminderSerializer, **problems(409)},
        operation_id="baskets_reminder_update",
    )
    def put(self, request: Request, token: str) -> Response:
        """Store that the guest of a basket agrees to one reminder by email.

        Send it only after the guest has ticked a box that was not ticked before. The agreement
        holds for this basket and is deleted with it, or after 30 days; the mail has a link that
        ends it. People with an account choose in `account/mail-choices`.
        """
        basket, data = find_open_basket(token, request), read_body(NewReminderSerializer, request)
        language = use_language_of(request, basket.market)
        try:
            email = check_email(data["email"])
        except ValidationError as error:
            raise FieldProblems({"email": error.messages[0]}) from error
        save_guest_choice(basket=basket, email=email, wanted=True, language=language)
        return _answer(basket)

    @extend_schema(
        parameters=[LANGUAGE],
        responses={204: None, **problems(409)},
        operation_id="baskets_reminder_delete",
    )
    def delete(self, request: Request, token: str) -> Response:
        """Delete the agreement to the reminder of a basket.

        Repeating it changes nothing.
        """
        drop_guest_choice(find_open_basket(token, request))
        return Response(status=status.HTTP_204_NO_CONTENT, headers=NOT_STORED)


def _answer(basket: Basket) -> Response:
    return Response({"agreed": wants_reminder(basket)}, headers=NOT_STORED)
