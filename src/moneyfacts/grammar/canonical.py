"""Reads canonical text: what `str(fact)` writes, under every locale, exactly.

It is tried before anything else is read. `CANONICAL` finds where a canonical text may start, by a code joined to a number, or a
number to a unit, with a no-break space; `read` reads it from there to its end, piece by piece with anchored patterns that never
turn back. All its parts are joined by no-break spaces, so that no word of the text around it belongs to it. Grammar:
docs/canonical-text.md; words: data/canonical.txt; its writer: format/canonical.py.

A bare amount (a code, a no-break space, a number) people write too, and may go on where canonical text ends: `EUR 5 million`. So
a `Reading` says whether it is bare: a reader with more words should see whether one of them goes on with it.

>>> text = "Sold for at\N{NO-BREAK SPACE}least\N{NO-BREAK SPACE}USD\N{NO-BREAK SPACE}5\N{NO-BREAK SPACE}bn today."
>>> found = CANONICAL.search(text)
>>> reading = read(text, found.start())
>>> reading.fact.amount.low, text[reading.end:]
(Decimal('5000000000'), ' today.')
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from decimal import Context, Decimal
from typing import Any, NamedTuple

from moneyfacts.facts import Amount, ExchangeRate, Fact, Per, Period, implied_rates, stated_rate
from moneyfacts.facts.amount import MAX_DIGITS
from moneyfacts.facts.rate import MAX_RATE_DIGITS
from moneyfacts.facts.when import LABEL, is_unit
from moneyfacts.lexicon import canonical as words
from moneyfacts.lexicon import currencies
from moneyfacts.lexicon.canonical import NBSP, Qualifier, phrase

RULE = "canonical"

_EXACT = Context(prec=20_000, Emin=-999_999, Emax=999_999)


def _numeral(digits: int) -> str:
    """A number with so many digits at most before its point, and after it."""
    return rf"(?:0|[1-9]\d{{0,{digits - 1}}}+)(?:\.\d{{1,{digits}}}+)?+(?![\d]|[.,'’٫٬]\d)"


_NUMBER, _RATE_NUMBER = _numeral(MAX_DIGITS), _numeral(MAX_RATE_DIGITS)
_CODE = r"[A-Z][A-Z0-9]{2,9}+"
_NO_GROUP = rf"(?![{NBSP}\u2009\u202f ]\d{{3}}(?!\d))"
_QUOTED = r'"(?:[^"\n]|""){1,500}+"(?!")'
_DATE = r"\d{4}-\d\d-\d\d(?!\d)"
_DURATION = r"P(?=[T\d])(?:\d{1,9}+(?:\.\d{1,9}+)?+[YMWD])*+(?:T(?=\d)(?:\d{1,9}+(?:\.\d{1,9}+)?+[HMS])++)?+"


def _join(name: str) -> str:
    return re.escape(phrase("join", name))


_QUALIFIED = rf"(?:(?P<qualifier>{words.any_of('qualifier')}){NBSP})?+"
_UPPER = rf"(?:(?P<upper>{re.escape(phrase('upper', 'open'))}){NBSP})?+"
_RANGE = rf"{NBSP}{_join('range')}{NBSP}{_UPPER}"
_ROUNDED = rf"(?:{NBSP}{_join('rounded')}{NBSP}(?P<rounded>{_NUMBER}))?+"
_SCALE = rf"(?:{NBSP}(?P<scale>{words.any_of('scale')})(?![a-z]))?+"
_MINUS = rf"{_join('minus')}{NBSP}"

_MONEY = rf"(?P<what>(?P<code>{_CODE}){NBSP}(?P<low>-?{_NUMBER}){_NO_GROUP}(?:{_RANGE}(?P<high>-?{_NUMBER}))?+{_SCALE}){_ROUNDED}"
_SHARE = (
    rf"(?P<what>(?P<low>(?:{_MINUS})?+{_NUMBER})(?:{_RANGE}(?P<high>(?:{_MINUS})?+{_NUMBER}))?+"
    rf"{NBSP}(?P<unit>{words.any_of('unit')})(?![a-z])){_ROUNDED}"
)
_ENDS = (
    rf"(?:(?P<word>{words.any_of('qualifier')}){NBSP})?+(?P<low>{_RATE_NUMBER})(?:{_RANGE}(?P<high>{_RATE_NUMBER}))?+"
    rf"|{_join('any')}(?![a-z])"
)

_AMOUNT_AT = re.compile(_QUALIFIED + _MONEY, re.ASCII)
_SHARE_AT = re.compile(_QUALIFIED + _SHARE, re.ASCII)
_RATE_AT = re.compile(
    rf"{_QUALIFIED}(?P<base>{_CODE})/(?P<quote>{_CODE})(?:{NBSP}(?P<rate>{_RATE_NUMBER})(?:{_RANGE}(?P<top>{_RATE_NUMBER}))?+)?+"
    rf"(?P<within>{NBSP}{_join('within')}{NBSP}(?:{_ENDS.replace('upper', 'high_word')}))?+",
    re.ASCII,
)
_EQUAL_AT = re.compile(f"{NBSP}{_join('equal')}{NBSP}")
_PER_AT = re.compile(
    rf"{NBSP}(?P<text>{re.escape(phrase('per', 'per'))}{NBSP}(?:(?P<quantity>{_NUMBER}){NBSP})?+"
    rf"(?:(?P<unit>{words.BARE_UNIT.pattern})|(?P<quoted>{_QUOTED})))",
    re.ASCII,
)
_PERIOD_AT = re.compile(
    rf"{NBSP}(?P<text>(?P<role>{words.any_of('role')})(?:{NBSP}(?P<fiscal>{_join('fiscal')})(?={NBSP}))?+"
    rf"(?:{NBSP}(?P<duration>{_DURATION}))?+"
    rf"(?:{NBSP}(?!{_DATE})(?:(?P<label>{words.BARE_LABEL.pattern})|(?P<quoted>{_QUOTED})))?+"
    rf"(?:{NBSP}(?:(?P<first>{_DATE})(?:{NBSP}{_join('range')}{NBSP}(?P<last>{_DATE}))?+"
    rf"|{_join('from')}{NBSP}(?P<from>{_DATE})|{_join('until')}{NBSP}(?P<until>{_DATE})))?+)",
    re.ASCII,
)

CANONICAL = re.compile(
    rf"(?<![A-Za-z0-9_])(?:(?:{words.any_of('qualifier')}){NBSP})?+"
    rf"(?:{_CODE}(?:/{_CODE})?+{NBSP}(?=[-\d]|{_join('within')})"
    rf"|(?<!\d[.,'’٫٬{NBSP}\u2009\u202f])(?:{_MINUS})?+{_NUMBER}{NBSP}(?={words.any_of('unit')}|{_join('range')}{NBSP}))",
    re.ASCII,
)
"""Finds where canonical text may start; a match is no promise, `read` decides. Without a no-break space there is none."""


class Reading(NamedTuple):
    """A fact, where its text ends, and whether it is no more than a code and a number."""

    fact: Fact
    end: int
    bare: bool


def read(text: str, start: int) -> Reading | None:
    """The canonical text that starts just there, or None.

    >>> read("USD\N{NO-BREAK SPACE}1.789", 0) is None
    True
    """
    return _read_money(text, start) or _read_share(text, start) or _read_rate(text, start)


def find(text: str) -> Iterator[tuple[int, Reading]]:
    """All canonical texts in a text, in order, none within another.

    >>> [start for start, reading in find("5\N{NO-BREAK SPACE}percent or USD\N{NO-BREAK SPACE}3")]
    [0, 13]
    """
    if NBSP not in text:
        return
    end = 0
    for found in CANONICAL.finditer(text):
        if found.start() < end:
            continue
        reading = read(text, found.start())
        if reading:
            end = reading.end
            yield found.start(), reading


def merge(found: list[Fact], bare: list[Fact]) -> list[Fact]:
    """What was read and the bare amounts of the same stretch, both in text order, as one list in text order.

    A bare amount holds against what takes in a part of it, and gives way to what takes in all of it and says more.
    """
    if not bare:
        return found
    starts, ends = [fact.span[0] for fact in bare], [fact.span[1] for fact in bare]
    kept, covered = list[Fact](), set[int]()
    for fact in found:
        start, end = fact.span
        over = range(bisect_right(ends, start), bisect_left(starts, end))
        whole = all(start <= bare[i].span[0] and bare[i].span[1] <= end for i in over)
        more = fact.per or fact.periods or not (over and bare[over[0]].span == fact.span)
        if whole and more:
            kept.append(fact)
            covered.update(over)
    return sorted(kept + [fact for i, fact in enumerate(bare) if i not in covered], key=lambda fact: fact.span)


def fits(text: str, start: int, end: int) -> bool:
    """Whether canonical text in place of `text[start:end]` would stay apart from what stands beside it.

    Beside letters, digits and signs it could not be told where it begins or ends; letters of scripts without spaces are no letters here.

    >>> fits("It cost $5.", 8, 10), fits("A$5", 1, 3), fits("约$5的", 1, 3)
    (True, False, True)
    """
    return not _joins(text[start - 1 : start], text[max(0, start - 2) : start]) and not _joins(text[end : end + 1], "")


def _joins(beside: str, pair: str) -> bool:
    if beside == "/":
        return pair[:1].isalpha()
    if not beside or beside.isspace():
        return False
    if beside.isalpha():
        return not _unspaced(beside)
    return beside == "_" or unicodedata.category(beside)[0] in "NSM"


def _unspaced(letter: str) -> bool:
    """Whether a letter is of a script that writes no spaces between words."""
    return "\u0e00" <= letter <= "\u0fff" or "\u1000" <= letter <= "\u109f" or "\u1780" <= letter <= "\u17ff" or letter >= "\u3040"


def _read_money(text: str, start: int) -> Reading | None:
    first = _AMOUNT_AT.match(text, start)
    amount = first and _amount(first)
    if not first or not amount:
        return None
    end, equivalents, codes = first.end(), [], {amount.currency}
    while more := _equivalent(text, end):
        other, after = more
        if other.currency in codes:
            break
        equivalents.append(other)
        end = after
    per, end = _per(text, end)
    periods, end = _periods(text, end)
    bare = end == first.end("what") and start == first.start("what") and not (equivalents or amount.is_range)
    rates = implied_rates(amount, equivalents)
    parts = ["amount", *(f"equivalents[{i}]" for i in range(len(equivalents)))]
    return Reading(_fact("money", text, (start, end), amount, tuple(equivalents), rates, per, periods, parts), end, bare)


def _read_share(text: str, start: int) -> Reading | None:
    found = _SHARE_AT.match(text, start)
    amount = found and _amount(found)
    if not found or not amount:
        return None
    periods, end = _periods(text, found.end())
    kind = "multiple" if amount.unit == "times" else "percent"
    return Reading(_fact(kind, text, (start, end), amount, (), (), None, periods, ["amount"]), end, False)


def _read_rate(text: str, start: int) -> Reading | None:
    found = _RATE_AT.match(text, start)
    if not found or found["base"] == found["quote"] or not (currencies.known(found["base"]) and currencies.known(found["quote"])):
        return None
    rate = _rate_within(found) if found["within"] else _rate_alone(found)
    if rate is None:
        return None
    end = found.end()
    return Reading(_fact("exchange_rate", text, (start, end), None, (), (rate,), None, (), ["rates[0]"]), end, False)


def _rate_alone(found: re.Match[str]) -> ExchangeRate | None:
    """A rate by its number, whose digits give the interval; or by a bound, or two ends."""
    if not found["rate"] or _is_zero(found["rate"], found["top"]):
        return None
    said, low = _qualifier(found["qualifier"]), Decimal(found["rate"])
    ends = _interval(low, (found["top"] and Decimal(found["top"])) or None, said, bool(found["upper"]))
    if ends is None:
        return None
    if said.side or found["top"]:
        return ExchangeRate._trusted(found["base"], found["quote"], *ends, said.about)
    amount = Amount._trusted("", (0, 0), *ends, said.about, _quantum(found["rate"], 0), found["quote"], None, None, ())
    return stated_rate(found["base"], found["quote"], amount)


def _rate_within(found: re.Match[str]) -> ExchangeRate | None:
    """A rate with its interval in full."""
    about = _qualifier(found["qualifier"])
    if found["top"] or about.side or _is_zero(found["rate"], found["low"], found["high"]):
        return None
    rate = Decimal(found["rate"]) if found["rate"] else None
    ends = _ends(_qualifier(found["word"]), found["low"], found["high"], bool(found["high_word"]))
    if ends is None or (rate is None and ends == (None, None, False, False)):
        return None
    if rate is not None and not (ends[0] or rate) <= rate <= (ends[1] or rate):
        return None
    return ExchangeRate._trusted(found["base"], found["quote"], rate, *ends, about.about)


def _ends(word: Qualifier, low: str | None, high: str | None, upper: bool) -> tuple[Decimal | None, Decimal | None, bool, bool] | None:
    if low is None:
        return None, None, False, False
    if word.about or (high is None and not word.side):
        return None
    ends = _interval(Decimal(low), Decimal(high) if high else None, word, upper)
    return ends and ends[1:]


def _is_zero(*numbers: str | None) -> bool:
    return any(number is not None and not Decimal(number) for number in numbers)


def _fact(kind: str, text: str, span: tuple[int, int], *rest: Any) -> Fact:
    *fields, parts = rest
    whole = text[slice(*span)]
    return Fact._trusted(kind, whole, span, *fields, tuple((part, RULE, whole, span) for part in parts))


def _equivalent(text: str, end: int) -> tuple[Amount, int] | None:
    joined = _EQUAL_AT.match(text, end)
    found = joined and _AMOUNT_AT.match(text, joined.end())
    amount = found and _amount(found)
    return (amount, found.end()) if found and amount else None


def _amount(found: re.Match[str]) -> Amount | None:
    """The amount of a match of money or a share; None where its code is unknown or it states what no amount can."""
    said, groups = _qualifier(found["qualifier"]), found.groupdict()
    code, unit = groups.get("code"), groups.get("unit")
    if code is not None and (not currencies.known(code) or _has_three_decimals(found["low"], found["high"])):
        return None
    shift = int(words.key("scale", groups["scale"])) if groups.get("scale") else 0
    low, high = _decimal(found["low"], shift), _decimal(found["high"], shift) if found["high"] else None
    ends = _interval(low, high, said, bool(found["upper"]))
    if ends is None:
        return None
    quantum = _quantum(found["low"], shift)
    if found["rounded"]:
        quantum = Decimal(found["rounded"])
        if set(found["rounded"]) - set("0.1") or found["rounded"].count("1") != 1:
            return None
    means = _what(code, unit)
    return Amount._trusted(found["what"], found.span("what"), *ends, said.about, quantum, *means)


def _what(code: str | None, unit: str | None) -> tuple[str | None, str | None, str | None, tuple[str, ...]]:
    """The last four fields of an amount: a canonical code says itself what it is."""
    return (code, None, "own", (code,)) if code else (None, words.key("unit", unit or ""), None, ())


Ends = tuple[Decimal | None, Decimal | None, Decimal | None, bool, bool]


def _interval(low: Decimal, high: Decimal | None, said: Qualifier, upper: bool) -> Ends | None:
    """Value, low, high and their openness; None for what makes no interval."""
    if high is None:
        below, above = said.side != "high", said.side != "low"
        return low, low if below else None, low if above else None, below and said.open, above and said.open
    if (said.side and (said.side, said.open) != ("low", True)) or low > high or (low == high and (said.open or upper)):
        return None
    return None, low, high, said.open, upper


def _qualifier(phrase: str | None) -> Qualifier:
    return words.qualifier(phrase) if phrase else Qualifier("", False, False)


def _has_three_decimals(*numbers: str | None) -> bool:
    return any(number is not None and len(number.partition(".")[2]) == 3 for number in numbers)


def _decimal(number: str, shift: int) -> Decimal:
    found = Decimal(number.replace(phrase("join", "minus") + NBSP, "-")).scaleb(shift, _EXACT)
    return _EXACT.quantize(found, Decimal(1)) if int(found.as_tuple().exponent) > 0 else found


def _quantum(number: str, shift: int) -> Decimal:
    place = shift - len(number.partition(".")[2])
    return Decimal(10**place) if place > 0 else Decimal(1).scaleb(place, _EXACT)


def _per(text: str, end: int) -> tuple[Per | None, int]:
    found = _PER_AT.match(text, end)
    if not found:
        return None, end
    unit = found["unit"] or _unquoted(found["quoted"])
    quantity = Decimal(found["quantity"] or 1)
    if not quantity or not is_unit(unit):
        return None, end
    return Per._trusted(quantity, unit, found["text"], found.span("text")), found.end()


def _periods(text: str, end: int) -> tuple[tuple[Period, ...], int]:
    periods: list[Period] = []
    while (found := _PERIOD_AT.match(text, end)) and (period := _period(found)):
        periods.append(period)
        end = found.end()
    return tuple(periods), end


def _period(found: re.Match[str]) -> Period | None:
    role, label = found["role"], found["label"]
    fiscal, start, end = words.label_says(label) if label else (False, None, None)
    try:
        days = {name: date.fromisoformat(found[name]) for name in ("first", "last", "from", "until") if found[name]}
    except ValueError:
        return None
    if days:
        first = days.get("first")
        start = days.get("from", None if role == "by" and "last" not in days else first)
        end = days.get("last", days.get("until", None if role == "since" else first))
    quoted = _unquoted(found["quoted"]) if found["quoted"] else None
    stated = (found["duration"], start, end, label or quoted)
    if not _states(role, *stated) or (quoted and not LABEL.match(quoted)):
        return None
    fiscal = fiscal or bool(found["fiscal"])
    return Period._trusted(words.key("role", role), *stated, fiscal, found["text"], found.span("text"))


def _states(role: str, duration: str | None, start: date | None, end: date | None, label: str | None) -> bool:
    """Whether these make a period: something is stated, by `per` a duration, and it does not end before it starts."""
    if role == phrase("role", "per") and not duration:
        return False
    return any((duration, start, end, label)) and not (start and end and start > end)


def _unquoted(text: str) -> str:
    return text[1:-1].replace('""', '"').replace(NBSP, " ")
