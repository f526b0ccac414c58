"""The PDF of a royalty statement, in English as the contracts."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency

from shop.finance.invoices.pdf.fonts import LATIN
from shop.finance.invoices.pdf.rendering import CREATOR
from shop.finance.invoices.pdf.sheet import GRAY, LINE, WIDTH, Sheet
from shop.finance.royalties.agreement_statements import AgreementStatement, CurrencySum
from shop.finance.royalties.recoupment import Shortfall
from shop.platform.core.numbers import percent

LOCALE = "en_GB"
HALF = (87, 87)
DETAIL_HEADS = ("Marks", "Category", "Market", "Rate", "Net sales", "Royalty", "Converted")
DETAIL_WIDTHS, DETAIL_ALIGNS = (44, 27, 24, 13, 22, 22, 22), "LLLRRRR"
SUM_HEADS = (
    *("Currency", "Net sales", "Royalty", "Marketing fund", "Common fund"),
    *("Exchange rate", "Converted"),
)
SUM_WIDTHS, SUM_ALIGNS = (18, 26, 24, 26, 26, 28, 26), "LRRRRRR"


def render_statement(statement: AgreementStatement) -> bytes:
    """Return the PDF of a statement; all amounts are those of the statement, to the cent."""
    writer = _Writer(statement)
    sheet = Sheet(writer.texts(), language="en", right_to_left=False)
    sheet.set_creation_date(datetime.combine(statement.made_on, time(), UTC))
    sheet.set_title(f"Royalty statement {statement.agreement.number}")
    sheet.set_author(CREATOR)
    sheet.set_creator(CREATOR)
    sheet.add_page()
    sheet.set_font(LATIN, "B", 20)
    sheet.row(["Royalty statement"], [WIDTH], "L")
    sheet.ln(2)
    _draw_parties(sheet, writer)
    _draw_table(sheet, DETAIL_HEADS, writer.details(), DETAIL_WIDTHS, DETAIL_ALIGNS)
    _draw_table(sheet, SUM_HEADS, writer.currencies(), SUM_WIDTHS, SUM_ALIGNS)
    for label, value in writer.sums():
        sheet.pair(label, value)
    sheet.pair(*writer.total(), bold=True)
    sheet.ln(4)
    sheet.set_font(LATIN, "", 9)
    for note in writer.notes():
        sheet.row([note], [WIDTH], "L")
    return bytes(sheet.output())


def statement_name(statement: AgreementStatement) -> str:
    """Return the name of a statement's file."""
    number = statement.agreement.number.replace("/", "-")
    return f"royalties-{number}-{statement.first}-{statement.last}.pdf"


def _draw_parties(sheet: Sheet, writer: "_Writer") -> None:
    sheet.set_font(LATIN, "", 9)
    for label, value in writer.facts():
        sheet.row([label, value], [60, 114], "LL")
    sheet.ln(4)
    sheet.set_text_color(GRAY)
    sheet.row(["Rights holder", "Licensee"], HALF, "LL")
    sheet.set_text_color(0)
    sheet.row(writer.parties(), HALF, "LL")
    sheet.ln(LINE)


def _draw_table(
    sheet: Sheet,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    aligns: str,
) -> None:
    sheet.set_font(LATIN, "B", 8)
    sheet.row(heads, widths, aligns, rule=True)
    sheet.set_font(LATIN, "", 8)
    for row in rows:
        sheet.row(row, widths, aligns, rule=True)
    sheet.ln(4)


