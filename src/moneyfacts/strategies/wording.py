"""The wording of the texts that `texts` puts together: each phrase with what it states, by the contract and not by the reader's tables.

>>> BEFORE["nearly"]
('high', True, True)
"""

from __future__ import annotations

from datetime import date
from decimal import Context, Decimal

from moneyfacts.facts import Period

D = Decimal

EXACT = Context(prec=4_000, Emin=-999_999, Emax=999_999)

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
OWN = ("US$", "CA$", "HK$", "€", "₹", "₩", "EUR ", "GBP ", "CHF ", "USD ", "SEK ", "DEM ", "BTC ", "XAU ")
OWN_CODES = {"US$": "USD", "CA$": "CAD", "HK$": "HKD", "€": "EUR", "₹": "INR", "₩": "KRW"}
NAMES = {
    " yuan": "CNY",
    " euros": "EUR",
    " yen": "JPY",
    " Canadian dollars": "CAD",
    " Swiss francs": "CHF",
    " Deutsche marks": "DEM",
    " bitcoin": "BTC",
    " USD": "USD",
    " GBP": "GBP",
}
# Hundredths: those whose currency no context can change, and those that the default resolves.
MINOR = {" euro cents": "EUR", " paise": "INR", " kopecks": "RUB"}
DEFAULT_MINOR = {" cents": "USD", " pence": "GBP", "p": "GBP"}
# What stands before a sign or a code, and makes the number negative.
NEGATIVE = ("-", "−", "minus ")
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

PERS: dict[str, str | tuple[str, int]] = {
    " a barrel": "barrel",
    " per barrel": "barrel",
    " per gallon": "gallon",
    " a share": "share",
    " per kilogram": "kilogram",
    "/MWh": "megawatt_hour",
    " per square foot": "foot ** 2",
    " a tonne": "metric_ton",
    " per 1,000 cubic metres": ("meter ** 3", 1000),
    " per 100 kg": ("kilogram", 100),
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


DATED: dict[str, Period] = {
    " over three years": Period.of("over", duration="P3Y"),
    " over a five-year period": Period.of("over", duration="P5Y"),
    " over the next 18 months": Period.of("over", duration="P18M"),
    " spread across four quarters": Period.of("over", duration="P12M"),
    " from 2021 to 2024": Period.of("over", start=date(2021, 1, 1), end=date(2024, 12, 31)),
    " between 2020 and 2025": Period.of("over", start=date(2020, 1, 1), end=date(2025, 12, 31)),
    " in 2019": _within("2019", 2019),
    " in 2031": _within("2031", 2031),
    " in H1 2025": _within("2025-H1", 2025, 1, 6),
    " in the third quarter of 2024": _within("2024-Q3", 2024, 7, 3),
    " in February 2025": _within("2025-02", 2025, 2, 1),
    " for the three months ended June 30, 2024": Period.of("in", start=date(2024, 4, 1), end=date(2024, 6, 30)),
    " in January–September 2024": Period.of("in", start=date(2024, 1, 1), end=date(2024, 9, 30)),
    " by 2031": Period.of("by", end=date(2031, 12, 31)),
    " by the end of 2026": Period.of("by", end=date(2026, 12, 31)),
    " before March 2025": Period.of("by", end=date(2025, 2, 28)),
    " since 2019": Period.of("since", start=date(2019, 1, 1)),
    " since January 2021": Period.of("since", start=date(2021, 1, 1)),
    " as of December 31, 2024": Period.of("at", start=date(2024, 12, 31), end=date(2024, 12, 31)),
}
FISCAL: dict[str, Period] = {
    " in fiscal 2024": Period.of("in", label="FY2024", fiscal=True),
    " in FY23": Period.of("in", label="FY2023", fiscal=True),
    " in the 2023/24 financial year": Period.of("in", label="FY2024", fiscal=True),
    " in the third quarter of fiscal 2024": Period.of("in", label="FY2024-Q3", fiscal=True),
    " for the fiscal year ended March 31, 2024": Period.of("in", start=date(2023, 4, 1), end=date(2024, 3, 31), fiscal=True),
}
RELATIVE: dict[str, Period] = {
    " last year": Period.of("in", label="last-year"),
    " this quarter": Period.of("in", label="this-quarter"),
    " next month": Period.of("in", label="next-month"),
    " in the third quarter": Period.of("in", label="Q3"),
}
# Phrases that trail a figure, and what they state with no day to count from.
PERIODS = (DATED, DATED, FISCAL, RELATIVE)
GLUES: tuple[tuple[str, str], ...] = ((" (", ")"), (", or ", ""), (", equivalent to ", ""), (" (or ", ")"))
RATES: tuple[tuple[str, str, str], ...] = (
    ("{} yuan per US dollar", "USD", "CNY"),
    ("{} yen to the dollar", "USD", "JPY"),
    ("{} euros per dollar", "USD", "EUR"),
    ("EUR/USD at {}", "EUR", "USD"),
    ("$1 = {} Chinese yuan", "USD", "CNY"),
    ("USD/INR {}", "USD", "INR"),
)
# Those that take a bound, an *about*, or a range in place of the number.
OPEN_RATES = RATES[:3]

FRAMES = (
    "The company said it would spend {}.",
    "Analysts had expected {}.",
    "It paid {}, people close to the matter said.",
    "Margins were {}.",
    "The figure stood at {}.",
)

# Two amounts of one change: two facts, of which a range would make one.
CHANGES = (
    "Sales rose from {} to {}.",
    "Its net debt fell to {} from {}.",
    "Spending was cut from {} to {}, the board said.",
)
