"""Invariants of invoices and credit notes: names, and queries that return violations."""

from shop.orders.invariants.gift_cards import WHOLE_UNITS

OF_INVOICES = (
    (
        "numbers of invoices and credit notes have no gaps",
        """
        select s.seller_id, s.kind, s.year, 'last', s.last, 'documents', d.issued, d.highest
        from invoices_numberseries s, lateral (
            select count(*) as issued, coalesce(max(sequence), 0) as highest,
                   count(distinct sequence) as numbers
            from invoices_taxdocument d
            where (d.seller_id, d.kind, d.year) = (s.seller_id, s.kind, s.year)) d
        where (d.issued, d.highest, d.numbers) <> (s.last, s.last, s.last)
        union all
        select d.seller_id, d.kind, d.year, 'no series', d.sequence, d.number, 0, 0
        from invoices_taxdocument d where not exists (
            select from invoices_numberseries s
            where (s.seller_id, s.kind, s.year) = (d.seller_id, d.kind, d.year))
        """,
    ),
    (
        "a higher number has no earlier date",
        """
        select d.number, d.issue_date, earlier.number, earlier.issue_date
        from invoices_taxdocument d join invoices_taxdocument earlier
          on (earlier.seller_id, earlier.kind, earlier.year, earlier.sequence)
             = (d.seller_id, d.kind, d.year, d.sequence - 1)
        where earlier.issued_at > d.issued_at or earlier.issue_date > d.issue_date
           or extract(year from d.issue_date) <> d.year
        """,
    ),
    (
        "a document has the amounts of its posting, to the minor unit",
        """
        select d.number, d.net, d.tax, 'posted', p.net / u.minor, p.tax / u.minor
        from invoices_taxdocument d
        join ledger_journal j on j.id = d.journal_id
        cross join lateral (
            select case when j.currency in (WHOLE_UNITS) then 1 else 100 end as minor) u
        cross join lateral (
            select coalesce(abs(sum(e.amount) filter (
                       where e.account in ('SALES', 'SHIPPING', 'DUTY') or e.account = 'GIFT_CARDS'
                         and (j.kind = 'REFUND_AGREED' or e.amount < 0))), 0) as net,
                   coalesce(abs(sum(e.amount) filter (where e.account = 'TAX')), 0) as tax
            from ledger_entry e where e.journal_id = j.id) p
        where (abs(d.net) * u.minor, abs(d.tax) * u.minor) <> (p.net, p.tax)
           or d.currency <> j.currency
           or (d.kind = 'INVOICE') <> (j.kind = 'CHARGE')
        """.replace("WHOLE_UNITS", WHOLE_UNITS),
    ),
    (
        "credit notes take back no more than their invoice",
        """
        select i.number, i.gross, 'credited', sum(c.gross)
        from invoices_taxdocument i join invoices_taxdocument c on c.corrects_id = i.id
        group by i.id having sum(c.gross) > i.gross or sum(c.tax) > i.tax
            or (sum(c.gross) = i.gross and sum(c.tax) <> i.tax)
        """,
    ),
    (
        "every sale and refund has its document after an hour",
        """
        select j.key, j.kind, j.written_at from ledger_journal j
        where j.kind in ('CHARGE', 'REFUND_AGREED') and j.order_id is not null
          and j.written_at < now() - interval '1 hour'
          and j.written_at > coalesce((select min(created_at) from invoices_taxdocument), now())
          and not exists (select from invoices_taxdocument d where d.journal_id = j.id)
        """,
    ),
)
