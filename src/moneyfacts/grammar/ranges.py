"""Figures of several numbers: mixed units, ranges, coordinated numbers that share one currency."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from moneyfacts.grammar.engine import Found, Rule
from moneyfacts.grammar.figure import CLASSES, Figure
from moneyfacts.grammar.moves import CHANGE_REACH, NEAR_REACH, are_sizes, is_change
from moneyfacts.grammar.negatives import MINUS, negate_ends, negate_first, smaller
from moneyfacts.grammar.numerals import numeral_of
from moneyfacts.lexicon import currencies
from moneyfacts.lexicon.numbers import EXACT, Numeral

Built = tuple[Figure, frozenset[str]]

_HUNDRED = Decimal(100)


def compatible(one: Figure, other: Figure) -> bool:
    """Whether two figures can be in the same currency."""
    if not one.sense or not other.sense:
        return True
    return one.sense == other.sense or not set(currencies.candidates(one.sense)).isdisjoint(currencies.candidates(other.sense))


def _own(one: Figure, other: Figure) -> Figure:
    """The figure that names its currency more exactly."""
    if not one.sense or (one.sense.islower() and not other.sense.islower() and other.sense):
        return other
    return one


# -- mixed units ------------------------------------------------------------------------------------------------------


def _mixed(found: Found, context: Any) -> Built | None:
    """``5 dollars and 30 cents``, ``£3 10p``: the minor unit of the same money adds up."""
    major, minor = found.node("major"), found.node("minor")
    if major.minor is not None or minor.minor is None or not major.written:
        return None
    assert major.value is not None
    assert minor.value is not None
    if not compatible(major, minor) and not _any_hundredth(found, minor):
        return None
    if abs(minor.value) >= 1 or major.value != major.value.to_integral_value() or minor.value < 0:
        return None
    third = found.node("third")
    if third is None:
        return _sum(found, major, minor.value, minor.quantum), CLASSES["money"]
    if third.minor is None or third.minor >= minor.minor or not compatible(major, third) or third.value is None:
        if found.sheet.glued(found.at("third")):
            return None
        found.stop = found.at("minor") + 1  # the third is an amount of its own
        return _sum(found, major, minor.value, minor.quantum), CLASSES["money"]
    return _sum(found, major, EXACT.add(minor.value, third.value), third.quantum), CLASSES["money"]


def _any_hundredth(found: Found, minor: Figure) -> bool:
    """``1 USD et 23 centimes``: a family of hundredths can be those of any currency that it directly follows."""
    family = currencies.group(minor.sense)
    return (
        family is not None
        and family.minor
        and minor.minor == Decimal("0.01")
        and "comma" not in found.sheet.nodes[found.at("minor") - 1].means
    )


def _bare_minor(found: Found, context: Any) -> Built | None:
    """``15 dollars 50``, ``24 fr. 60``: after a currency's name, or an abbreviation of it behind the number, two digits that end the phrase."""
    major = found.node("major")
    cents = numeral_of(found.node("cents")).value
    named = major.written_as == "name" or (major.written_as == "abbr" and major.trailing)
    if not named or major.minor is not None or major.own_scale or not 10 <= cents < 100:
        return None
    if major.value != major.value.to_integral_value():
        return None
    return _sum(found, major, EXACT.multiply(cents, Decimal("0.01")), Decimal("0.01")), CLASSES["money"]


def _and_half(found: Found, context: Any) -> Built | None:
    """``tres euros y medio``, ``12 جنيها ونصف الجنيه``."""
    major = found.node("major")
    if "again" in found and found.means("again", "name") != major.sense:
        return None
    part = found.means("part", "postfraction") or found.means("part", "fraction")
    if major.written_as != "name" or major.own_scale or major.value != major.value.to_integral_value():
        return None
    return _sum(found, major, part, Decimal((0, (1,), int(part.as_tuple().exponent)))), CLASSES["money"]


def _sum(found: Found, major: Figure, part: Decimal, quantum: Decimal) -> Figure:
    assert major.value is not None
    j = found.stop if found.stop >= 0 else found.match.end()
    major.end = major.last = found.sheet.ends[j - 1]
    part = part.copy_sign(major.value) if major.value else part
    major.value = major.low = major.high = EXACT.add(major.value, part)
    major.quantum = quantum
    major.rules += (("<amount> <minor amount>", major.start, major.end),)
    return major


# -- ranges -----------------------------------------------------------------------------------------------------------


