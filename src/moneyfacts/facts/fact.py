"""A fact: one financial figure as a text states it, with all that the text says of it.

>>> fact = Fact.of(Amount.of("380e9", "CNY"), Amount.of("52.44e9", "USD"), periods=[Period.of("over", duration="P3Y")])
>>> fact.rates[0].base, fact.rates[0].quote
('USD', 'CNY')
>>> Fact.from_dict(fact.to_dict()) == fact
True
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from moneyfacts.facts import dicts
from moneyfacts.facts._base import Value, check_place, later, require, trusted
from moneyfacts.facts.amount import Amount
from moneyfacts.facts.rate import ExchangeRate, implied_rate
from moneyfacts.facts.when import Per, Period

if TYPE_CHECKING:
    from moneyfacts.facts.explain import Explanation

KINDS = ("money", "percent", "multiple", "exchange_rate")

TraceEntry = tuple[str, str, str, tuple[int, int]]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Fact(Value):
    """One figure of a text.

    `kind` is one of `KINDS`; `text` and `span` say where it stands (code points, end excluded); `amount` is None for a stated
    rate only; `equivalents` are the same sum in other currencies, and `rates` the rates that they imply, in their order, or the
    one stated rate; `per` is the unit, `periods` the times it holds for. `trace` is how the reader came to it: for `explain`, and no
    part of what is stated. Two facts are equal when they state the same, wherever they stood. Errors: `FieldError`.

    >>> Fact.of(Amount.of(5, "USD")) == Fact.of(Amount.of("5.0", "USD", quantum=1))
    True
    """

    kind: str
    text: str
    span: tuple[int, int]
    amount: Amount | None
    equivalents: tuple[Amount, ...]
    rates: tuple[ExchangeRate, ...]
    per: Per | None
    periods: tuple[Period, ...]
    trace: tuple[TraceEntry, ...] = ()

    _trusted: ClassVar[Callable[..., Fact]]

    def __post_init__(self) -> None:
        require(self.kind in KINDS, "Fact.kind", self.kind, f"must be one of {', '.join(KINDS)}")
        check_place("Fact", self.text, self.span)
        require(self.amount is None or isinstance(self.amount, Amount), "Fact.amount", self.amount, "must be an Amount or None")
        _check_tuple("Fact.equivalents", self.equivalents, Amount)
        _check_tuple("Fact.rates", self.rates, ExchangeRate)
        _check_tuple("Fact.periods", self.periods, Period)
        require(self.per is None or isinstance(self.per, Per), "Fact.per", self.per, "must be a Per or None")
        _CHECKS[self.kind](self)

    @classmethod
    def of(cls, stated: Amount | ExchangeRate, *equivalents: Amount, per: Per | None = None, periods: Iterable[Period] = ()) -> Fact:
        """A fact by hand, with the kind and the rates that follow from its parts.

        >>> Fact.of(Amount.of("12.5", "percent")).kind
        'percent'
        """
        times = tuple(periods)
        if isinstance(stated, ExchangeRate):
            return cls("exchange_rate", "", (0, 0), None, equivalents, (stated,), per, times)
        kind = "money" if stated.currency else "multiple" if stated.unit == "times" else "percent"
        return cls(kind, "", (0, 0), stated, equivalents, implied_rates(stated, equivalents), per, times)

    def to_dict(self) -> dict[str, Any]:
        """The fact in plain JSON types; numbers are strings in plain notation, dates in ISO 8601.

        >>> Fact.of(Amount.of("0.30", "percent")).to_dict()["amount"]["value"]
        '0.3'
        """
        return dicts.fact_to_dict(self)

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> Fact:
        """The fact that a dict of `to_dict` states. Errors: `DictError`, which names the path.

        >>> Fact.from_dict({"kind": "money"})
        Traceback (most recent call last):
        moneyfacts.errors.DictError: the dict: lacks 'text', 'span', 'amount', 'equivalents', 'rates', 'per', 'periods'
        """
        return dicts.fact_from_dict(plain)

    def format(self, locale: str = "en-US", style: str = "full") -> str:
        """The fact as people of a locale write it, which reads back under that locale.

        In: a CLDR locale, and a style of `moneyfacts.format.STYLES`. Errors: `OptionError`.

        >>> Fact.of(Amount.of("5.4e6", "EUR"), Amount.of("5.8e6", "USD")).format("en-US", "compact")
        '€5.4 million ($5.8 million)'
        """
        return str(later("localized")(self, locale, style))

    def explain(self) -> Explanation:
        """Which words and rules led to each part: data that prints as an indented tree, and can be replayed.

        >>> fact = Fact.of(Amount.of(5, "USD"))
        >>> fact.explain().replay() == fact
        True
        """
        from moneyfacts.facts.explain import explain

        return explain(self)

    def _key(self) -> tuple[object, ...]:
        return (self.kind, self.amount, self.equivalents, self.rates, self.per, self.periods)

    def _repr_html_(self) -> str:
        return str(later("notebook")(self))


Fact._trusted = trusted(Fact)


def implied_rates(amount: Amount, equivalents: Iterable[Amount]) -> tuple[ExchangeRate, ...]:
    """The rates that the equivalents of an amount imply, in their order; an equivalent that implies none is passed over.

    >>> [rate.base for rate in implied_rates(Amount.of(78, "HKD"), [Amount.of(10, "USD"), Amount.of("7.90", "GBP")])]
    ['USD', 'GBP']
    """
    found = (implied_rate(amount, equivalent) for equivalent in equivalents)
    return tuple(rate for rate in found if rate is not None)


def _check_tuple(field: str, value: object, of: type) -> None:
    require(isinstance(value, tuple) and all(isinstance(item, of) for item in value), field, value, f"must be a tuple of {of.__name__}")


def _check_within(fact: Fact) -> None:
    for amount in (fact.amount, *fact.equivalents):
        if amount is not None and amount.text:
            inside = fact.span[0] <= amount.span[0] and amount.span[1] <= fact.span[1]
            require(inside, "Amount.span", amount.span, f"must lie within the fact's, {fact.span}")


def _check_money(fact: Fact) -> None:
    require(fact.amount is not None and fact.amount.currency, "Fact.amount", fact.amount, "must have a currency")
    for other in fact.equivalents:
        differs = other.currency and fact.amount and other.currency != fact.amount.currency
        require(differs, "Fact.equivalents", other, "must be in another currency than the amount")
    _check_within(fact)
    implied = implied_rates(fact.amount, fact.equivalents) if fact.amount else ()
    require(fact.rates == implied, "Fact.rates", fact.rates, "must be those that the equivalents imply")


def _check_unit(fact: Fact) -> None:
    units = ("times",) if fact.kind == "multiple" else ("percent", "percentage_point", "basis_point")
    require(fact.amount and fact.amount.unit in units, "Fact.amount", fact.amount, f"must have the unit {' or '.join(units)}")
    for name in ("equivalents", "rates", "per"):
        require(not getattr(fact, name), f"Fact.{name}", getattr(fact, name), f"must be empty in a {fact.kind}")
    _check_within(fact)


def _check_rate(fact: Fact) -> None:
    require(fact.amount is None, "Fact.amount", fact.amount, "must be None in a stated rate")
    require(len(fact.rates) == 1, "Fact.rates", fact.rates, "must be the one stated rate")
    for name in ("equivalents", "per", "periods"):
        require(not getattr(fact, name), f"Fact.{name}", getattr(fact, name), "must be empty in a stated rate")


_CHECKS = {"money": _check_money, "percent": _check_unit, "multiple": _check_unit, "exchange_rate": _check_rate}
