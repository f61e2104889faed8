"""Phrases with slots, from the language's data: calendar spans, periods, units of a price, stated rates.

Each template becomes a rule; the entry's key says what it builds. Nothing here knows a word of any language.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from moneyfacts.grammar.engine import Found, Rule
from moneyfacts.grammar.figure import CLASSES, Figure
from moneyfacts.grammar.numerals import numeral_of
from moneyfacts.grammar.ranges import compatible
from moneyfacts.lexicon import currencies
from moneyfacts.lexicon.lexicon import Lexicon
from moneyfacts.lexicon.numbers import Numeral


class Calendar:
    """A span of the calendar as written: its kind and the numbers in it; ``resolve`` gives it dates."""

    __slots__ = ("end", "key", "kind", "means", "parts", "start")

    def __init__(self, kind: str, parts: dict[str, Any], start: int, end: int) -> None:
        self.kind = kind
        self.parts = parts
        self.start = start
        self.end = end
        self.key = ""
        self.means: dict[str, Any] = {}


class Duration:
    """A length of time: a number of units, in ISO 8601."""

    __slots__ = ("end", "iso", "key", "means", "start")

    def __init__(self, iso: str, start: int, end: int) -> None:
        self.iso = iso
        self.start = start
        self.end = end
        self.key = ""
        self.means: dict[str, Any] = {}


class Phrase:
    """A period of a figure: its role, and a duration or spans of the calendar."""

    __slots__ = ("calendar", "duration", "end", "key", "means", "role", "rule", "second", "start")

    def __init__(self, role: str, start: int, end: int, rule: str) -> None:
        self.role = role
        self.start = start
        self.end = end
        self.rule = rule
        self.duration = ""
        self.calendar: Calendar | None = None
        self.second: Calendar | None = None
        self.key = ""
        self.means: dict[str, Any] = {}


    def in_year_of(self, other: Phrase) -> Phrase:
        """The same period in the year that another names (``March 31, 2024 and 2023``)."""
        if other is self or self.calendar is None or other.calendar is None or other.calendar.kind != "year":
            return other
        made = Phrase(self.role, other.start, other.end, self.rule)
        made.calendar = Calendar(self.calendar.kind, {**self.calendar.parts, "year": other.calendar.parts["year"]}, other.start, other.end)
        return made


class PerPhrase:
    """The unit of a price."""

    __slots__ = ("end", "key", "means", "quantity", "start", "unit")

    def __init__(self, quantity: Decimal, unit: str, start: int, end: int) -> None:
        self.quantity = quantity
        self.unit = unit
        self.start = start
        self.end = end
        self.key = ""
        self.means: dict[str, Any] = {}


class _Template(NamedTuple):
    section: str
    key: str
    pattern: str


def _span(found: Found) -> tuple[int, int]:
    i, j = found.match.span()
    return found.sheet.starts[i], found.sheet.ends[j - 1]


# -- durations and calendar spans ---------------------------------------------------------------------------------------

_UNIT_ORDER = "PYMWD"


def times_unit(number: Decimal, unit: str) -> str | None:
    """ISO 8601 duration of a number of units; quarters come out as months, parts of a year as months.

    >>> times_unit(Decimal(4), "P3M"), times_unit(Decimal("1.5"), "P1Y"), times_unit(Decimal(9), "PT1H")
    ('P12M', 'P18M', 'PT9H')
    """
    head = "PT" if unit.startswith("PT") else "P"
    count = number * int(unit[len(head) : -1])
    letter = unit[-1]
    if letter == "Y" and count != count.to_integral_value():
        count, letter = count * 12, "M"
    if count != count.to_integral_value() or count <= 0 or count > 100000:
        return None
    return f"{head}{int(count)}{letter}"


def _duration(found: Found, context: Any) -> tuple[Duration, frozenset[str]] | None:
    number = numeral_of(found.node("number"))
    iso = times_unit(number.value, found.means("time", "time"))
    if iso is None or number.shape == "year":
        return None
    return Duration(iso, *_span(found)), frozenset({"duration"})


_CALENDAR_CLASSES = {
    "date": frozenset({"calendar", "date"}),
    "dateday": frozenset({"calendar", "date"}),
    "month": frozenset({"calendar", "calendar.month"}),
    "monthonly": frozenset({"calendar", "calendar.month"}),
    "relative": frozenset({"calendar", "calendar.relative"}),
    "year": frozenset({"calendar", "calendar.year"}),
    "quarteronly": frozenset({"calendar", "calendar.part"}),
    "halfonly": frozenset({"calendar", "calendar.part"}),
    "fiscalonly": frozenset({"calendar", "calendar.part"}),
    "months": frozenset({"calendar", "calendar.part"}),
    "years": frozenset({"calendar", "calendar.years"}),
}
_CALENDAR = frozenset({"calendar"})


def _calendar_rule(template: _Template) -> Rule:
    """A rule for one template; its key may state parts that its words imply (``halfonly n=1``)."""
    kind, *stated = template.key.split()
    classes = _CALENDAR_CLASSES.get(kind, _CALENDAR)
    implied = {name: value if name == "time" else int(value) for name, _, value in (part.partition("=") for part in stated)}

    def produce(found: Found, context: Any) -> tuple[Calendar, frozenset[str]] | None:
        parts = {**_parts(found), **implied}
        if not _possible(parts):
            return None
        return Calendar(kind, parts, *_span(found)), classes

    return Rule(template.key, template.pattern, produce)


_CALENDAR_SLOTS = {
    "month": "month", "month2": "month", "ordinal": "ordinal", "time": "time", "last": "last", "quarterword": "quarterword",
}  # fmt: skip
_NUMBER_SLOTS = ("year", "year2", "day", "n", "yy", "month_n", "month_n2", "x")


def _parts(found: Found) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for slot, meaning in _CALENDAR_SLOTS.items():
        if slot in found:
            parts[slot] = found.means(slot, meaning)
            if slot == "time" and parts[slot] is None:
                parts[slot] = "P3M"
    if "dotdate" in found:
        parts["year"], parts["month_n"], parts["day"] = found.means("dotdate", "dotdate")
    for slot in _NUMBER_SLOTS:
        if slot in found:
            node = found.node(slot)
            value = node.means.get("ordinal")
            parts[slot] = int(value if value is not None else numeral_of(node).value)
    return parts


def _possible(parts: dict[str, Any]) -> bool:
    if not 1 <= parts.get("day", 1) <= 31 or not 1 <= parts.get("month_n", 1) <= 12:
        return False
    if "ordinal" in parts and parts["ordinal"] > 4:
        return False
    return int(parts.get("n", 1)) >= 1


def _part_of_year(found: Found, context: Any) -> tuple[Calendar, frozenset[str]] | None:
    """``去年9月``: a part of a year that is named by its distance from now."""
    year, part = found.node("year"), found.node("part")
    if year.parts["time"] != "P1Y" or "year" in part.parts or part.kind not in _PARTS_OF_YEAR:
        return None
    parts = {"last": year.parts["last"], "kind": _PARTS_OF_YEAR[part.kind], "label": part.kind, "part": part.parts}
    return Calendar("partofyear", parts, *_span(found)), _CALENDAR


_PARTS_OF_YEAR = {"monthonly": "month", "quarteronly": "quarter", "halfonly": "half", "dateday": "date", "months": "months"}
PART_OF_YEAR = Rule(
    "<relative year> <part>", r"(?P<year><calendar.relative>)(?:<of>)?(?P<part><calendar.part|calendar.month|date>)", _part_of_year
)

# -- periods ------------------------------------------------------------------------------------------------------------


def _period_rule(template: _Template) -> Rule:
    role, _, what = template.key.partition(" ")
    pattern = template.pattern + ("(?=<money|percentage>)" if what == "ahead" else "")
    if what == "behind":
        pattern = "(?<=<money>)" + pattern

    def produce(found: Found, context: Any) -> tuple[Phrase, frozenset[str]] | None:
        phrase = Phrase("by" if role == "before" else role, *_span(found), template.key)
        if "duration" in found:
            phrase.duration = found.node("duration").iso
        elif "second" in found:
            phrase.calendar, phrase.second = found.node("first"), found.node("second")
        elif role == "over" and "calendar" in found and "time" in found.node("calendar").parts:
            if found.node("calendar").parts.get("last") == "-1" and "article" not in found and not _has_article(found):
                return None  # `5% over last year` compares
            phrase.duration = found.node("calendar").parts["time"]  # `over the next decade` is a length of time
        elif "calendar" in found:
            phrase.calendar = found.node("calendar")
        elif "year2" in found:
            years = {slot: found.node(slot).parts["year"] for slot in ("year", "year2")}
            phrase.calendar = Calendar("years", years, phrase.start, phrase.end)
        bare = "calendar" in found and (found.node("calendar").start, found.node("calendar").end) == (phrase.start, phrase.end)
        phrase.key = "bare" if bare else "ahead" if what == "ahead" else role
        return phrase, frozenset({"period"})

    return Rule(template.key, pattern, produce)


def _has_article(found: Found) -> bool:
    """Whether a calendar span opens with its article (``the last year``)."""
    sheet, at = found.sheet, found.at("calendar")
    return sheet.words(at, at + 1).count(" ") > 1


# -- per ----------------------------------------------------------------------------------------------------------------


def _per_rule(template: _Template) -> Rule:
    kind, _, place = template.key.partition(" ")
    before = place != ""
    pattern = template.pattern + ("(?=<figure>)" if place == "ahead" else "") if before else r"(?<=<figure|per|period|close>)" + template.pattern

    def produce(found: Found, context: Any) -> tuple[Any, frozenset[str]] | None:
        start, end = _span(found)
        after = found.match.end()
        if kind == "time" and after < len(found.sheet.nodes) and "earlier" in found.sheet.nodes[after].means:
            return None
        quantity = numeral_of(found.node("n")).value if "n" in found else Decimal(1)
        if "one" in found and numeral_of(found.node("one")).value != 1:
            return None
        if kind == "time":
            phrase = Phrase("per", start, end, "per <time>")
            unit = next(found.means(slot, slot) for slot in ("time", "peradverb", "peradjective", "timeshort") if slot in found)
            phrase.duration = times_unit(quantity, unit) or unit
            phrase.key = "" if not before else "adverb" if "peradverb" in found else "adjective"
            return phrase, frozenset({"period"})
        per = PerPhrase(quantity, _unit(found), start, end)
        per.key = "adjective" if before else ""
        return per, frozenset({"per"})

    return Rule("per <" + kind + ">", pattern, produce)


def _unit(found: Found) -> str:
    for slot in ("unit", "counted", "pershare", "each"):
        if slot in found:
            return str(found.means(slot, slot))
    i, j = found.run("written")
    return found.sheet.words(i, j)


# -- stated rates -------------------------------------------------------------------------------------------------------


def _stated_rule(template: _Template) -> Rule:
    def produce(found: Found, context: Any) -> tuple[Figure, frozenset[str]] | None:
        built = _STATED[template.key.split(" ")[0]](found, context)
        if built is None:
            return None
        built.rules = [(f"rate <{template.key}>", built.start, built.end)]
        return built, CLASSES["exchange_rate"]

    pattern = "(?<=<money>)" + template.pattern if template.key == "moved" else template.pattern
    return Rule("rate <" + template.key + ">", pattern, produce)


def _currency(found: Found, name: str) -> tuple[str, str]:
    means = found.node(name).means
    for kind in ("code", "name", "sign", "abbr", "codeword", "unsure"):
        if kind in means:
            return str(means[kind]), kind
    return "", ""


def _rate_figure(found: Found, numeral: Numeral | Figure, base: str, quote: str) -> Figure:
    start, end = _span(found)
    if isinstance(numeral, Figure):
        figure = Figure("exchange_rate", start, end, numeral.numeral, "")
        for name in ("value", "low", "high", "quantum", "low_open", "high_open", "approximate"):
            setattr(figure, name, getattr(numeral, name))
        figure.first = min(start, numeral.first)
    else:
        figure = Figure("exchange_rate", start, end, numeral, "")
    figure.base, figure.quote = base, quote
    return figure


def _per_currency(found: Found, context: Any) -> Figure | None:
    """``7.25 yuan per dollar``; ``951.3 won per 100 yen``."""
    money = found.node("money")
    if money.kind != "money" or "base" not in found:
        return None
    base = found.node("base")
    if isinstance(base, Figure):
        return _divided(found, money, base) if _of_units(found, money, base) else None
    sense, _ = _currency(found, "base")
    at = found.at("base")
    before = found.sheet.nodes[at - 1].means
    weighed = "weight" in found.node("base").means and "perword" in before and "the" not in before
    if sense == money.sense or weighed or ("c" in found and money.minor is not None):
        return None
    return _rate_figure(found, money, sense, money.sense)


def _of_units(found: Found, quote: Figure, base: Figure) -> bool:
    """Whether ``7.2993 yuan to $1`` is a rate and no change nor two prices: of one unit, and as the two have stood."""
    if not found.sheet.nodes[found.at("base") - 1].means.keys() & {"to", "slash"}:
        return True
    return base.value == 1 and base.minor is None and quote.minor is None and quote.value not in (None, 1) and currencies.possible(base.sense, quote.sense, quote.value)


def _divided(found: Found, quote: Figure, base: Figure) -> Figure | None:
    """A price of several units of the base: divide by their number."""
    if not base.value or base.is_range or base.sense == quote.sense or base.kind != "money":
        return None
    figure = _rate_figure(found, quote, base.sense, quote.sense)
    if base.value != 1:
        for name in ("value", "low", "high", "quantum"):
            number = getattr(figure, name)
            if number is not None:
                setattr(figure, name, _quotient(number, base.value))
    return figure


def _quotient(number: Decimal, by: Decimal) -> Decimal:
    from moneyfacts.lexicon.numbers import EXACT

    quotient = EXACT.divide(number, by)
    return quotient if len(quotient.as_tuple().digits) < 60 else quotient.quantize(Decimal((0, (1,), -30)), context=EXACT)


def _against(found: Found, context: Any) -> Figure | None:
    """``86.71 against the dollar``: the other currency is named elsewhere in the clause."""
    base, _ = _currency(found, "base")
    i = found.match.start()
    for node in reversed(found.sheet.nodes[:i]):
        if isinstance(node, Figure):
            continue
        if "name" in node.means and node.means["name"] != base:
            return _rate_figure(found, numeral_of(found.node("value")), base, str(node.means["name"]))
    return None


_MOVE_REACH = 16


def _moved(found: Found, context: Any) -> Figure | None:
    """``रुपया डॉलर के मुकाबले 12 पैसे टूटकर 86.71 पर``: the new rate after the size of its move, of the two currencies named before."""
    nodes, i = found.sheet.nodes, found.match.start()
    value, move = found.node("value"), nodes[i - 1]
    number = value.value if isinstance(value, Figure) else numeral_of(value).value
    quote = value.sense if isinstance(value, Figure) else move.sense
    if not number or not move.value or move.value >= number:
        return None
    own, base = False, ""
    for node in reversed(nodes[max(0, i - _MOVE_REACH) : i - 1]):
        if isinstance(node, Figure) or node.means.keys() & {"stop", "semicolon"}:
            break
        sense = str(node.means.get("name", ""))
        if sense and set(currencies.candidates(sense)).isdisjoint(currencies.candidates(quote)):
            base = base or sense
        elif sense:
            own = True
    if not own or not base or not currencies.possible(base, quote, number):
        return None
    figure = _rate_figure(found, value if isinstance(value, Figure) else numeral_of(value), base, quote)
    figure.start = figure.first = value.start if isinstance(value, Figure) else found.sheet.starts[found.at("value")]
    return figure


def _pair(found: Found, context: Any) -> Figure | None:
    base, quote = _currency(found, "base")[0], _currency(found, "quote")[0]
    value = found.node("value")
    if base == quote or (not isinstance(value, Figure) and numeral_of(value).shape == "year"):
        return None
    return _rate_figure(found, value if isinstance(value, Figure) else numeral_of(value), base, quote)


def _either(found: Found, context: Any) -> Figure | None:
    """``人民币对美元报7.1050``, ``원/달러 환율 1,382.5원``: of two currencies, the one that makes the rate possible is the base."""
    one, other = _currency(found, "one")[0], _currency(found, "other")[0]
    value = found.node("value")
    if one == other or (isinstance(value, Figure) and (value.kind != "money" or value.value in (1, 10, 100, 1000))):
        return None
    if isinstance(value, Figure):
        quotes = [sense for sense in (one, other) if not set(currencies.candidates(sense)).isdisjoint(currencies.candidates(value.sense))]
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
        return _rate_figure(found, quote, _currency(found, "base")[0], quote.sense) if quote.kind == "money" and quote.minor is None else None
    if base.kind != "money" or quote.kind != "money" or base.value is None or base.minor is not None:
        return None
    if quote.minor is not None and compatible(base, quote):
        return None  # ``a crown is 100 öre``
    if base.value not in (1, 10, 100, 1000, 10000):
        if quote.value != 1 or ("equals" not in found.match.re.groupindex and "e" not in found):
            return None
        base, quote = quote, base
    return _divided(found, quote, base)


def _price_of_one(found: Found, context: Any) -> Figure | None:
    """``RMB7.2993 to US$1.00``: so much for one unit."""
    money, base = found.node("money"), found.node("base")
    if money.kind != "money" or not isinstance(base, Figure) or base.value != 1 or base.own_scale or money.own_scale:
        return None
    return _divided(found, money, base)


_STATED = {"unit": _price_of_one, "per": _per_currency, "against": _against, "pair": _pair, "either": _either, "moved": _moved, "equals": _two_amounts, "bought": _two_amounts}

def _duration_word(found: Found, context: Any) -> tuple[Duration, frozenset[str]]:
    """One word for a number of units: ``полгода``, ``سنتين``; or an adjective, which stands for a whole phrase."""
    adjective = found.means("word", "durationadjective")
    iso, name = (adjective, "duration.adjective") if adjective else (found.means("word", "durationword"), "duration")
    return Duration(iso, *_span(found)), frozenset({name})


DURATION = (
    Rule("<number> <time>", r"(?P<number><number>)<hyphen|of|durationlink>?(?P<time><time>)", _duration),
    Rule("<time> <number>", r"(?P<time><time>)(?P<number><atom>)(?=<last>)", _duration),
    Rule("<word of duration>", r"(?P<word><durationword|durationadjective>)", _duration_word),
)


def rules(lexicon: Lexicon, section: str) -> list[Rule]:
    """The rules of a section's templates, longer ones first."""
    make = {"calendar": _calendar_rule, "period": _period_rule, "per": _per_rule, "rate": _stated_rule}[section]
    templates = [_Template(section, key, pattern) for key, pattern in lexicon.templates[section]]
    templates.sort(key=lambda template: (template.key.endswith((" before", " ahead")) and section == "per", "<date>" not in template.pattern, -template.pattern.count("?P<"), -len(template.pattern)))
    return [make(template) for template in templates]
