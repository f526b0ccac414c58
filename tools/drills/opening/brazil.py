"""Brazil is added as a market by the screens alone, with its currency and states, and sold in."""

import re
from pathlib import Path

from tools.drills.opening.files import write_tax_table
from tools.drills.opening.payment import pay_by_card
from tools.drills.opening.people import Person, wait_until

SELLER = {
    "code": "operator-br",
    "legal_name": "Loja Exemplo Ltda.",
    "address": "Rua Exemplo 1\n01310-100 São Paulo\nBrasil",
    "email": "loja@store.example",
    "phone": "+55 11 4000 1234",
    "represented_by": "Ana Exemplo",
    "register_entry": "NIRE 35 2 1234567 8",
    "country": "BR",
    "time_zone": "America/Sao_Paulo",
    "vat_number": "00.000.000/0001-91",
}
MARKET = {
    "code": "br",
    "name": "Brazil",
    "home": "BR",
    "ship_to": "BR",
    "currency": "BRL",
    "languages": "pt en",
    "prices_include_tax": True,
    "selling_entity": "Loja Exemplo Ltda.",
    "time_zone": "America/Sao_Paulo",
    "sends_from": "FR",
    "position": "40",
}
ADDRESS = {
    "name": "Ana Exemplo",
    "line1": "Avenida Paulista 1",
    "postcode": "01310-100",
    "city": "São Paulo",
    "state": "SP",
    "email": "ana@fans.example",
}


TAXES = {"SP": "18", "RJ": "20"}


def open_market(ada: Person, sku: str, folder: Path) -> None:
    """The administrator adds seller, taxes, market, delivery, a price and legal pages."""
    ada.menu("Markets", "Sellers")
    ada.click("Add a seller")
    ada.fill(**SELLER)
    ada.press("Save")
    ada.menu("Markets", "Tax rates")
    ada.click("Import a file")
    ada.attach("file", write_tax_table(folder, "BR", TAXES))
    ada.press("Import")
    ada.menu("Markets", "Markets")
    ada.click("Add a market")
    ada.fill(**MARKET)
    ada.press("Save")
    for amount, destinations in (("20", ""), ("35", "BR-RJ")):
        ada.click("Add a delivery method")
        ada.fill(code="standard", amount=amount, territories=destinations)
        ada.fill(days_min="3", days_max="6")
        ada.press("Save")
    ada.menu("Markets", "Prices")
    ada.click("Add a price")
    ada.fill(market="Brazil", sku=sku, amount="118.00")
    ada.press("Save")
    ada.menu("Markets", "Legal pages")
    ada.click("Brazil")
    ada.press("Add ready-made texts to pages without a text")
    ada.fill(checked=True)
    ada.press("Publish the ready-made texts as our own")
    ada.menu("Markets", "Markets")
    ada.click("Brazil")
    ada.press("Open this market")
    ada.see("Close this market")
    ada.look("15-brazil")


def buy(fan: Person, url: str, title: str) -> None:
    """A guest in São Paulo pays R$ 138: price and delivery, with 18 % of tax included."""
    fan.open(f"{url}/pt-br/")
    offer = fan.page.get_by_role("link", name=title).first
    wait_until(lambda: fan.reloads_to(offer.is_visible), "the product is on sale in Brazil")
    fan.click_on(offer)
    fan.press("Adicionar ao carrinho", exact=False)
    fan.page.wait_for_url(re.compile("/basket/"))
    fan.click("Finalizar a compra")
    fan.fill(**ADDRESS)
    fan.look("16-checkout-brazil")
    fan.press("Pedir e pagar")
    pay_by_card(fan)
    paid = fan.page.get_by_text("Paga, em preparação").first
    wait_until(lambda: fan.reloads_to(paid.is_visible), "the order in Brazil is paid")
    fan.look("17-order-brazil")
    for amount in ("138,00", "21,05"):
        fan.see(amount)
