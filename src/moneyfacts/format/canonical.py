"""Canonical text: short, English-like, in ISO codes, the same under every locale, and all that a fact states.

Every space in it is a no-break space, so that it ends where it ends: words of the text around it cannot become part of it.
The digits shown are the quantum: the last one written is the one that the number is rounded to, and a scale sign
moves it where it belongs. Grammar: docs/canonical-text.md; words: data/canonical.txt; its reader: grammar/canonical.py.

>>> from moneyfacts.facts import Amount, Fact, Period
>>> amount = Amount.of("380e9", "CNY", bound="at least")
>>> fact = Fact.of(amount, Amount.of("52.44e9", "USD"), periods=[Period.of("over", duration="P3Y")])
>>> canonical(fact).replace(NBSP, " ")
'at least CNY 380 bn = USD 52.44 bn over P3Y'
"""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal
from typing import Any

from moneyfacts.facts import Amount, ExchangeRate, Fact, Per, Period
from moneyfacts.lexicon.canonical import BARE_LABEL, BARE_UNIT, NBSP, Qualifier, label_says, phrase

_EXACT = Context(prec=20_000, Emin=-999_999, Emax=999_999)
_SCALES = (0, 3, 6, 9, 12)
_AMBIGUOUS = 3
"""Money never shows so many decimals: in half of all locales they would be a group of thousands."""


def canonical(value: Any) -> str:
    """The canonical text of a fact, or of an amount, a rate, a unit or a period alone.

    >>> canonical(Period.of("in", label="Q3")).replace(NBSP, " ")
    'in Q3'
    """
    return str(_WRITERS[type(value)](value))


def code(value: Any) -> str:
    """The `repr` of a value: an expression that gives it again, around its canonical text.

    >>> code(Amount.of(5, "percent"))
    "moneyfacts.parse('5\\\\xa0percent').amount"
    """
    part = {Amount: ".amount", ExchangeRate: ".rates[0]", Fact: ""}[type(value)]
    return f"moneyfacts.parse({canonical(value)!a}){part}"


def write_fact(fact: Fact) -> str:
    """The canonical text of a fact."""
    if fact.amount is None:
        return write_rate(fact.rates[0])
    sums = (write_amount(amount) for amount in (fact.amount, *fact.equivalents))
    text = f"{NBSP}{phrase('join', 'equal')}{NBSP}".join(sums)
    rest = [*([fact.per] if fact.per else []), *fact.periods]
    return NBSP.join([text, *map(canonical, rest)])


def write_amount(amount: Amount) -> str:
    """The canonical text of an amount.

    >>> write_amount(Amount.of("1.234", "KWD")).replace(NBSP, " ")
    'KWD 0.001234 k'
    >>> write_amount(Amount.of(30, "percent", quantum=10)).replace(NBSP, " ")
    '30 percent rounded to 10'
    """
    ends = [n for n in (amount.value,) if n is not None] or [n for n in (amount.low, amount.high) if n is not None]
    money = amount.currency is not None
    shift, numbers, rounded = _digits(ends, amount.quantum, money)
    shown = [_signed(number, money) for number in numbers]
    between = [phrase("upper", "open")] if amount.is_range and amount.high_open else []
    spread = [piece for number in shown[1:] for piece in (phrase("join", "range"), *between, number)]
    scale = [phrase("scale", str(shift))] if shift else []
    what = [amount.currency] if amount.currency is not None else []
    unit = [] if amount.unit is None else [phrase("unit", amount.unit)]
    return NBSP.join([*_qualified(amount), *what, shown[0], *spread, *scale, *unit, *rounded])


def write_rate(rate: ExchangeRate) -> str:
    """The canonical text of a rate: its number alone where that gives its interval, else the interval too.

    >>> write_rate(ExchangeRate.of("USD", "CNY", "7.2480")).replace(NBSP, " ")
    'USD/CNY 7.2480'
    """
    pair = f"{rate.base}/{rate.quote}"
    about = [phrase("qualifier", "about")] if rate.approximate else []
    if rate.rate is None and rate.low is not None and rate.high is not None:
        return NBSP.join([*_qualified(rate), pair, *_interval(rate, lower=False)])
    if rate.rate is not None and (rate.low is None) != (rate.high is None) and rate.rate in (rate.low, rate.high):
        return NBSP.join([*_qualified(rate), pair, _plain(rate.rate)])
    if rate.rate is not None and (shown := _rounded(rate)):
        return NBSP.join([*about, pair, shown])
    number = [] if rate.rate is None else [_plain(rate.rate)]
    return NBSP.join([*about, pair, *number, phrase("join", "within"), *_interval(rate, lower=True)])


def write_per(per: Per) -> str:
    """The canonical text of a unit.

    >>> write_per(Per.of("meter ** 3", 1000)).replace(NBSP, " ")
    'per 1000 "meter ** 3"'
    """
    quantity = [] if per.quantity == 1 else [_plain(per.quantity)]
    return NBSP.join([phrase("per", "per"), *quantity, per.unit if BARE_UNIT.fullmatch(per.unit) else _quoted(per.unit)])