def _side(found: Found, name: str, other: Figure) -> Figure:
    """One end of a range: a figure, or a bare number in the other's currency."""
    node = found.node(name)
    if isinstance(node, Figure):
        return node
    numeral = numeral_of(node)
    scale = found.means(name + "scale", "scalesign")
    if scale:
        numeral = numeral.times(scale)
    i = found.at(name)
    last = found.run(name + "scale")[1] - 1 if scale else i
    figure = Figure(other.kind, found.sheet.starts[i], found.sheet.ends[last], numeral, "<number>")
    figure.sense, figure.unit = other.sense, other.unit
    if other.minor is not None and (numeral.scale <= 1000 or numeral.scale <= other.numeral.scale):  # `31 cents, against 4.1 million`
        figure.multiply(other.minor)
    return figure


def _inherit_scale(low: Figure, high: Figure, change: bool = False) -> None:
    """``$5-7 million``: the first number takes the scale of the second where it has none and is smaller, or both are of a size in a change."""
    scale = high.numeral.scale
    if low.own_scale or scale == 1:
        return
    bare = abs(EXACT.divide(high.numeral.value, scale))
    hundreds = bare % 100 == 0 and low.numeral.shape == "word" and abs(low.numeral.value) < bare / 100
    if hundreds:
        low.multiply(EXACT.multiply(scale, _HUNDRED))  # `two to three hundred million`
    elif smaller(low, high, bare) or ((change or low.numeral.shape == "decimal") and abs(low.numeral.value) < 10 * bare):
        low.multiply(scale)


def _short(figure: Figure) -> bool:
    """Whether a number is not of the size or form of a year."""
    return figure.numeral.scale != 1 or figure.numeral.shape not in ("four", "year", "three")


def _range(found: Found, context: Any, closed: bool = False) -> Built | None:
    a, b = found.node("a"), found.node("b")
    known = a if isinstance(a, Figure) else b
    if not isinstance(b, Figure) and numeral_of(b).shape == "year" and isinstance(a, Figure) and _short(a):
        return None  # `$5 until 2030`, `$5 million through 2030`: a date
    low, high = _side(found, "a", known), _side(found, "b", known)
    if not compatible(low, high):
        return None
    if low.unit and high.unit and low.unit != high.unit:
        return None
    if (low.minor is None) != (high.minor is None) and isinstance(a, Figure) and isinstance(b, Figure) and low.kind == "money":
        return None
    if "to" in found and not closed and is_change(found, low.kind) and not are_sizes(found, low, high):
        return None
    if not isinstance(b, Figure) and not _bare_end(found, known):
        return None
    if not isinstance(a, Figure) and not _bare_start(found, known):
        return None
    negate_ends(found, low, high)
    _inherit_scale(low, high)
    assert low.value is not None
    assert high.value is not None
    if low.value > high.value:
        return None
    return _joined(found, low, high), CLASSES[low.kind]


def _closed_range(found: Found, context: Any) -> Built | None:
    """A range that a word after it closes: ``10 ile 20 lira arasında``."""
    built = _range(found, context, closed=True)
    if built:
        built[0].last = found.sheet.ends[found.match.end()]
    return built


def _bare_start(found: Found, known: Figure) -> bool:
    """A bare first number needs a currency that stands after the second."""
    numeral = numeral_of(found.node("a"))
    if numeral.shape == "year" and "open" not in found:
        return known.shape in ("year", "four")
    return known.trailing or known.kind != "money"


def _bare_end(found: Found, known: Figure) -> bool:
    """A bare second number needs a currency before the first, and no noun of its own."""
    if known.trailing and "open" not in found:
        return False
    j = found.match.end()
    nodes, sheet = found.sheet.nodes, found.sheet
    if "dash" in found or found.means("b", "numeral") or "bscale" in found:
        return True
    if j >= len(nodes):
        return True
    means = nodes[j].means
    return not ({"counted", "unit", "time", "month"} & means.keys() or (not means and sheet.words(j, j + 1).isalpha()))


def _joined(found: Found, low: Figure, high: Figure) -> Figure:
    own = _own(low, high)
    figure = Figure(low.kind, low.start, high.end, low.numeral, "<low> to <high>")
    if "open" in found:
        figure.first = found.sheet.starts[found.at("open")]
    figure.first = min(figure.first, low.first)
    figure.last = high.last
    figure.value = None
    figure.low, figure.high = low.value, high.value
    figure.quantum = min(low.quantum, high.quantum)
    figure.own_scale = high.own_scale
    figure.trailing, figure.written_as = high.trailing, own.written_as
    for name in ("sense", "unit", "country", "minor", "written"):
        setattr(figure, name, getattr(own, name) or getattr(low, name) or getattr(high, name))
    figure.doubtful = (low.doubtful and high.doubtful) or any(
        side.doubtful and not isinstance(found.node(other), Figure) for side, other in ((low, "b"), (high, "a"))
    )
    figure.rules = (*low.rules, *high.rules, *figure.rules)
    return figure


