"""Strategies for English texts with the facts that they state, by the contract and not by the reader.

An expression is put together from parts that each know what they state: a qualifier, numbers in digits, scales or words, a currency
as sign, code or name, equivalents, a unit, periods. What each part means is written here a second time, on purpose: an oracle that
shared the reader's tables would share its mistakes.

>>> expressions().example()  # doctest: +SKIP
('at least 380 billion yuan (US$52.44 billion) over three years', moneyfacts.parse(...))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Context, Decimal

from hypothesis import strategies as st

from moneyfacts.facts import Amount, ExchangeRate, Fact, Per, Period, implied_rates, stated_rate

Draw = st.DrawFn
D = Decimal

_EXACT = Context(prec=4_000, Emin=-999_999, Emax=999_999)

# What stands before an amount or after it: the side it leaves a number on, whether the end is excluded, whether it is inexact.
BEFORE = {
    "at least": ("low", False, False),
    "no less than": ("low", False, False),
    "not less than": ("low", False, False),
    "a minimum of": ("low", False, False),
    "upwards of": ("low", False, False),
    "more than": ("low", True, False),
    "over": ("low", True, False),
    "exceeding": ("low", True, False),
    "in excess of": ("low", True, False),
    "greater than": ("low", True, False),
    "north of": ("low", True, False),
    "at most": ("high", False, False),
    "up to": ("high", False, False),
    "no more than": ("high", False, False),
    "as much as": ("high", False, False),
    "a maximum of": ("high", False, False),
    "less than": ("high", True, False),
    "under": ("high", True, False),
    "below": ("high", True, False),
    "about": ("", False, True),
    "around": ("", False, True),
    "approximately": ("", False, True),
    "roughly": ("", False, True),
    "some": ("", False, True),
    "close to": ("", False, True),
    "nearly": ("high", True, True),
    "almost": ("high", True, True),
    "just under": ("high", True, True),
    "slightly less than": ("high", True, True),
    "just over": ("low", True, True),
    "slightly more than": ("low", True, True),
    "a little over": ("low", True, True),
}
AFTER = {"or more": ("low", False, False), "or less": ("high", False, False), "or so": ("", False, True)}

SCALES = {" thousand": 3, " million": 6, " billion": 9, " trillion": 12, "m": 6, "bn": 9, "k": 3, " mln": 6, "tn": 12}
WORDS = {
    "five": D(5),
    "twelve": D(12),
    "ninety-nine": D(99),
    "three hundred and eighty": D(380),
    "one and a half": D("1.5"),
    "half a": D("0.5"),
    "two-and-a-half": D("2.5"),
}

# Forms of money around a number, whose currency no context can change.
OWN = ("US$", "CA$", "HK$", "€", "₹", "₩", "EUR ", "GBP ", "CHF ", "USD ", "SEK ")
OWN_CODES = {"US$": "USD", "CA$": "CAD", "HK$": "HKD", "€": "EUR", "₹": "INR", "₩": "KRW"}
NAMES = {" yuan": "CNY", " euros": "EUR", " yen": "JPY", " Canadian dollars": "CAD", " Swiss francs": "CHF", " USD": "USD", " GBP": "GBP"}
# What one US dollar was in the years about 2024, roughly: equivalents in any other proportion would not state the same sum.
PER_DOLLAR = {
    "USD": D(1),
    "EUR": D("0.92"),
    "GBP": D("0.79"),
    "CHF": D("0.88"),
    "CAD": D("1.36"),
    "HKD": D("7.8"),
    "CNY": D("7.2"),
    "SEK": D("10.5"),
    "INR": D("83.5"),
    "JPY": D(150),
    "KRW": D(1360),
}
# Forms that the default of en-US resolves.
DEFAULT = {"$": "USD", "£": "GBP", "¥": "JPY"}

PERS = {
    " a barrel": "barrel",
    " per barrel": "barrel",
    " per gallon": "gallon",
    " a share": "share",
    " per kilogram": "kilogram",
    "/MWh": "megawatt_hour",
}
DURATIONS = {" a year": "P1Y", " per month": "P1M", " an hour": "PT1H", " a week": "P1W", " per annum": "P1Y", " a day": "P1D"}
TIMES = {phrase: Period.of("per", duration=duration) for phrase, duration in DURATIONS.items()}
UNITS = {
    "%": "percent",
    " percent": "percent",
    " percentage points": "percentage_point",
    " basis points": "basis_point",
    "bps": "basis_point",
}


def _within(label: str, year: int, first: int = 1, months: int = 12) -> Period:
    last = first + months - 1
    after = date(year + last // 12, last % 12 + 1, 1)
    return Period.of("in", label=label, start=date(year, first, 1), end=date.fromordinal(after.toordinal() - 1))


def _periods() -> dict[str, Period]:
    """Phrases that trail a figure, and what they state; no word of them depends on the day."""
    found = {
        " over three years": Period.of("over", duration="P3Y"),
        " over a five-year period": Period.of("over", duration="P5Y"),
        " over the next 18 months": Period.of("over", duration="P18M"),
        " in the third quarter of 2024": _within("2024-Q3", 2024, 7, 3),
        " in February 2025": _within("2025-02", 2025, 2, 1),
        " as of December 31, 2024": Period.of("at", start=date(2024, 12, 31), end=date(2024, 12, 31)),
        " in fiscal 2024": Period.of("in", label="FY2024", fiscal=True),
    }
    for year in (2019, 2024, 2031):
        found[f" in {year}"] = _within(str(year), year)
        found[f" by {year}"] = Period.of("by", end=date(year, 12, 31))
        found[f" since {year}"] = Period.of("since", start=date(year, 1, 1))
    return found


PERIODS = _periods()
GLUES: tuple[tuple[str, str], ...] = ((" (", ")"), (", or ", ""), (" (about ", ")"), (", equivalent to ", ""), (" (or ", ")"))
RATES: tuple[tuple[str, str, str], ...] = (
    ("{} yuan per US dollar", "USD", "CNY"),
    ("{} yen to the dollar", "USD", "JPY"),
    ("{} euros per dollar", "USD", "EUR"),
    ("EUR/USD at {}", "EUR", "USD"),
    ("$1 = {} Chinese yuan", "USD", "CNY"),
)


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
    return Number(f"{plain}{scale}", plain.scaleb(power, _EXACT), D(1).scaleb(power - places))


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
def _money(draw: Draw, own: bool, avoid: Sequence[str] = ()) -> Money:
    """An amount of money with its text, its span counted from nought."""
    if draw(st.booleans()):
        number = draw(numbers(words=False))
        sign = draw(st.sampled_from([sign for sign in (*OWN, *(() if own else DEFAULT)) if _sign_code(sign) not in avoid]))
        return _stated(f"{sign}{number.text}", number, number, _sign_code(sign))
    number = draw(numbers())
    name = draw(st.sampled_from(sorted(name for name, code in NAMES.items() if code not in avoid)))
    return _stated(f"{number.text}{name}", number, number, NAMES[name])


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
    kind = draw(st.sampled_from(["plain", "plain", "before", "after", "range"]))
    if kind == "range":
        return draw(_range(own, avoid))
    text, amount = draw(_money(own, avoid))
    if kind == "plain":
        return text, amount
    table = BEFORE if kind == "before" else AFTER
    word = draw(st.sampled_from(sorted(table)))
    side, opened, about = table[word]
    low, high = (None if side == "high" else amount.low), (None if side == "low" else amount.high)
    amount = replace(amount, low=low, high=high, low_open=side == "low" and opened, high_open=side == "high" and opened, approximate=about)
    return (f"{word} {text}", _moved(amount, len(word) + 1)) if kind == "before" else (f"{text} {word}", amount)


def _near(draw: Draw, amount: Amount) -> Money | None:
    """About the same sum in another currency, as the rates of recent years have it; None for sums that are too small to say so."""
    stated = next(n for n in (amount.value, amount.low, amount.high) if n is not None)
    code = draw(st.sampled_from([code for code in PER_DOLLAR if code != amount.currency]))
    worth = stated / PER_DOLLAR[str(amount.currency)] * PER_DOLLAR[code]
    power = next((power for power in (9, 6, 0) if worth >= 10**power), None)
    if power is None or worth >= 10**15:
        return None
    shown = _near_number(worth, power)
    sign = next((sign for sign in OWN if _sign_code(sign) == code), None)
    name = next((name for name, named in NAMES.items() if named == code), "")
    return _stated(f"{sign}{shown.text}" if sign else f"{shown.text}{name}", shown, shown, code)


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
    equivalents: list[Amount] = []
    if many and (near := _near(draw, amount)):
        before, after = draw(st.sampled_from(GLUES))
        other, equivalent = near
        equivalents.append(replace(_moved(equivalent, len(text) + len(before)), approximate="about" in before))
        text += before + other + after
    per, text = draw(_unit(text)) if not amount.is_range and not many else (None, text)
    periods: list[Period] = []
    for table in (TIMES, PERIODS):
        if draw(st.integers(0, 3)) == 0 and not (per and table is not PERIODS):
            phrase = draw(st.sampled_from(sorted(table)))
            periods.append(_period(table[phrase], phrase, len(text)))
            text += phrase
    rates = implied_rates(amount, equivalents)
    return text, Fact("money", text, (0, len(text)), amount, tuple(equivalents), rates, per, tuple(periods))


def _period(period: Period, phrase: str, at: int) -> Period:
    said = phrase.lstrip()
    start = at + len(phrase) - len(said)
    return replace(period, text=said, span=(start, start + len(said)))


@st.composite
def _unit(draw: Draw, text: str) -> tuple[Per | None, str]:
    if draw(st.integers(0, 3)):
        return None, text
    phrase = draw(st.sampled_from(sorted(PERS)))
    said = phrase.lstrip()
    start = len(text) + len(phrase) - len(said)
    return replace(Per.of(PERS[phrase]), text=said, span=(start, start + len(said))), text + phrase


@st.composite
def _shares(draw: Draw) -> Expression:
    """Percent and points, and multiples."""
    places = draw(st.integers(0, 2))
    value, quantum = D(draw(st.integers(1, 999))).scaleb(-places), D(1).scaleb(-places)
    word = draw(st.sampled_from([*sorted(UNITS), "x", "-fold"]))
    unit = UNITS.get(word, "times")
    if word == "-fold":
        value, quantum, places = D(int(value) + 2), quantum_of(int(value) + 2), 0
    text = f"{value:.{places}f}{word}"
    amount = Amount(text, (0, len(text)), value, value, value, False, False, False, quantum, None, unit, None, ())
    kind = "multiple" if unit == "times" else "percent"
    return text, Fact(kind, text, (0, len(text)), amount, (), (), None, ())


@st.composite
def _rates(draw: Draw) -> Expression:
    """Stated rates."""
    template, base, quote = draw(st.sampled_from(RATES))
    number = D(draw(st.integers(1, 9_999_999))).scaleb(-draw(st.sampled_from([2, 4])))
    text = template.format(f"{number:f}")
    rate = stated_rate(base, quote, Amount.of(number, quote))
    assert isinstance(rate, ExchangeRate)
    return text, Fact("exchange_rate", text, (0, len(text)), None, (), (rate,), None, ())


@st.composite
def expressions(draw: Draw, own: bool = False) -> Expression:
    """Whole expressions, as `moneyfacts.parse` takes them in en-US, with the fact that each states.

    In: with `own`, only money whose currency its own words say, so that no text around it can change that.
    """
    return draw(st.one_of(_money_facts(own), _money_facts(own), _money_facts(own), _shares(), _rates()))


FRAMES = (
    "The company said it would spend {}.",
    "Analysts had expected {}.",
    "It paid {}, people close to the matter said.",
    "Margins were {}.",
    "The figure stood at {}.",
)


@st.composite
def sentences(draw: Draw) -> tuple[str, list[Fact]]:
    """Texts of one to four sentences, with their facts in text order, at their places.

    >>> text, found = sentences().example()  # doctest: +SKIP
    """
    text, found = "", []
    for frame in draw(st.lists(st.sampled_from(FRAMES), min_size=1, max_size=4)):
        words, fact = draw(expressions(own=True))
        before, after = frame.split("{}")
        text += (" " if text else "") + before
        found.append(_shifted(fact, len(text)))
        text += words + after
    return text, found


def _shifted(fact: Fact, by: int) -> Fact:
    def move(value: object) -> object:
        start, end = value.span  # type: ignore[attr-defined]
        return replace(value, span=(start + by, end + by))  # type: ignore[type-var]

    each: Callable[[tuple[object, ...]], tuple[object, ...]] = lambda values: tuple(map(move, values))  # noqa: E731
    amount, per = fact.amount and move(fact.amount), fact.per and move(fact.per)
    span = (fact.span[0] + by, fact.span[1] + by)
    return replace(fact, span=span, amount=amount, equivalents=each(fact.equivalents), per=per, periods=each(fact.periods))  # type: ignore[arg-type]
