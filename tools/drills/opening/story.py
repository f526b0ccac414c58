"""The story of the opening: each method is one screen or one errand of one person."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tools.drills.opening import brazil
from tools.drills.opening.files import AGREEMENT, COMPANY, write_document, write_import
from tools.drills.opening.payment import pay_by_card
from tools.drills.opening.people import PASSWORD, Person, Steps, wait_until
from tools.drills.opening.production import URL, ProductionShop

HOLDER = "International Olympic Committee"
MAKER = f"{COMPANY}, Hauptstr. 1, 10115 Berlin, care@northlight.example"
FIRST_DAY, LAST_DAY = "2026-11-01", "2036-12-31"
LONG_MS = 60_000


@dataclass(slots=True)
class Story:
    """The people of the shop, what they do until the first order is shipped, and a later market."""

    shop: ProductionShop
    browser: Browser
    steps: Steps
    shots: Path
    folder: Path
    people: dict[str, Person] = field(default_factory=dict)
    number: str = ""

    def tell(self) -> None:
        """Open the shop and sell."""
        self.first_administrator()
        self.seller()
        self.warehouse_and_first_holder()
        self.invite_staff()
        self.rights()
        self.licensee()
        self.agreement()
        self.shop_category_and_market()
        self.upload()
        self.approve()
        self.legal_pages()
        self.close_other_markets()
        self.buy()
        self.ship()
        self.open_brazil()
        self.check_the_launch()
        self.read_the_audit_log()

    def first_administrator(self) -> None:
        """The operator's link makes the first administrator."""
        self.steps.screen = "first administrator"
        printed = self.shop.manage("create_operator", "ada@store.example").stdout
        ada = self._visitor("ada")
        self._join(ada, _link_in(printed))
        ada.look("01-launch")

    def seller(self) -> None:
        """The administrator enters the company that sells."""
        ada = self._screen("ada", "seller")
        self._checklist("Seller")
        ada.click_on(ada.page.locator("main tbody a").first)
        ada.fill(legal_name="Stadium Store SAS", address="1 rue du Stade\n75015 Paris\nFrance")
        ada.fill(email="care@store.example", phone="+33 1 99 00 12 34")
        ada.fill(represented_by="Ada Example", register_entry="RCS Paris 123 456 789")
        ada.press("Save")

    def warehouse_and_first_holder(self) -> None:
        """The administrator adds a warehouse and the first rights holder from the checklist."""
        ada = self._screen("ada", "warehouse")
        self._checklist("Warehouses")
        ada.click("Add a location")
        ada.fill(code="MAIN", name="Main warehouse", territory="FR", ships_to="FR DE BR")
        ada.press("Save")
        ada = self._screen("ada", "first rights holder")
        self._checklist("Rights holders")
        ada.click("Add rights holder")
        ada.fill(code="ioc", name=HOLDER, kind="IOC", currency="CHF")
        ada.press("Save")

    def invite_staff(self) -> None:
        """A second administrator, two officers and an approver are invited and join."""
        ada = self._screen("ada", "invitations")
        self._checklist("Rights officers")
        self._invite(email="ben@store.example", roles=["administrator"])
        self._joins("ben")
        for name, role in (("rhea", "rights"), ("rolf", "rights"), ("bea", "brand")):
            self._invite(email=f"{name}@store.example", roles=[role], holder=HOLDER)
        ada.look("02-staff")
        ben = self._screen("ben", "approval of the officers")
        ben.menu("System", "Staff")
        for _ in range(2):
            ben.press("Approve")
        for name in ("rhea", "rolf", "bea"):
            self._screen_of_joining(name)

    def rights(self) -> None:
        """Officers define territories, a mark with its holder, a category and the mandate."""
        rhea = self._screen("rhea", "territories")
        rhea.click("Territories")
        rhea.click("Define a set", exact=False)
        rhea.fill(code="FIRST-5", name="Five countries", include="FR DE IT ES BR")
        rhea.press("Save")
        self._screen("rhea", "mark and its holder")
        self._add_record("Marks", "mark", code="rings", name="Olympic symbol", kind="RINGS")
        rhea.click("Marks")
        rhea.click("Olympic symbol", exact=False)
        rhea.click("Record a holding")
        rhea.fill(holder=HOLDER, territories="Five countries", first_day=FIRST_DAY)
        rhea.press("Save")
        self._screen("rhea", "product category")
        self._add_record("Product categories", "product category", code="caps", name="Caps")
        self._screen("rhea", "mandate")
        rhea.click("Mandates")
        rhea.click("Propose a mandate")
        rhea.fill(name="Online store", territories="Five countries", first_day=FIRST_DAY)
        rhea.fill(channels=["WEB", "APP"])
        rhea.press("Propose")
        rolf = self._screen("rolf", "mandate")
        rolf.click("Mandates")
        rolf.click("Decide", exact=False)
        rolf.fill(decision="approve")
        rolf.press("Decide")

    def licensee(self) -> None:
        """An officer records the company, its owner gives the papers, another officer activates."""
        rhea = self._screen("rhea", "licensee")
        self._add_record(
            "Licensees",
            "licensee",
            code="northlight",
            legal_name=COMPANY,
            country="DE",
            audit_valid_until=LAST_DAY,
            insurance_valid_until=LAST_DAY,
            manufacturer=MAKER,
            eu_responsible_person=MAKER,
        )
        rhea.click("Licensees")
        rhea.click(COMPANY, exact=False)
        rhea.click("Invite an owner")
        rhea.fill(email="nora@store.example")
        rhea.press("Send invitation")
        self._screen_of_joining("nora")
        nora = self._screen("nora", "papers of the company")
        nora.click("Company")
        nora.click("Upload a document")
        nora.fill(kind="insurance", valid_until=LAST_DAY)
        nora.attach("file", write_document(self.folder))
        nora.press("Upload")
        nora.click("Change the bank account")
        nora.fill(holder=COMPANY, iban="DE89 3704 0044 0532 0130 00", bic="COBADEFFXXX")
        nora.press("Save")
        nora.click("Change the tax number")
        nora.fill(vat_number="DE136695976")
        nora.press("Save")
        nora.look("03-company")
        rolf = self._screen("rolf", "licensee")
        rolf.click("Licensees")
        rolf.click(COMPANY, exact=False)
        rolf.look("03-licensee")
        rolf.click("Activate")
        rolf.fill(reason="Contract, audit and insurance checked.")
        rolf.press("Activate")

    def agreement(self) -> None:
        """One officer drafts and signs the agreement, the other one activates it."""
        rhea = self._screen("rhea", "agreement")
        rhea.click("Agreements")
        rhea.click("Draft", exact=False, within="main")
        rhea.fill(number=AGREEMENT, licensor=HOLDER, licensee=COMPANY, royalty_rate="12")
        rhea.fill(first_day=FIRST_DAY, last_day=LAST_DAY)
        rhea.press("Save")
        rhea.click("Approve a factory")
        rhea.fill(code="PORTO-1", name="Porto Hats Lda", country="PT")
        rhea.press("Approve")
        rhea.click("Record an audit", exact=False)
        rhea.fill(first_day="2026-06-01", last_day="2030-06-01", reference="SMETA-77")
        rhea.press("Save")
        rhea.click("Add a grant")
        rhea.fill(first_day=FIRST_DAY, last_day=LAST_DAY, territories="Five countries")
        rhea.fill(marks=["Olympic symbol"], categories=["Caps"], channels=["WEB", "APP"])
        rhea.press("Save")
        rhea.look("04-agreement")
        rhea.click("Send to review")
        rhea.press("Send to review")
        rhea.click("Record signature")
        rhea.fill(signed_on=FIRST_DAY)
        rhea.press("Record signature")
        rolf = self._screen("rolf", "agreement")
        rolf.click("Agreements")
        rolf.click(AGREEMENT, exact=False)
        rolf.click("Activate")
        rolf.press("Activate")

    def shop_category_and_market(self) -> None:
        """The administrator adds a category of the shop and a delivery method."""
        ada = self._screen("ada", "shop category")
        self._checklist("Shop categories")
        ada.click("Add", exact=False, within="main")
        ada.fill(slug="caps", name_en="Caps", product_categories="caps", is_public=True)
        ada.press("Save")
        self._screen("ada", "delivery and markets")
        self._checklist("Markets")
        ada.click("France")
        ada.click("Add a delivery method")
        ada.fill(code="standard", amount="4.90", days_min="2", days_max="4")
        ada.press("Save")
        ada.look("05-market")

    def upload(self) -> None:
        """The licensee imports a product with its picture and sends it for approval."""
        nora = self._screen("nora", "import")
        nora.click("Imports")
        nora.click("Import products")
        for name, file in write_import(self.folder).items():
            nora.attach(name, file)
        nora.click("Upload", "button")
        nora.page.wait_for_url(re.compile(r"/imports/[0-9a-f-]{36}/"), timeout=LONG_MS)
        nora.wait_for_button("Apply 1 row")
        nora.look("06-plan")
        nora.click("Apply 1 row", "button")
        nora.wait_for_button("Submit 1 draft for approval")
        nora.click("Submit 1 draft for approval", "button")
        nora.see("was submitted for approval")

    def approve(self) -> None:
        """The brand approver looks at the picture and releases the product."""
        bea = self._screen("bea", "approval")
        bea.click("Approvals")
        bea.click("Rings cap", exact=False)
        picture = bea.page.get_by_role("img").first
        wait_until(lambda: bea.reloads_to(lambda: _is_shown(picture)), "the picture is ready")
        bea.look("07-review")
        bea.fill(verdict="APPROVED")
        bea.press("Record decision")
        bea.see("Released")

    def legal_pages(self) -> None:
        """The administrator takes the ready-made legal pages after a lawyer's check."""
        ada = self._screen("ada", "legal pages")
        ada.menu("Markets", "Legal pages")
        ada.click("France")
        ada.press("Add ready-made texts to pages without a text")
        ada.fill(checked=True)
        ada.press("Publish the ready-made texts as our own")
        ada.look("08-legal-pages")

    def close_other_markets(self) -> None:
        """France has a price now: it becomes the default, and markets without prices close."""
        ada = self._screen("ada", "markets")
        self._checklist("Markets")
        ada.click("France")
        ada.press("Make this the default market")
        ada.click("Markets", within="main")
        rows = ada.page.locator("main tbody tr", has_text="Open")
        names = [row.locator("a").first.inner_text() for row in rows.all()]
        for market in [name for name in names if name != "France"]:
            ada.click(market)
            ada.press("Close this market")
            ada.click("Markets", within="main")

    def buy(self) -> None:
        """A guest finds the product on the front page and pays with a card."""
        fan = self._visitor("fan")
        self.steps.screen = "purchase"
        fan.open(f"{URL}/en-fr/")
        offer = fan.page.get_by_role("link", name="Rings cap").first
        wait_until(lambda: fan.reloads_to(offer.is_visible), "the product is on sale")
        fan.look("09-front-page")
        fan.click("Rings cap")
        fan.look("10-product")
        fan.press("Add to basket", exact=False)
        fan.page.wait_for_url(re.compile("/basket/"))
        fan.click("Go to checkout")
        fan.fill(name="Jo Fan", line1="1 rue de l'Exemple", postcode="75001", city="Paris")
        fan.fill(email="jo@fans.example")
        fan.press("Order and pay")
        self.number = pay_by_card(fan)
        paid = fan.page.get_by_text("Paid, being prepared").first
        wait_until(lambda: fan.reloads_to(paid.is_visible), "the order is paid")
        fan.look("11-order")

    def ship(self) -> None:
        """The licensee packs the order; the buyer sees the parcel and has both mails."""
        nora = self._screen("nora", "shipment")
        nora.click("Orders to pack")
        nora.click(self.number)
        nora.fill(carrier="DHL", tracking_number="00340434161094042557")
        nora.press("Mark as shipped")
        fan = self.people["fan"]
        sent = fan.page.get_by_text("00340434161094042557").first
        wait_until(lambda: fan.reloads_to(sent.is_visible), "the buyer sees the parcel")
        fan.look("12-sent")
        mails = self.shop.mailbox
        wait_until(lambda: len(mails.sent_to("jo@fans.example")) > 1, "both mails were sent")

    def open_brazil(self) -> None:
        """A market with states and another currency is added and sold in."""
        brazil.open_market(self._screen("ada", "market of Brazil"), "NL-CAP-1", self.folder)
        fan = self._visitor("ana")
        self.steps.screen = "purchase in Brazil"
        brazil.buy(fan, URL, "Rings cap")

    def check_the_launch(self) -> None:
        """Every item of the checklist is complete, on the page and for the deployment."""
        ada = self._screen("ada", "launch checklist")
        ada.menu("Markets", "Launch checklist")
        ada.look("13-checklist")
        missing = ada.page.locator("tr", has_text="Missing").all_inner_texts()
        result = self.shop.manage("check_launch")
        if missing or result.returncode:
            raise AssertionError(f"the checklist is not complete: {missing} {result.stdout}")

    def read_the_audit_log(self) -> None:
        """The log names every person of the opening."""
        rhea = self._screen("rhea", "audit log")
        rhea.click("Audit log")
        rhea.look("14-audit-log")
        for name in ("nora", "bea", "rolf", "rhea"):
            rhea.see(f"{name}@store.example")

    def _visitor(self, name: str) -> Person:
        context = self.browser.new_context(
            ignore_https_errors=True, viewport={"width": 1280, "height": 900}
        )
        context.set_default_timeout(20_000)
        self.people[name] = Person(name, context.new_page(), self.steps, self.shots)
        return self.people[name]

    def _screen(self, name: str, screen: str) -> Person:
        self.steps.screen = f"{screen} ({name})"
        return self.people[name]

    def _screen_of_joining(self, name: str) -> None:
        self.steps.screen = f"joining ({name})"
        self._joins(name)

    def _joins(self, name: str) -> None:
        """Open the link of the invitation's mail and join."""
        address = f"{name}@store.example"
        mailbox = self.shop.mailbox
        wait_until(lambda: bool(mailbox.sent_to(address)), f"a mail to {address} arrives")
        body: Any = mailbox.sent_to(address)[-1].get_body(("plain",))  # type: ignore[attr-defined]
        self._join(self._visitor(name), _link_in(body.get_content()))

    def _join(self, person: Person, link: str) -> None:
        person.open(link)
        person.fill(first_name=person.name.capitalize(), last_name="Example", password=PASSWORD)
        person.press("Join")
        person.set_up_second_factor()
        person.click("Go to the back office")

    def _checklist(self, item: str) -> None:
        """Go from the checklist to the screen of an item."""
        ada = self.people["ada"]
        if "/dashboard/" not in ada.page.url:
            ada.go("/dashboard/")
        ada.menu("Markets", "Launch checklist")
        ada.click(item, within="main")

    def _invite(self, **values: Any) -> None:
        ada = self.people["ada"]
        ada.click("Invite a colleague")
        ada.fill(**values)
        ada.press("Send invitation")

    def _add_record(self, register: str, singular: str, **values: Any) -> None:
        rhea = self.people["rhea"]
        rhea.click("All records")
        rhea.click(register, within="main")
        rhea.click(f"Add {singular}")
        rhea.fill(**values)
        rhea.press("Save")


def _is_shown(picture: Any) -> bool:
    return picture.count() > 0 and bool(picture.evaluate("image => image.naturalWidth > 0"))


def _link_in(text: str) -> str:
    match = re.search(r"https://\S+", text)
    if match is None:
        raise AssertionError(f"no link in: {text}")
    return match[0]
