"""The clearance is compiled again after a denial; until then lists leave out what it touched."""

import pytest
from django.core.management import call_command

from catalog.models import Product
from catalog.services import decide_products
from licensing.models import Clearance, ClosedProfile
from licensing.reading.clearance import compile_closed
from licensing.services import revoke_agreement
from tools.testing.factories.catalog import SINCE, RightsWorld

NOW = SINCE


class Killed(BaseException):
    """The process dies."""


def listed(product: Product) -> bool:
    found = Product.objects.sellable_in("FR", "WEB", NOW).filter(pk=product.pk)
    return bool(found.exists())


def die(*_: object, **__: object) -> None:
    raise Killed


def test_a_compilation_that_is_killed_sells_nothing_that_is_denied(
    world: RightsWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreement = world.agreement()
    product = world.product(agreement=agreement)
    assert listed(product)
    monkeypatch.setattr("licensing.services.agreements.compile_profiles", die)
    with pytest.raises(Killed):
        revoke_agreement(agreement=agreement, by_id=None, reason="r", at=NOW, effective_at=NOW)
    assert Clearance.objects.exists()  # still the old one
    assert not listed(product)
    assert decide_products([product], "FR", "WEB", NOW)[product.pk].reason == "REVOKED"
    assert compile_closed() == 1
    assert not ClosedProfile.objects.exists()
    assert not listed(product)
    assert compile_closed() == 0


def test_what_another_agreement_still_covers_comes_back_with_the_compilation(
    world: RightsWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended, _standing = world.agreement(), world.agreement()
    product = world.product(agreement=ended)
    with monkeypatch.context() as patch:
        patch.setattr("licensing.services.agreements.compile_profiles", die)
        with pytest.raises(Killed):
            revoke_agreement(agreement=ended, by_id=None, reason="r", at=NOW, effective_at=NOW)
    assert not listed(product)
    compile_closed()
    assert listed(product)
    assert decide_products([product], "FR", "WEB", NOW)[product.pk].allowed


def test_a_clearance_that_differs_is_found_and_rebuilt(
    world: RightsWorld, capsys: pytest.CaptureFixture[str]
) -> None:
    world.product(agreement=world.agreement(include=["US", "FR"]))
    call_command("verify_clearance", questions=50)
    assert " 0 differ" in capsys.readouterr().out
    Clearance.objects.all().delete()
    with pytest.raises(SystemExit) as ended:
        call_command("verify_clearance", questions=50)
    assert ended.value.code == 1
    assert "PIN-1 to" in capsys.readouterr().out
    call_command("rebuild_clearance")
    assert "2 profiles" in capsys.readouterr().out  # the product's, and that of other products
    call_command("verify_clearance", questions=50)