class _Writer:
    """Writes the texts of one statement."""

    def __init__(self, statement: AgreementStatement) -> None:
        self.statement, self.agreement = statement, statement.agreement

    def texts(self) -> list[str]:
        """Return all texts, for the choice of fonts."""
        cells = [cell for row in (*self.details(), *self.currencies()) for cell in row]
        pairs = [text for pair in (*self.facts(), *self.sums(), self.total()) for text in pair]
        return [*cells, *pairs, *self.parties(), *self.notes()]

    def facts(self) -> list[tuple[str, str]]:
        """Return agreement, period and day."""
        statement = self.statement
        return [
            ("Agreement", self.agreement.number),
            ("Period (UTC)", f"{_day(statement.first)} to {_day(statement.last)}"),
            ("Date of the statement", _day(statement.made_on)),
            ("Currency of the agreement", self.agreement.currency),
        ]

    def parties(self) -> list[str]:
        """Return the rights holder and the licensee."""
        licensee = self.agreement.licensee
        lines = [licensee.legal_name, licensee.country.name]
        if number := licensee.tax_ids.get(licensee.country_id):
            lines.append(f"VAT or tax number: {number}")
        return [self.agreement.licensor.name, "\n".join(lines)]

    def details(self) -> list[list[str]]:
        """Return royalties by mark, category, market and rate."""
        return [
            [
                *(row.group.marks, row.group.category, row.group.market),
                percent(row.group.rate),
                _money(row.net, row.group.currency),
                _money(row.earned, row.group.currency),
                self._own(row.settled),
            ]
            for row in self.statement.details
        ]

    def currencies(self) -> list[list[str]]:
        """Return the sums by currency of the sales."""
        return [
            [
                row.currency,
                *(
                    _money(amount, row.currency)
                    for amount in (row.net, row.earned, row.marketing_fund, row.common_fund)
                ),
                _rates(row),
                self._own(row.settled),
            ]
            for row in self.statement.currencies
        ]

    def sums(self) -> list[tuple[str, str]]:
        """Return the parts of the sum that is due."""
        statement, period = self.statement, self.statement.period
        sums = [("Royalties of the period", self._own(period.royalties))]
        for row in period.shortfalls:
            sums += self._guarantee(row)
        if self.agreement.advance:
            sums += [
                ("Advance at the beginning", self._own(period.advance_before)),
                ("Paid from the advance", self._own(-period.recouped)),
                ("Advance left", self._own(period.advance_after)),
            ]
        for label, amount in (
            ("Marketing fund", statement.marketing_fund),
            ("Common fund", statement.common_fund),
        ):
            if amount:
                sums.append((label, self._own(amount)))
        return sums

    def total(self) -> tuple[str, str]:
        """Return the sum that is due, or the credit."""
        due = self.statement.due
        if due < 0:
            return "Credit of the licensee", self._own(-due)
        return f"Due on {_day(self.statement.due_on)}", self._own(due)

    def notes(self) -> list[str]:
        """Return the sources of exchange rates, and which sales are missing."""
        statement = self.statement
        sources = {text for row in statement.currencies for text in row.sources}
        notes = ["Net sales are sales without tax, delivery and discounts, less refunds."]
        if sources:
            notes.append(f"Exchange rates of the day of sale: {', '.join(sorted(sources))}.")
        if statement.unconverted:
            notes.append(
                f"{statement.unconverted} sales or refunds have no exchange rate yet. They are not"
                " in the converted amounts."
            )
        if statement.made_on <= statement.last:
            notes.append("This statement is provisional: the period has not ended yet.")
        if not statement.details:
            notes.append("There were no sales in this period.")
        return notes

    def _guarantee(self, row: Shortfall) -> list[tuple[str, str]]:
        year = row.guarantee.year
        return [
            (f"Minimum guarantee for {year}", self._own(row.guarantee.amount)),
            (f"Royalties of {year}", self._own(row.royalties)),
            (f"Shortfall of {year}", self._own(row.amount)),
        ]

    def _own(self, amount: Decimal) -> str:
        return _money(amount, self.agreement.currency)


def _rates(row: CurrencySum) -> str:
    if row.lowest_rate is None or row.highest_rate is None:
        return "None yet"
    lowest, highest = (f"{rate.normalize():f}" for rate in (row.lowest_rate, row.highest_rate))
    return lowest if lowest == highest else f"{lowest} to {highest}"


def _money(amount: Decimal, currency: str) -> str:
    return str(format_currency(amount, currency, "\xa4\xa4\xa0#,##0.00", locale=LOCALE))


def _day(day: date) -> str:
    return str(format_date(day, "long", locale=LOCALE))
