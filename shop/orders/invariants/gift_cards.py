"""Invariants of gift cards: names, and queries that return violations."""

from shop.platform.core.money import ZERO_DECIMAL_CURRENCIES

WHOLE_UNITS = ", ".join(f"'{code}'" for code in sorted(ZERO_DECIMAL_CURRENCIES))
OF_GIFT_CARDS = (
    (
        "a gift card's balance is the sum of its movements",
        """
        select c.public_id, c.currency, c.balance, 'movements', m.moved, 'issued', c.issued, m.made
        from giftcards_giftcard c, lateral (
            select coalesce(sum(amount), 0) as moved,
                   coalesce(sum(amount) filter (where kind = 'ISSUED'), 0) as made
            from giftcards_giftcardmovement where gift_card_id = c.id) m
        where (c.balance, c.issued) <> (m.moved, m.made)
        """,
    ),
    (
        "an order's gift card amount equals its movements, until it is credited back",
        """
        select o.number, o.status, 'pays', o.gift_card_amount, 'took', m.taken
        from order_order o
        cross join lateral (
            select -coalesce(sum(amount), 0) as taken, count(*) as moves, coalesce(bool_and(
                gift_card_id is not distinct from o.gift_card_id), true) as its_own
            from giftcards_giftcardmovement where order_id = o.id) m
        cross join lateral (
            select coalesce(sum(r.gift_card_amount), 0) as agreed,
                   coalesce(sum(r.gift_card_amount) filter (where r.state <> 'DUE' or exists (
                       select from payments_refundfailure where refund_id = r.id)), 0) as sent
            from payments_refund r join payments_paymentattempt a on a.id = r.attempt_id
            where a.order_id = o.id) r
        where (o.gift_card_amount <> 0 or m.moves > 0) and (not m.its_own
            or r.agreed > o.gift_card_amount
            or m.taken <> case
                when o.status in ('PENDING', 'PAID', 'FULFILLED') then o.gift_card_amount - r.sent
                when o.status = 'REFUND_DUE' and exists (
                    select from payments_refundfailure f
                    join payments_paymentattempt a on a.id = f.attempt_id
                    where a.order_id = o.id and f.refund_id is null) then r.agreed - r.sent
                when o.status = 'REFUND_DUE' and exists (select from ledger_journal j
                    where j.order_id = o.id and j.kind = 'CHARGE') then o.gift_card_amount - r.sent
                when o.status = 'REFUNDED' then r.agreed - r.sent
                else 0 end)
        """,
    ),
    (
        "a paid order has issued each of its gift cards once, an unpaid one none",
        """
        select o.number, o.status, o.cards_bought, o.cards_withdrawn, c.amount, c.withdrawn,
               c.missing, c.issued, c.other
        from order_order o cross join lateral (
            select coalesce(sum(w.amount), 0) as amount,
                   coalesce(sum(w.amount) filter (where w.withdrawn_at is not null), 0)
                       as withdrawn,
                   count(*) filter (where w.gift_card_id is null and w.withdrawn_at is null)
                       as missing,
                   count(w.gift_card_id) as issued,
                   count(*) filter (where g.issued <> w.amount or g.currency <> o.currency
                       or (w.withdrawn_at is not null and g.balance <> 0)) as other
            from giftcards_orderedgiftcard w
            left join giftcards_giftcard g on g.id = w.gift_card_id
            where w.order_id = o.id) c
        where o.cards_bought > 0 and ((c.amount, c.withdrawn, c.other)
                  <> (o.cards_bought, o.cards_withdrawn, 0)
              or o.status in ('PAID', 'FULFILLED') and c.missing > 0
              or o.status in ('PENDING', 'EXPIRED', 'CANCELLED') and c.issued > 0)
        """,
    ),
    (
        "the ledger has the value of all gift cards, including the parts taken by unpaid orders",
        """
        select coalesce(c.currency, l.currency), 'cards', c.worth, 'books', l.worth
        from (
            select currency, sum(worth) as worth from (
                select currency, balance as worth from giftcards_giftcard
                union all
                select currency, gift_card_amount from order_order where status = 'PENDING') w
            group by currency) c
        full join (
            select j.currency, -sum(e.amount)
                   / case when j.currency in (WHOLE_UNITS) then 1 else 100 end as worth
            from ledger_entry e join ledger_journal j on j.id = e.journal_id
            where e.account = 'GIFT_CARDS' group by j.currency) l on l.currency = c.currency
        where coalesce(c.worth, 0) <> coalesce(l.worth, 0)
        """.replace("WHOLE_UNITS", WHOLE_UNITS),
    ),
)
