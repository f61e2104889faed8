"""Strategies for English texts with the facts that they state, by the contract and not by the reader.

An expression is put together from parts that each know what they state: a qualifier, numbers in digits, scales or words, a currency
as sign, code or name, equivalents, a unit, periods. What each part means is written a second time, in `wording`, on purpose: an
oracle that shared the reader's tables would share its mistakes.

>>> expressions().example()  # doctest: +SKIP
('at least 380 billion yuan (US$52.44 billion) over three years', moneyfacts.parse(...))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from hypothesis import strategies as st

from moneyfacts.facts import Amount, ExchangeRate, Fact, Per, Period, implied_rates, stated_rate
from moneyfacts.strategies.wording import (
    AFTER,
    BEFORE,
    CHANGES,
    DEFAULT,
    DEFAULT_MINOR,
    EXACT,
    FRAMES,
    GLUES,
    MINOR,
    NAMES,
    NEGATIVE,
    OPEN_RATES,
    OWN,
    OWN_CODES,
    PER_DOLLAR,
    PERIODS,
    PERS,
    RATES,
    SCALES,
    TIMES,
    UNITS,
    WORDS,
)

D = Decimal
Draw = st.DrawFn


@dataclass(frozen=True)
class Number:
    """A number as written: the text, what it states, and to what it is rounded."""

    text: str
    value: Decimal
    quantum: Decimal


@st.composite
def numbers(draw: Draw, words: bool = True) -> Number:
    """Numbers in digits, grouped or with decimals, with a scale or without, and in words."""
    kind = draw(st.sampled_from(("small", "grouped", "decimal", "scaled", "scaled", "words") if words else ("small", "decimal", "scaled")))
    if kind == "small":
        value = draw(st.integers(1, 999))
        return Number(str(value), D(value), D(1))
    if kind == "grouped":
        value = draw(st.integers(1_000, 999_999_999))
        return Number(f"{value:,}", D(value), quantum_of(value))
    if kind == "decimal":
        value = draw(st.integers(1, 9_999_999))
        return Number(f"{D(value).scaleb(-2):,}", D(value).scaleb(-2), D("0.01"))
    return draw(_worded() if kind == "words" else _scaled())


@st.composite
def _scaled(draw: Draw) -> Number:
    places = draw(st.integers(0, 2))
    plain = D(draw(st.integers(1, 999))).scaleb(-places)
    scale, power = draw(st.sampled_from(sorted(SCALES.items())))
    return Number(f"{plain}{scale}", plain.scaleb(power, EXACT), D(1).scaleb(power - places))


@st.composite
def _worded(draw: Draw) -> Number:
    word, value = draw(st.sampled_from(sorted(WORDS.items())))
    scale = draw(st.sampled_from([" million", " billion"]))
    quantum = D("0.1") if value % 1 else D(1)
    return Number(word + scale, value.scaleb(SCALES[scale]), quantum.scaleb(SCALES[scale]))


def quantum_of(whole: int) -> Decimal:
    """What a whole number in digits is rounded to: its last digit that is not nought, the third at the coarsest.

    >>> [str(int(quantum_of(n))) for n in (380, 660_000, 5_000_000, 1_234_000)]
    ['1', '1000', '10000', '1000']
    """
    digits = str(whole)
    noughts = len(digits) - len(digits.rstrip("0"))
    return D(10 ** max(0, min(noughts, len(digits) - 3)))


Money = tuple[str, Amount]


@st.composite
def _money(draw: Draw, own: bool, avoid: Sequence[str] = (), plain: bool = True) -> Money:
    """An amount of money with its text, its span counted from nought; with `plain` not below nought, and not in a minor unit."""
    way = draw(st.sampled_from(("sign", "sign", "sign", "name", "name", "name") if plain else ("sign", "name", "minor", "negative")))
    if way == "minor":
        units = {**MINOR, **({} if own else DEFAULT_MINOR)}
        cents, unit = draw(st.integers(1, 99)), draw(st.sampled_from(sorted(units)))
        number = Number(str(cents), D(cents).scaleb(-2), D("0.01"))
        return _stated(f"{cents}{unit}", number, number, units[unit])
    if way == "name":
        number = draw(numbers())
        name = draw(st.sampled_from(sorted(name for name, code in NAMES.items() if code not in avoid)))
        return _stated(f"{number.text}{name}", number, number, NAMES[name])
    number = draw(numbers(words=False))
    sign = draw(st.sampled_from([sign for sign in (*OWN, *(() if own else DEFAULT)) if _sign_code(sign) not in avoid]))
    if way == "negative":
        before = draw(st.sampled_from(NEGATIVE))
        number = Number(number.text, -number.value, number.quantum)
        return _stated(f"{before}{sign}{number.text}", number, number, _sign_code(sign))
    return _stated(f"{sign}{number.text}", number, number, _sign_code(sign))


def _sign_code(sign: str) -> str:
    return DEFAULT.get(sign) or OWN_CODES.get(sign) or sign.strip()


def _stated(text: str, low: Number, high: Number, code: str) -> Money:
    value = None if low is not high else low.value
    quantum = min(low.quantum, high.quantum)
    return text, Amount(text, (0, len(text)), value, low.value, high.value, False, False, False, quantum, code, None, "own", (code,))


@st.composite
def _range(draw: Draw, own: bool, avoid: Sequence[str] = ()) -> Money:
    """A range in one of the ways that people write it."""
    first, second = sorted(draw(st.lists(st.integers(1, 998), min_size=2, max_size=2, unique=True)))
    scale, power = draw(st.sampled_from([(" million", 6), (" billion", 9), ("bn", 9)]))
    low, high = (Number(str(n), D(n).scaleb(power), D(1).scaleb(power)) for n in (first, second))
    sign = draw(st.sampled_from([sign for sign in ("US$", "€", *(() if own else ("$", "£"))) if _sign_code(sign) not in avoid]))
    short, long = f"{sign}{first}", f"{sign}{first}{scale}"
    ends = (f"-{second}{scale}", f"–{second}{scale}", f" to {sign}{second}{scale}")
    text = draw(st.sampled_from([f"{long} to {sign}{second}{scale}", *(short + end for end in ends)]))
    return _stated(text, low, high, _sign_code(sign))


@st.composite
def _qualified(draw: Draw, own: bool, avoid: Sequence[str] = ()) -> Money:
    """Money with what qualifies it."""
    kind = draw(st.sampled_from(["plain", "plain", "before", "after", "range", "odd"]))
    if kind == "range":
        return draw(_range(own, avoid))
    if kind in ("plain", "odd"):
        return draw(_money(own, avoid, kind == "plain"))
    return _bound(draw, *draw(_money(own, avoid)), BEFORE if kind == "before" else AFTER)


def _bound(draw: Draw, text: str, amount: Amount, table: dict[str, tuple[str, bool, bool]]) -> Money:
    """An amount with a word before it or after it, and what that makes of it."""
    word = draw(st.sampled_from(sorted(table)))
    side, opened, about = table[word]
    low, high = (None if side == "high" else amount.low), (None if side == "low" else amount.high)
    amount = replace(amount, low=low, high=high, low_open=side == "low" and opened, high_open=side == "high" and opened, approximate=about)
    return (f"{word} {text}", _moved(amount, len(word) + 1)) if table is BEFORE else (f"{text} {word}", amount)


def _near(draw: Draw, amount: Amount, avoid: Sequence[str | None]) -> Money | None:
    """About the same sum in another currency, as the rates of recent years have it; None for what has no rate, or is too small."""
    if amount.currency not in PER_DOLLAR or (amount.low is not None and amount.low <= 0):
        return None
    code = draw(st.sampled_from([code for code in PER_DOLLAR if code not in avoid]))
    ends = (amount.low, amount.high) if amount.is_range else (next(n for n in (amount.value, amount.low, amount.high) if n is not None),)
    worths = [end / PER_DOLLAR[str(amount.currency)] * PER_DOLLAR[code] for end in ends if end is not None]
    power = next((power for power in (9, 6, 0) if worths[0] >= 10**power), None)
    if power is None or worths[-1] >= 10**15:
        return None
    shown = [_near_number(worth, power) for worth in worths]
    sign = next((sign for sign in OWN if _sign_code(sign) == code), None)
    name = next((name for name, named in NAMES.items() if named == code), "")
    texts = [f"{sign}{number.text}" if sign else f"{number.text}{name}" for number in shown]
    return _stated(" to ".join(texts), shown[0], shown[-1], code)


def _near_number(worth: Decimal, power: int) -> Number:
    """Three digits or more of a number, and the scale that it is in."""
    rest = worth.scaleb(-power)
    places = 2 if rest < 100 else 0
    text = f"{rest:.{places}f}"
    scale = {9: " billion", 6: " million", 0: ""}[power]
    value = D(text).scaleb(power)
    return Number(text + scale, value, D(1).scaleb(power - places) if places else quantum_of(int(text)).scaleb(power))


def _moved(amount: Amount, by: int) -> Amount:
    return replace(amount, span=(amount.span[0] + by, amount.span[1] + by))


Expression = tuple[str, Fact]


@st.composite
def _money_facts(draw: Draw, own: bool) -> Expression:
    """Money with equivalents, a unit and periods, each of them or none."""
    many = draw(st.booleans())
    text, amount = draw(_qualified(own or many))
    text, equivalents = _with_equivalents(draw, text, amount) if many else (text, ())
    per, text = draw(_unit(text)) if not amount.is_range and not many else (None, text)
    periods: tuple[Period, ...] = ()
    for tables in ((TIMES,), PERIODS):
        if draw(st.integers(0, 3)) == 0 and not (per and tables is not PERIODS):
            text, period = _with_period(draw, text, draw(st.sampled_from(tables)))
            periods += (period,)
    rates = implied_rates(amount, equivalents)
    return text, Fact("money", text, (0, len(text)), amount, equivalents, rates, per, periods)


def _with_equivalents(draw: Draw, text: str, amount: Amount) -> tuple[str, tuple[Amount, ...]]:
    """The text with one equivalent or two, which may have bounds of their own."""
    found: list[Amount] = []
    before, after = draw(st.sampled_from(GLUES))
    closing = ""
    for glue in (before, "; "):
        near = _near(draw, amount, (amount.currency, *(other.currency for other in found)))
        if near is None:
            break
        bounded = draw(st.integers(0, 3)) == 0 and not near[1].is_range
        other, equivalent = _bound(draw, *near, BEFORE) if bounded else near
        found.append(_moved(equivalent, len(text) + len(glue)))
        text, closing = text + glue + other, after
        if glue == "; " or before != " (" or draw(st.booleans()):
            break
    return text + closing, tuple(found)


def _with_period(draw: Draw, text: str, table: dict[str, Period]) -> tuple[str, Period]:
    """The text with a phrase of the table after it, and the period at its place."""
    phrase = draw(st.sampled_from(sorted(table)))
    said = phrase.lstrip()
    start = len(text) + len(phrase) - len(said)
    return text + phrase, replace(table[phrase], text=said, span=(start, start + len(said)))


@st.composite
def _unit(draw: Draw, text: str) -> tuple[Per | None, str]:
    if draw(st.integers(0, 3)):
        return None, text
    phrase = draw(st.sampled_from(sorted(PERS)))
    unit = PERS[phrase]
    said = phrase.lstrip()
    start = len(text) + len(phrase) - len(said)
    per = Per.of(unit) if isinstance(unit, str) else Per.of(*unit)
    return replace(per, text=said, span=(start, start + len(said))), text + phrase


@st.composite
def _shares(draw: Draw) -> Expression:
    """Percent and points, and multiples: plain, negative, bounded or a range, with a period or none."""
    word = draw(st.sampled_from([*sorted(UNITS), "x", "-fold"]))
    unit = UNITS.get(word, "times")
    way = draw(st.sampled_from(("plain", "plain", "bound", "range", "negative") if unit != "times" else ("plain", "bound")))
    text, amount = draw(_range_of(word, unit) if way == "range" else _share(word, unit, way == "negative"))
    if way == "bound":
        text, amount = _bound(draw, text, amount, BEFORE)
    periods: tuple[Period, ...] = ()
    if draw(st.integers(0, 3)) == 0:
        text, period = _with_period(draw, text, draw(st.sampled_from(PERIODS)))
        periods = (period,)
    kind = "multiple" if unit == "times" else "percent"
    return text, Fact(kind, text, (0, len(text)), amount, (), (), None, periods)


@st.composite
def _share(draw: Draw, word: str, unit: str, negative: bool) -> Money:
    places = draw(st.integers(0, 2)) if word != "-fold" else 0
    whole = draw(st.integers(2, 999))
    value, quantum = D(whole).scaleb(-places), D(1).scaleb(-places) if places else quantum_of(whole)
    before = draw(st.sampled_from(NEGATIVE)) if negative else ""
    text = f"{before}{value:.{places}f}{word}"
    value = -value if negative else value
    return text, Amount(text, (0, len(text)), value, value, value, False, False, False, quantum, None, unit, None, ())


@st.composite
def _range_of(draw: Draw, word: str, unit: str) -> Money:
    first, second = sorted(draw(st.lists(st.integers(1, 99), min_size=2, max_size=2, unique=True)))
    text = draw(st.sampled_from((f"{first}-{second}{word}", f"{first} to {second}{word}", f"{first}{word} to {second}{word}")))
    return text, Amount(text, (0, len(text)), None, D(first), D(second), False, False, False, D(1), None, unit, None, ())


@st.composite
def _rates(draw: Draw) -> Expression:
    """Stated rates: plain, bounded, or a range."""
    number = D(draw(st.integers(1, 9_999_999))).scaleb(-draw(st.sampled_from([2, 4])))
    way = draw(st.sampled_from(("plain", "plain", "bound", "range")))
    template, base, quote = draw(st.sampled_from(RATES if way == "plain" else OPEN_RATES))
    shown, amount = f"{number:f}", Amount.of(number, quote)
    if way == "bound":
        shown, amount = _bound(draw, shown, amount, BEFORE)
    elif way == "range":
        amount = Amount.of(number, quote, to=number + 1)
        shown = f"{number:f} to {number + 1:f}"
    text = template.format(shown)
    rate = stated_rate(base, quote, amount)
    assert isinstance(rate, ExchangeRate)
    return text, Fact("exchange_rate", text, (0, len(text)), None, (), (rate,), None, ())


@st.composite
def expressions(draw: Draw, own: bool = False) -> Expression:
    """Whole expressions, as `moneyfacts.parse` takes them in en-US, with the fact that each states.

    In: with `own`, only money whose currency its own words say, so that no text around it can change that.
    """
    return draw(st.one_of(_money_facts(own), _money_facts(own), _money_facts(own), _shares(), _rates()))


@st.composite
def sentences(draw: Draw) -> tuple[str, list[Fact]]:
    """Texts of one to four sentences, with their facts in text order, at their places.

    >>> text, found = sentences().example()  # doctest: +SKIP
    """
    text, found = "", []
    for frame in draw(st.lists(st.sampled_from(FRAMES + CHANGES), min_size=1, max_size=4)):
        words = _change(draw) if frame in CHANGES else [draw(expressions(own=True))]
        text += " " if text else ""
        for before, (said, fact) in zip(frame.split("{}"), words, strict=False):
            text += before
            found.append(_shifted(fact, len(text)))
            text += said
        text += frame.rpartition("{}")[2]
    return text, found


def _change(draw: Draw) -> list[Expression]:
    """Two amounts of the same money, with the sign of it before both."""
    sign = draw(st.sampled_from(OWN[:6]))
    stated = [_stated(f"{sign}{number.text}", number, number, _sign_code(sign)) for number in (draw(_scaled()), draw(_scaled()))]
    return [(text, Fact("money", text, (0, len(text)), amount, (), (), None, ())) for text, amount in stated]


def _shifted(fact: Fact, by: int) -> Fact:
    def move(value: object) -> object:
        start, end = value.span  # type: ignore[attr-defined]
        return replace(value, span=(start + by, end + by))  # type: ignore[type-var]

    each: Callable[[tuple[object, ...]], tuple[object, ...]] = lambda values: tuple(map(move, values))  # noqa: E731
    amount, per = fact.amount and move(fact.amount), fact.per and move(fact.per)
    span = (fact.span[0] + by, fact.span[1] + by)
    return replace(fact, span=span, amount=amount, equivalents=each(fact.equivalents), per=per, periods=each(fact.periods))  # type: ignore[arg-type]
