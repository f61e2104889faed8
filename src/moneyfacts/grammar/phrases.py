"""Phrases with slots, from the language's data: periods and units of a price here, calendar spans and rates beside.

Each template becomes a rule; the entry's key says what it builds. Nothing here knows a word of any language.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from moneyfacts.grammar.calendar import Calendar, Template, calendar_rule, span_of, times_unit
from moneyfacts.grammar.engine import Found, Rule
from moneyfacts.grammar.figure import Figure
from moneyfacts.grammar.numerals import numeral_of
from moneyfacts.grammar.rates import stated_rule
from moneyfacts.lexicon.lexicon import Lexicon


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

    def both_years(self) -> list[Phrase]:
        """The two years that a span names, each for itself."""
        made = []
        for slot in ("year", "year2"):
            year = Phrase("in", self.start, self.end, self.rule)
            year.calendar = self.calendar and Calendar("year", {"year": self.calendar.parts[slot]}, self.start, self.end)
            made.append(year)
        return made

    def in_year_of(self, other: Phrase) -> Phrase:
        """The same period in the year that another names (``March 31, 2024 and 2023``)."""
        assert self.calendar is not None
        assert other.calendar is not None
        if other is self or other.calendar.kind != "year":
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


# -- periods ------------------------------------------------------------------------------------------------------------


def _period_rule(template: Template) -> Rule:
    role, _, what = template.key.partition(" ")
    pattern = template.pattern + ("(?=<money|percentage>)" if what == "ahead" else "")
    if what == "behind":
        pattern = "(?<=<money>)" + pattern

    def produce(found: Found, context: Any) -> tuple[Phrase, frozenset[str]] | None:
        if what == "duration" and _is_adjective(found):
            return None  # `settled for a one-year, $7 million deal`
        phrase = Phrase("by" if role == "before" else role, *span_of(found), template.key)
        if not _set_time(phrase, found, what):
            return None
        bare = "calendar" in found and (found.node("calendar").start, found.node("calendar").end) == (phrase.start, phrase.end)
        i = found.match.start()
        if bare and i and "recurring" in found.sheet.nodes[i - 1].means:
            return None  # `reviewed each April`
        phrase.key = "bare" if bare else what if what in ("ahead", "trailing", "attributive") else phrase.role
        return phrase, frozenset({"period"})

    return Rule(template.key, pattern, produce)


def _is_adjective(found: Found) -> bool:
    """Whether a hyphened length of time right before a sum is that of its noun."""
    sheet, at = found.sheet, found.match.end() - 1
    after = sheet.nodes[found.match.end() : found.match.end() + 2]
    money = next((node for node in after if "comma" not in node.means), None)
    return isinstance(money, Figure) and money.kind == "money" and at == found.at("duration") and "-" in sheet.words(at, at + 1)


def _set_time(phrase: Phrase, found: Found, what: str) -> bool:
    """Give a phrase its duration or calendar span, and the role that the span asks for; False where it states no time of a figure."""
    if "duration" in found:
        phrase.duration = found.node("duration").iso
        # `1日500円` is the price of a day
        return not (what == "ahead" and phrase.duration in _ONE_EACH and found.sheet.glued(found.match.end()))
    if "one" in found:  # `over a year`, `over a year and a half`
        more = Decimal(found.means("part", "fraction")) if "part" in found else Decimal(0)
        phrase.duration = times_unit(1 + more, found.means("one", "time") or found.means("one", "peradverb")) or ""
        return bool(phrase.duration)
    if "second" in found:
        phrase.calendar, phrase.second = found.node("first"), found.node("second")
    elif phrase.role == "over" and "calendar" in found and _is_length(found.node("calendar")):
        if found.node("calendar").parts.get("last") == "-1" and not _has_article(found):
            return False  # `5% over last year` compares
        phrase.duration = found.node("calendar").parts["time"]  # `over the next decade` is a length of time
    elif "calendar" in found:
        phrase.calendar = found.node("calendar")
    elif "now" in found:  # `by the end of the year`
        phrase.calendar = Calendar("relative", {"last": "0", "time": found.means("now", "time")}, phrase.start, phrase.end)
    elif "year2" in found:
        years = {slot: found.node(slot).parts["year"] for slot in ("year", "year2")}
        phrase.calendar = Calendar("years", years, phrase.start, phrase.end)
    kind = phrase.calendar.kind if phrase.calendar is not None else ""
    if phrase.role in ("in", "since") and kind == "years":
        phrase.role = "over"  # `for the years 2025 to 2028`, `from 2025 to 2028`
    elif phrase.role == "since" and kind in _SPANS:
        phrase.role = "in"  # `from January to September 2024`
    return True


#: Kinds of calendar spans that name both their ends.
_SPANS = {"months", "firstmonths", "ended"}


def _is_length(calendar: Calendar) -> bool:
    """Whether a span after a word like *over* is a length of time from now (``over the next decade``)."""
    return calendar.kind == "relative" and "time" in calendar.parts


def _has_article(found: Found) -> bool:
    """Whether a calendar span opens with its article (``the last year``)."""
    sheet, at = found.sheet, found.at("calendar")
    return sheet.words(at, at + 1).count(" ") > 1


# -- per ----------------------------------------------------------------------------------------------------------------


_NO_NOUN = "number|figure|comma|stop|article|the|of|preposition|month|year|calendar|period|open|close"
#: A unit follows its figure, one noun after it (``1.800 Euro Elterngeld im Monat``), what the figure is of (``30 basis points of margin
#: per quarter``), its time, or a comma after its equivalent (``€20 million, or $21 million, a month``).
_AFTER_FIGURE = (
    rf"(?:(?<=<figure|per|close|comparative>)|(?<=<figure><word|source|unbinder>)(?<!<unspaced>)|(?<=<figure><ofwhat><^{_NO_NOUN}>)"
    rf"|(?<=<figure><ofwhat><^{_NO_NOUN}><^{_NO_NOUN}>)|(?<=<figure><ofwhat><^{_NO_NOUN}><^{_NO_NOUN}><^{_NO_NOUN}>)"
    r"|(?<=<figure|per|close|period><period>)|(?<=<equal><money><comma>))"
)


def _per_rule(template: Template) -> Rule:
    kind, _, place = template.key.partition(" ")
    before = place != ""
    pattern = template.pattern + ("(?=<figure>)" if place == "ahead" else "")

    def produce(found: Found, context: Any) -> tuple[Any, frozenset[str]] | None:
        if _is_no_unit(found, kind, place):
            return None
        quantity = numeral_of(found.node("n")).value if "n" in found else Decimal(1)
        if "s" in found:
            quantity *= found.means("s", "scalesign")  # `per 1M tokens`
        return _per_time(found, place, quantity) if kind == "time" else _per_unit(found, before, quantity)

    return Rule("per <" + kind + ">", pattern, produce, behind="" if before else _AFTER_FIGURE)


def _is_no_unit(found: Found, kind: str, place: str) -> bool:
    """Whether what looks like the unit of a price is something else."""
    following = [node.means for node in found.sheet.nodes[found.match.end() : found.match.end() + 2]]
    if place and kind == "unit" and "n" not in found and _is_counted(found):
        return True
    if _opens_a_tier(found) or ("one" in found and numeral_of(found.node("one")).value != 1):
        return True
    if kind == "time":
        return _counts_from(following)
    if not place and "article" in found.sheet.nodes[found.match.start()].means and _far_off(found, kind):
        return True
    if kind == "word":
        return _says_why(found, following)
    if kind == "lastword":
        return bool(following and not following[0].keys() & _AFTER_UNIT) or _of_a_total(found)
    # `一个5000元的红包`
    return place == "ahead" and kind == "counted" and any("attributive" in means for means in following[1:])


def _far_off(found: Found, kind: str) -> bool:
    """Whether more stands before an article than what a figure is of (``turns $24 million of salary into a bonus``)."""
    i = found.match.start()
    return not any(isinstance(node, Figure) for node in found.sheet.nodes[max(0, i - (1 if kind == "lastword" else 3)) : i])


def _per_time(found: Found, place: str, quantity: Decimal) -> tuple[Phrase, frozenset[str]] | None:
    """The time that a rate is of."""
    phrase = Phrase("per", *span_of(found), "per <time>")
    phrase.duration = found.node("duration").iso if "duration" in found else _every(found, quantity)
    if place == "ahead" and "duration" in found and phrase.duration not in _ONE_EACH:
        return None
    phrase.key = "" if not place else "adverb" if any(slot in found for slot in ("peradverb", "time", "duration")) else "adjective"
    return phrase, frozenset({"period"})


def _per_unit(found: Found, before: bool, quantity: Decimal) -> tuple[PerPhrase, frozenset[str]] | None:
    """The unit of a price."""
    if "counted" in found and _no_price_of(found):
        return None
    if quantity >= _MANY and "perword" not in found.sheet.nodes[found.match.start()].means:
        return None  # `$795 million for 232 million kg`
    unit = _unit(found)
    if before and "c" in found and "unit" in found and "name" in found.node("unit").means and found.means("c", "change"):
        return None  # `the pound rose`
    if unit == "ounce" and _of_metal(found):
        unit = "troy_ounce"
    per = PerPhrase(quantity, unit, *span_of(found))
    per.key = "adjective" if before else ""
    return per, frozenset({"per"})


def _of_metal(found: Found) -> bool:
    """Whether an ounce is one of a precious metal (``an ounce of gold costs $1,950``, ``$1,950 an ounce of gold``)."""
    nodes, (i, j) = found.sheet.nodes, found.match.span()
    k = j + 1 if j < len(nodes) and "of" in nodes[j].means else j
    return any("metal" in node.means for node in (*nodes[i:j], *(nodes[k : k + 1] if "of" in nodes[k - 1].means else ())))


#: From how many units on *for* names what was bought.
_MANY = 10000


def _is_counted(found: Found) -> bool:
    """``12 مليون طن قمح بتكلفة 3 مليارات``: a number of units that stand before an amount, which is the price of none of them."""
    i = found.match.start()
    return i > 0 and not found.sheet.nodes[i - 1].means.keys().isdisjoint({"num", "numeral"})


def _opens_a_tier(found: Found) -> bool:
    """``£5.80 / 250ml £7.90``: after a slash that stands apart, what has a price of its own."""
    sheet, (i, j) = found.sheet, found.match.span()
    if "slash" not in sheet.nodes[i].means or sheet.glued(i) or j >= len(sheet.nodes):
        return False
    return isinstance(sheet.nodes[j], Figure) and sheet.nodes[j].kind == "money"


def _and_time(found: Found, context: Any) -> tuple[Phrase, frozenset[str]] | None:
    """``95 Euro pro Person und Jahr``: the word for *per* holds for both."""
    unit = found.sheet.nodes[found.match.start() - 1]
    return _per_time(found, "before" if unit.key else "", Decimal(1))


_AND_TIME = Rule("per <unit> and <time>", r"(?<=<per>)<and>(?P<time><time>)(?!<number|time|hyphen>)", _and_time)

#: Lengths of time that right before an amount say of which time it is: ``1日500円``; of longer ones it could be the sum.
_ONE_EACH = {"PT1H", "P1D", "P1W", "P1M", "P1Y"}


def _every(found: Found, quantity: Decimal) -> str:
    """The time that a rate is of."""
    unit = next(_meaning(found, slot) for slot in ("time", "peradverb", "peradjective", "timeshort") if slot in found)
    return times_unit(quantity, unit) or unit


#: How far behind an ounce its metal can stand (``2.700 dollari l'oncia d'oro``).
_METAL_REACH = 2
#: What can follow the last word of a price (``$5 a plant,``).
_AFTER_UNIT = {"comma", "stop", "semicolon", "close", "preposition", "dash", "longdash", "and", "or", "equal"}


def _counts_from(following: list[dict[str, Any]]) -> bool:
    """Whether a time is a distance (``$5 million a year earlier``, ``a year after the listing``)."""
    if not following or not {"opener", "preposition"} <= following[0].keys():
        return bool(following) and "earlier" in following[0]
    if len(following) == 1 or following[1].keys() & {"comma", "stop", "semicolon", "close"}:
        return "earlier" in following[0]
    return bool(following[1].keys() & {"the", "article", "subject"})


def _no_price_of(found: Found) -> bool:
    """``120 zł za bilety``, ``2 euros por una botella``, ``75 millones a vivienda``: what is bought or meant, not the unit of a price."""
    first = found.sheet.nodes[found.match.start()].means
    if "n" in found:
        return "article" in found.node("n").means
    if "plural" in found.node("counted").means:
        return True
    return found.at("counted") == found.match.start() + 1 and "preposition" in first and "perword" not in first


def _says_why(found: Found, following: list[dict[str, Any]]) -> bool:
    """Whether an unknown word is no unit: what a price is for (``una multa di 40 euro per frode``, ``30 euros por cambiar la rueda``)."""
    before = found.sheet.nodes[found.at("written") - 1].means
    return "preposition" in before or bool(following and following[0].keys() & {"the", "article"})


def _of_a_total(found: Found) -> bool:
    """Whether the amount is no price of a single thing: with a scale of its own."""
    figure = found.sheet.nodes[found.match.start() - 1]
    return isinstance(figure, Figure) and figure.own_scale


def _unit(found: Found) -> str:
    for slot in ("unit", "counted", "pershare", "each"):
        if slot in found:
            return _meaning(found, slot)
    i, j = found.run("written")
    return found.sheet.words(i, j)


def _meaning(found: Found, slot: str) -> str:
    """What a slot's word means under its class, or under a part of that (`unit.price`)."""
    means = found.node(slot).means
    return str(means[slot] if slot in means else next(means[name] for name in means if name.startswith(slot + ".")))


#: A slot of a template; `h` to `j` only pass over a hyphen or apostrophe.
_SLOT = re.compile(r"\?P<(?![hij]>)")


def rules(lexicon: Lexicon, section: str) -> list[Rule]:
    """The rules of a section's templates, longer ones first."""
    make = {"calendar": calendar_rule, "period": _period_rule, "per": _per_rule, "rate": stated_rule}[section]
    templates = [Template(section, key, pattern) for key, pattern in lexicon.templates[section]]
    templates.sort(
        key=lambda template: (
            template.key.endswith((" before", " ahead")) and section == "per",
            "<date>" not in template.pattern,
            -len(_SLOT.findall(template.pattern)),
            -len(template.pattern),
        )
    )
    return [make(template) for template in templates] + [_AND_TIME] * (section == "per")