# -- coordination -----------------------------------------------------------------------------------------------------


def _coordinated(found: Found, context: Any) -> Built | None:
    """``51 and 42 eur``: a number before an amount whose currency stands after it shares that currency."""
    other = found.node("other")
    numeral = numeral_of(found.node("number"))
    if not (other.trailing or other.kind == "percent") or numeral.shape == "year" or other.is_range:
        return None
    if other.kind == "percent" and not _is_share(found, numeral):
        return None
    figure = _side(found, "number", other)
    figure.trailing, figure.written_as, figure.written = True, other.written_as, other.written
    figure.country = other.country
    negate_first(found, figure)
    _inherit_scale(figure, other, change="to" in found.sheet.nodes[found.at("number") + 1].means)
    figure.rules = (("<number> and <amount>", figure.start, figure.end),)
    return figure, CLASSES[other.kind]


def _is_share(found: Found, numeral: Numeral) -> bool:
    """Whether a number before *and* and a percentage is one too: a decimal, or a number in a percentage's place."""
    before = found.sheet.nodes[found.match.start() - 1].means if found.match.start() else {}
    if numeral.shape == "decimal2" and "to" in found.sheet.nodes[found.at("number") + 1].means:
        return True  # `4.75 से घटाकर 4.5 फीसदी`
    return numeral.shape == "decimal" or bool(before.keys() & {"preposition", "change", "to", "from", "compared", "bound.before"})


_NUM_A = rf"{MINUS}(?P<a><number>)(?P<ascale><.scalesign>|<_scaleabbr>)?"
_NUM_B = r"(?P<b><number>)(?P<bscale><.scalesign>|<_scaleabbr>)?"
_MID = r"(?:(?P<to><to>)|<.hyphen>(?P<hyphened><.to>)<.hyphen>|(?P<dash><dash>{1,2}|<longdash>))<the|boundthe>?"


def _rules() -> list[Rule]:
    rules = []
    for kind in ("money", "percentage", "multiple"):
        a, b = f"(?P<a><{kind}>)", f"(?P<b><{kind}>)"
        for left, right in ((a, b), (_NUM_A, b), (a, _NUM_B)):
            if kind == "multiple" and right is _NUM_B:
                continue
            tail = (
                r"(?!<percent|.number|_times>|<.hyphen>|<slash>(?!<time|timeshort|timeshort.per|unit|counted|each|lower>))"
                if right is _NUM_B
                else ""
            )
            rules.append(
                Rule(
                    "between <low> and <high>",
                    rf"(?P<open><between>)<boundthe>?(?P<start>){left}(?:<rangeand>)<boundthe>?{right}{tail}",
                    _range,
                )
            )
            rules.append(
                Rule(
                    "<low> and <high> between",
                    rf"(?P<start>){left}(?:<rangeand>|{_MID}){right}(?P<last>)(?=<between.after>)",
                    _closed_range,
                )
            )
            rules.append(Rule("from <low> to <high>", rf"(?P<open>(?P<from><from|rangefrom>))(?P<start>){left}{_MID}{right}{tail}", _range))
            rules.append(Rule("<low> to <high>", rf"{left}{_MID}{right}{tail}", _range))
    return rules


def _ablative(found: Found, context: Any) -> Built | None:
    """``10 milyondan 15 milyon liraya yükseldi``: the old and the new level in cases of their own, before their verb."""
    nodes, at = found.sheet.nodes, found.at("other")
    if not any("change" in node.means for node in nodes[at + 1 : at + 4]) or any(
        isinstance(node, Figure) for node in nodes[at + 1 : at + 4]
    ):
        return None
    return _coordinated(found, context)


def _in_change(found: Found, context: Any) -> Built | None:
    """``um 1,2 Millionen auf 9,8 Millionen Euro aufgestockt``: the size of a change shares the currency of its new level."""
    nodes, i, at = found.sheet.nodes, found.match.start(), found.at("other")
    around = (*nodes[max(0, i - NEAR_REACH) : i], *nodes[at + 1 : at + 4])
    return _coordinated(found, context) if any("change" in node.means for node in around) else None


