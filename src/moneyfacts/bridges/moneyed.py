"""py-moneyed: amounts to `moneyed.Money` and back.

A Money holds one number of one currency: the bound, the approximation and the quantum of an amount stay behind. py-moneyed
knows ISO 4217 and some codes more; crypto-currencies are not among them until `moneyed.add_currency` has added them.

**Cost**: 2 µs to the partner and 12 µs back, per amount; no text is read.

>>> from moneyfacts.facts import Amount
>>> from_amount(Amount.of("380e9", "CNY"))
Money('380000000000', 'CNY')
>>> to_amount(_).currency
'CNY'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from moneyfacts.bridges import currency_of, partner, single
from moneyfacts.errors import FieldError

if TYPE_CHECKING:
    from moneyed import Money

    from moneyfacts.facts import Amount

EXTRA = "moneyed"


def from_amount(amount: Amount, /) -> Money:
    """The Money that an amount states. Errors: `FieldError` for a range, no currency or one that py-moneyed does not know."""
    moneyed = partner("moneyed", EXTRA)
    value, code = single(amount), currency_of(amount)
    try:
        return moneyed.Money(format(value, "f"), code)  # type: ignore[no-any-return]
    except moneyed.CurrencyDoesNotExist:
        raise FieldError("Amount.currency", code, "is not known to py-moneyed: use moneyed.add_currency") from None


def to_amount(money: Money, /) -> Amount:
    """The amount for a Money, as exact as the digits it was given."""
    from moneyfacts.facts import Amount

    return Amount.of(money.amount, money.currency.code)
