"""The values: what a text says of money, as frozen data that compares, hashes, pickles and goes through dicts.

>>> from moneyfacts.facts import Amount, Fact
>>> Fact.of(Amount.of(5, "USD")) == Fact.of(Amount.of(5, "USD"))
True
"""

from moneyfacts.facts.amount import Amount
from moneyfacts.facts.collection import Facts
from moneyfacts.facts.fact import Fact, implied_rates
from moneyfacts.facts.rate import ExchangeRate, implied_rate, stated_rate
from moneyfacts.facts.when import Per, Period

__all__ = ["Amount", "ExchangeRate", "Fact", "Facts", "Per", "Period", "implied_rate", "implied_rates", "stated_rate"]