def write_period(period: Period) -> str:
    """The canonical text of a period; a label in quotes says nothing more than itself.

    >>> write_period(Period.of("since", start=date(2019, 1, 1))).replace(NBSP, " ")
    'since 2019-01-01'
    """
    label, (fiscal, *implied) = _label(period)
    words = [phrase("role", period.role)]
    if period.fiscal and not fiscal:
        words.append(phrase("join", "fiscal"))
    dates = [] if [period.start, period.end] == implied else _dates(period)
    return NBSP.join([*words, *([period.duration] if period.duration else []), *label, *dates])


def _qualified(value: Amount | ExchangeRate) -> list[str]:
    """The qualifier of an amount or rate, if it needs one; in a range only for its low end."""
    low, high = value.low is not None, value.high is not None
    side = "" if low == high else "low" if low else "high"
    if low and high and value.low_open:
        side = "low"
    excluded = value.low_open if low else value.high_open
    said = Qualifier(side, bool(side) and excluded, value.approximate).key
    return [phrase("qualifier", said)] if said else []


def _digits(numbers: list[Decimal], quantum: Decimal, money: bool) -> tuple[int, list[Decimal], list[str]]:
    """The power of ten of the scale sign, the numbers in it with just their digits, and the words for a quantum that none can show."""
    place = quantum.adjusted()
    finest = min((_last_place(n) for n in numbers if n), default=place)
    shifts = (shift for shift in (_SCALES if money else (0,)) if shift >= place and not (money and shift - place == _AMBIGUOUS))
    shift = next(shifts, None)
    if shift is not None and finest >= place:
        return shift, [_with_place(n.scaleb(-shift, _EXACT), place - shift) for n in numbers], []
    finest = min(finest, 0)
    finest -= money and finest == -_AMBIGUOUS
    return 0, [_with_place(n, finest) for n in numbers], [phrase("join", "rounded"), _plain(quantum)]


def _last_place(number: Decimal) -> int:
    return int(number.normalize(_EXACT).as_tuple().exponent)


def _with_place(number: Decimal, place: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(place, _EXACT), context=_EXACT)


def _signed(number: Decimal, money: bool) -> str:
    """A number after its code has a hyphen for a minus; with no code before it the word, since a hyphen could belong to the text."""
    shown = format(number, "f")
    if not number.is_signed():
        return shown
    minus = "-" if money else phrase("join", "minus") + NBSP
    return minus * bool(number) + shown[1:]


def _plain(number: Decimal) -> str:
    shown = format(number, "f")
    return shown.rstrip("0").removesuffix(".") if "." in shown else shown


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""').replace(" ", NBSP) + '"'


def _rounded(rate: ExchangeRate) -> str:
    """The digits of a rate that say its interval, half a unit of the last of them on either side; empty where none do."""
    if rate.rate is None or rate.low is None or rate.high is None or rate.low_open or rate.high_open:
        return ""
    width = _EXACT.subtract(rate.high, rate.low)
    middle = _EXACT.multiply(2, rate.rate) == _EXACT.add(rate.high, rate.low)
    place = width.adjusted() if width else 1
    if not middle or place > 0 or width != Decimal(1).scaleb(place, _EXACT) or _last_place(rate.rate) < place:
        return ""
    return format(_with_place(rate.rate, place), "f")


def _interval(rate: ExchangeRate, lower: bool) -> list[str]:
    """The ends of a rate; with `lower` in full, else without the words for its low end, which stand before the pair."""
    ends: list[str] = []
    if rate.low is not None:
        word = ("low open" if rate.low_open else "low") if rate.high is None else "low open" if rate.low_open else ""
        ends += [*([phrase("qualifier", word)] if word and lower else []), _plain(rate.low)]
    if rate.low is not None and rate.high is not None:
        ends.append(phrase("join", "range"))
    if rate.high is not None:
        word = ("high open" if rate.high_open else "high") if rate.low is None else "high open" if rate.high_open else ""
        ends += [*([phrase("qualifier", word)] if word else []), _plain(rate.high)]
    return ends or [phrase("join", "any")]


def _label(period: Period) -> tuple[list[str], tuple[bool, date | None, date | None]]:
    """The label, in quotes unless it and what it says by itself hold, and what it says."""
    nothing: tuple[bool, date | None, date | None] = (False, None, None)
    if period.label is None:
        return [], nothing
    said = label_says(period.label) if BARE_LABEL.fullmatch(period.label) else nothing
    undated = period.start is None and period.end is None
    if not BARE_LABEL.fullmatch(period.label) or (said[0] and not period.fiscal) or (said[1] and undated):
        return [_quoted(period.label)], nothing
    return [period.label], said


def _dates(period: Period) -> list[str]:
    start, end = period.start and period.start.isoformat(), period.end and period.end.isoformat()
    single = {"by": (None, end), "since": (start, None)}.get(period.role, (start, start))
    if start and end and (start, end) != single:
        return [start, phrase("join", "range"), end]
    if (start, end) == single:
        return [start or end or ""]
    return [phrase("join", "from"), start] if start else [phrase("join", "until"), end or ""]


_WRITERS: dict[type, Any] = {Fact: write_fact, Amount: write_amount, ExchangeRate: write_rate, Per: write_per, Period: write_period}
