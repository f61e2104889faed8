"""Rates that a text states, from the templates of its language; the first word of a template's key says how it is read.

>>> "pair" in _STATED, "per" in _STATED
(True, True)
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from moneyfacts.grammar import bounds
from moneyfacts.grammar.calendar import Template, span_of
from moneyfacts.grammar.engine import Found, Rule
from moneyfacts.grammar.figure import CLASSES, Figure
from moneyfacts.grammar.numerals import numeral_of
from moneyfacts.grammar.ranges import compatible
from moneyfacts.lexicon import currencies
from moneyfacts.lexicon.numbers import EXACT, Numeral


def stated_rule(template: Template) -> Rule:
    def produce(found: Found, context: Any) -> tuple[Figure, frozenset[str]] | None:
        built = _STATED[template.key.split(" ")[0]](found, context)
        if built is None:
            return None
        built.rules = ((f"rate <{template.key}>", built.start, built.end),)
        if "b" in found and built.value is not None:  # `der Euro kostete rund 1,08 Dollar`
            bounds.apply(built, found.means("b", "bound.before"))
        return built, CLASSES["exchange_rate"]

    pattern = template.pattern
    if template.key == "moved":
        pattern = "(?<=<money|percentage>)" + pattern
    elif template.key == "level":
        pattern += _TO_A_LEVEL
    return Rule("rate <" + template.key + ">", pattern, produce)


def _currency(found: Found, name: str) -> tuple[str, str]:
    means = found.node(name).means
    for kind in ("code", "name", "sign", "abbr", "codeword", "unsure"):
        if kind in means:
            return str(means[kind]), kind
    return "", ""


def _rate_figure(found: Found, numeral: Numeral | Figure, base: str, quote: str) -> Figure:
    start, end = span_of(found)
    if isinstance(numeral, Figure):
        figure = Figure("exchange_rate", start, end, numeral.numeral, "")
        for name in ("value", "low", "high", "quantum", "low_open", "high_open", "approximate"):
            setattr(figure, name, getattr(numeral, name))
        if numeral.numeral.shape == "decimal" and numeral.value not in (None, numeral.numeral.value):
            _ungroup(figure, numeral, base, quote)
        figure.first = min(start, numeral.first)
    else:
        figure = Figure("exchange_rate", start, end, numeral, "")
    figure.base, figure.quote = base, quote
    return figure


def _ungroup(figure: Figure, money: Figure, base: str, quote: str) -> None:
    """``162,457 Yen je Euro``: three digits that are grouping in money with no minor unit are decimals where the rate is else impossible."""
    if (
        money.own_scale
        or money.minor is not None
        or money.value is None
        or not money.exact
        or currencies.possible(base, quote, money.value)
    ):
        return
    figure.value = figure.low = figure.high = money.numeral.value
    figure.quantum = money.numeral.quantum


def _per_currency(found: Found, context: Any) -> Figure | None:
    """``7.25 yuan per dollar``; ``951.3 won per 100 yen``."""
    money = found.node("money")
    base = found.node("base")
    if isinstance(base, Figure):
        return _divided(found, money, base) if _of_units(found, money, base) else None
    sense, _ = _currency(found, "base")
    at = found.at("base")
    before = found.sheet.nodes[at - 1].means
    if money.own_scale and currencies.is_crypto(sense):
        return None  # `Bitcoin kostet 95 Tausend Dollar`: a price
    weighed = "weight" in found.node("base").means and "perword" in before and "the" not in before
    if sense == money.sense or _part_of(money, sense) or weighed or ("c" in found and (money.minor is not None or money.own_scale)):
        return None
    after = found.sheet.nodes[found.match.end() : found.match.end() + 1]
    if any("change" in node.means for node in after) and not currencies.possible(sense, money.sense, money.value):
        return None  # `달러당 8.3원 오른`: the size of a move
    figure = _rate_figure(found, money, sense, money.sense)
    if "percentage" in found:  # `the euro rose 0.2% to $1.0490`: the size of the move is a fact of its own
        found.begin = found.at("money")
        figure.start, figure.first = money.start, money.first
    return figure


def _part_of(money: Figure, sense: str) -> bool:
    """Whether an amount is a part of what would be its base (``40 cents for every dollar spent``)."""
    return (
        money.minor is not None
        and not money.country
        and not set(currencies.candidates(sense)).isdisjoint(currencies.candidates(money.sense))
    )


def _of_units(found: Found, quote: Figure, base: Figure) -> bool:
    """Whether ``7.2993 yuan to $1`` is a rate and no change nor two prices: of one unit, and as the two have stood."""
    if not found.sheet.nodes[found.at("base") - 1].means.keys() & {"to", "slash"}:
        return True
    return (
        base.value == 1
        and base.minor is None
        and quote.minor is None
        and quote.value not in (None, 1)
        and currencies.possible(base.sense, quote.sense, quote.value)
    )


#: How many units of a currency a rate is stated for.
_UNITS = (1, 10, 100, 1000, 10000)


def _divided(found: Found, quote: Figure, base: Figure) -> Figure | None:
    """A price of several units of the base: divide by their number."""
    if base.value not in _UNITS or base.sense == quote.sense:
        return None  # `trocou 300 euros por R$ 1.860` is a deal
    figure = _rate_figure(found, quote, base.sense, quote.sense)
    if base.value != 1:
        for name in ("value", "low", "high", "quantum"):
            number = getattr(figure, name)
            if number is not None:
                setattr(figure, name, _quotient(number, base.value))
    return figure


def _quotient(number: Decimal, by: Decimal) -> Decimal:
    quotient = EXACT.divide(number, by)
    return quotient if len(quotient.as_tuple().digits) < 60 else quotient.quantize(Decimal((0, (1,), -30)), context=EXACT)


def _against(found: Found, context: Any) -> Figure | None:
    """``86.71 against the dollar``: the other currency is named elsewhere in the clause."""
    if isinstance(one := found.node("base"), Figure):
        if one.value != 1 or one.minor is not None:
            return None
        base = one.sense
    else:
        base = _currency(found, "base")[0]
    nodes, i = found.sheet.nodes, found.match.start()
    for k in range(i - 1, -1, -1):
        node = nodes[k]
        if isinstance(node, Figure) or any(_opens_base(other) for other in nodes[max(0, k - 2) : k]):
            continue
        if "name" in node.means and node.means["name"] != base:
            return _rate_figure(found, numeral_of(found.node("value")), base, str(node.means["name"]))
    return None


def _opens_base(node: Any) -> bool:
    """Whether a base follows: ``against the dollar``, and not ``the dollar`` itself."""
    means = node.means.keys()
    return "against" in means or ("perword" in means and not means & {"the", "article"})


_MOVE_REACH = 16


def _moved(found: Found, context: Any) -> Figure | None:
    """``रुपया डॉलर के मुकाबले 12 पैसे टूटकर 86.71 पर``: the new rate after the size of its move, of the two currencies named before."""
    value, move = found.node("value"), found.sheet.nodes[found.match.start() - 1]
    number = value.value if isinstance(value, Figure) else numeral_of(value).value
    if (
        not number
        or (move.kind == "money" and (not move.value or move.value >= number))
        or (not isinstance(value, Figure) and numeral_of(value).shape == "year")
    ):
        return None
    pair = _named_pair(found, value.sense if isinstance(value, Figure) else move.sense, number)
    if pair is None:
        return None
    figure = _rate_figure(found, value if isinstance(value, Figure) else numeral_of(value), *pair)
    figure.start = figure.first = value.start if isinstance(value, Figure) else found.sheet.starts[found.at("value")]
    return figure


def _named_pair(found: Found, quote: str, number: Decimal) -> tuple[str, str] | None:
    """The base and the quote among the currencies named before a move; where the numbers name none, the order that is possible."""
    i, named = found.match.start(), list[str]()
    for node in reversed(found.sheet.nodes[max(0, i - _MOVE_REACH) : i - 1]):
        if isinstance(node, Figure) or node.means.keys() & {"stop", "semicolon"}:
            break
        sense = next((str(node.means[name]) for name in ("name", "sign", "code") if name in node.means), "")
        if sense and sense not in named:
            named.append(sense)
    if len(named) < 2:
        return None
    one, other = named[:2]
    orders = [(other, one), (one, other)]
    if quote:
        orders = [(base, own) for base, own in orders if _same(own, quote) and not _same(base, quote)]
    return next(((base, own) for base, own in orders if currencies.possible(base, own, number)), None)


def _same(one: str, other: str) -> bool:
    return not set(currencies.candidates(one)).isdisjoint(currencies.candidates(other))


#: Shapes of numbers that are no rate of a pair, and of a pair of codes that both are words too (`TOP/ALL 10`).
_NO_RATE = {False: ("year",), True: ("year", "one", "two")}

_TO_A_LEVEL = r"(?:<^stop|semicolon|comma|money|name|opener|coordinator|relative>){0,7}?<to|at>(?:<bound.before>)?(?P<start><money>)(?!<perword|slash|to|against>)"


def _level(found: Found, context: Any) -> Figure | None:
    """``the euro rose to $1.0845``: one currency is the subject, and the amount in another its new level."""
    money, base = found.node("start"), _currency(found, "base")[0]
    at = found.at("base")
    before = found.sheet.nodes[at - 1].means if at else {}
    if money.own_scale or money.minor is not None or money.is_range or ("perword" in before and "the" not in before):
        return None
    if base == money.sense or currencies.is_crypto(base) or not currencies.possible(base, money.sense, money.value):
        return None
    figure = _rate_figure(found, money, base, money.sense)
    figure.start = figure.first = money.start
    return figure


def _pair(found: Found, context: Any) -> Figure | None:
    (base, one), (quote, other) = _currency(found, "base"), _currency(found, "quote")
    value = found.node("value")
    if base == quote or numeral_of(value).shape in _NO_RATE["codeword" == one == other]:
        return None
    return _rate_figure(found, numeral_of(value), base, quote)


def _either(found: Found, context: Any) -> Figure | None:
    """``人民币对美元报7.1050``, ``원/달러 환율 1,382.5원``: of two currencies, the one that makes the rate possible is the base."""
    one, other = _currency(found, "one")[0], _currency(found, "other")[0]
    value = found.node("value")
    if one == other or (isinstance(value, Figure) and value.value in (1, 10, 100, 1000)):
        return None
    if isinstance(value, Figure):
        quotes = [sense for sense in (one, other) if not set(currencies.candidates(sense)).isdisjoint(currencies.candidates(value.sense))]
        if quotes and value.value is not None and not currencies.possible(other if quotes[0] == one else one, quotes[0], value.value):
            return None  # the size of a move
    elif numeral_of(value).shape == "year":
        return None
    else:
        quotes = [sense for sense, base in ((other, one), (one, other)) if currencies.possible(base, sense, numeral_of(value).value)]
    if not quotes:
        return None
    base = other if quotes[0] == one else one
    return _rate_figure(found, value if isinstance(value, Figure) else numeral_of(value), base, quotes[0])


def _two_amounts(found: Found, context: Any) -> Figure | None:
    """``$1 = 7.2481 yuan``, ``one euro bought 1.0832 dollars``: the side of one unit (or 100) is the base."""
    base, quote = found.node("money"), found.node("quote")
    if base is None:
        return _rate_figure(found, quote, _currency(found, "base")[0], quote.sense) if quote.minor is None else None
    if base.value is None or base.minor is not None:
        return None
    if quote.minor is not None and compatible(base, quote):
        return None  # ``a crown is 100 öre``
    if base.value not in _UNITS:
        per = "perword" in found.sheet.nodes[found.at("quote") - 1].means  # `32.9元兑1美元`
        if quote.value != 1 or not (per or "equals" in found.match.re.groupindex or "e" in found):
            return None
        base, quote = quote, base
    return _divided(found, quote, base)


#: The coarsest last digit of a price of one unit that is read as a rate.
_RATE_QUANTUM = Decimal("0.01")


def _price_of_one(found: Found, context: Any) -> Figure | None:
    """``RMB7.2993 to US$1.00``: so much for one unit; of several units only after a word that says so (``951.3 won per 100 yen``)."""
    money, base = found.node("money"), found.node("base")
    several = "perword" in found.sheet.nodes[found.at("base") - 1].means
    if not several and (base.value != 1 or money.quantum > _RATE_QUANTUM):
        return None
    return _divided(found, money, base) if _of_units(found, money, base) else None


_STATED = {
    "unit": _price_of_one,
    "per": _per_currency,
    "against": _against,
    "pair": _pair,
    "either": _either,
    "moved": _moved,
    "level": _level,
    "equals": _two_amounts,
    "bought": _two_amounts,
}