def _bare_in_change(found: Found, context: Any) -> Built | None:
    """``fell to 1.1 billion stg from 1.3 billion``: the bare second number of a change is in the currency of the first."""
    known = found.node("known")
    numeral = numeral_of(found.node("b"))
    scaled = numeral.shape == "scaled" or "bscale" in found
    if known.is_range or not (scaled or numeral.shape in ("three", "four", "long", "grouped", "grouped2", "decimal2")):
        return None
    if not _bare_noun_free(found) or not _governed(found):
        return None
    figure = _side(found, "b", known)
    figure.end = figure.last = found.sheet.ends[found.match.end() - 1]
    figure.written, figure.written_as, figure.country, figure.doubtful = known.written, known.written_as, known.country, known.doubtful
    figure.rules = (("<amount> from <number>", figure.start, figure.end),)
    return figure, CLASSES[known.kind]


def _bare_noun_free(found: Found) -> bool:
    j = found.match.end()
    sheet = found.sheet
    if j >= len(sheet.nodes):
        return True
    means = sheet.nodes[j].means
    return not ({"counted", "unit", "time", "month", "percent", "hyphen"} & means.keys() or (not means and sheet.words(j, j + 1).isalpha()))


def _governed(found: Found) -> bool:
    """Whether a word of change or comparison stands before or between the numbers."""
    nodes, i = found.sheet.nodes, found.match.start()
    around = nodes[max(0, i - CHANGE_REACH) : found.at("b")]
    return any(node.means.keys() & {"change", "compared"} for node in around)


IN_CHANGE = (
    Rule(
        "<amount> from <number>",
        r"(?P<known><money>)(?:<^figure|stop|semicolon|number>|<year>){0,10}?(?:<from|to|compared>|(?=<rangefrom>)<^of>)<the|boundthe>?(?:<article><^figure|stop|comma|number>{1,2}?)?(?P<bound><bound.before>)?(?P<start>)(?P<b><number>)(?P<bscale><.scalesign>|<_scaleabbr>)?(?!<percent|.number>|<.hyphen|slash>)",
        _bare_in_change,
    ),
)
MIXED = (
    Rule("<amount> <minor amount>", r"(?P<major><money>)<and|comma|minorlink>?(?P<minor><money>)(?:<and>?(?P<third><money>))?", _mixed),
    Rule(
        "<amount> and a half",
        r"(?P<major><money>)(?:<and><article>?(?=<fraction>)|(?=<postfraction>))(?P<part><fraction|postfraction>)(?:(?P<again><name>)|(?<=<postfraction>)(?!<of|scale|time>)|(?!<of|scale|time|article|the|word>))",
        _and_half,
    ),
    Rule(
        "<amount> <two digits>",
        r"(?P<major><money>)<minorlink>?(?P<cents><_two>|(?!<unit.per>)<_numeral|atom>)(?=<stop|comma|close|semicolon|quote|preposition|perword|peradverb|netword|each|the|opener|coordinator|subject>|\Z)",
        _bare_minor,
    ),
)
RULES = tuple(_rules())
COORDINATED = (
    Rule("<number> and <amount>", rf"{MINUS}(?P<number><number>)(?P<numberscale><_scaleabbr>)?(?=(?:<comma><number>)*(?:<comma>)?<rangeand|and|or|equal>(?P<other><money|percentage>))", _coordinated),
    Rule("<bound> <number> and <bound> <amount>", r"(?<=<bound.before>)(?P<number><scaled>)(?=(?:<comma>?<rangeand|and|or|coordinator>|<comma>)<bound.before>(?P<other><money>))", _coordinated),
    Rule("<number> <amount> <change>", r"(?P<number><number>)(?=(?P<other><money|percentage>))", _ablative),
    Rule("<number> to <amount>, in a change", r"(?P<number><scaled>)(?=<to><the|boundthe>?(?P<other><money|percentage>))", _in_change),
    Rule("by <number> to <amount>", r"(?<=<sizeby>)(?P<number><number>)(?=<to><the|boundthe>?(?P<other><money|percentage>))", _in_change),
    Rule("<number> from, <changed> <amount>", r"(?P<number><number>)(?=<to><changed>(?:<bound.before>)?(?P<other><money|percentage>))", _coordinated),
    Rule("<number> of the <amount>", r"(?P<number><scaled>)(?=<of><the>(?P<other><money>))", _coordinated),
    Rule("from <number> to <amount>", rf"(?<=<from|rangefrom>){MINUS}(?P<number><number>)(?P<numberscale><.scalesign>|<_scaleabbr>)?(?=<to><the|boundthe>?(?P<other><money|percentage>))", _coordinated),
)  # fmt: skip
