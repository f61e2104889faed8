"""Numerals of several tokens: digits with scale words, number words, mixed and spoken forms.

One algorithm serves all: smaller numbers add up, multipliers (hundred; 十 百 千) multiply what stands before them,
scales (thousand, lakh, 億) close a group, and a scale that is larger than what stands before it multiplies all of
that (``lakh crore``, ``mil millones``). Source: CLDR's rule-based number formats, read backwards.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from moneyfacts.grammar.engine import Found, Rule
from moneyfacts.lexicon.lexicon import SHAPES
from moneyfacts.lexicon.numbers import EXACT, Numeral, quantum_of

_ZERO, _ONE, _TEN = Decimal(0), Decimal(1), Decimal(10)
NUMERAL = frozenset({"numeral", "number"})
SCALED = NUMERAL | {"scaled"}


class Node:
    """A reading that stands in for the nodes it was made of."""

    __slots__ = ("key", "means")

    def __init__(self, key: str, means: dict[str, Any]) -> None:
        self.key = key
        self.means = means


def numeral_of(node: Any) -> Numeral:
    """The numeral that a number node states."""
    found: Numeral | None = node.means.get("num")
    if found is None:
        means = node.means
        value = next((means[name] for name in ("atom", "scale", "multiplier") if name in means), _ONE)
        found = Numeral(value, _word_quantum(value), "word")
    return found


def _word_quantum(value: Decimal) -> Decimal:
    """What a number word is rounded to; ``anderthalb`` counts as 1.5, and ``5e5`` is half a million."""
    if value.as_tuple().exponent:
        return Decimal((0, (1,), int(value.as_tuple().exponent)))
    return quantum_of(value, _ONE) if value else _ONE


class _Sum:
    """The running total of a numeral's parts."""

    def __init__(self) -> None:
        self.closed: list[tuple[Decimal, Decimal]] = []  # (value, place) of groups closed by a scale
        self.group = _ZERO
        self.pending: Decimal | None = None
        self.place = _ONE
        self.exact = False  # decimals were written, so the place of the last one is the quantum
        self.scale = _ONE
        self.multiplied: Decimal | None = None
        self.lead: Decimal | None = None  # a fraction said before its number
        self.cents = False  # two decimals are written, as cents are
        self.digits = False  # the number before a multiplier is written in digits (4천), whose last one counts that many

    @property
    def idle(self) -> bool:
        """Whether nothing stands before a scale."""
        return self.pending is None and not self.group and self.lead is None

    def number(self, value: Decimal, place: Decimal) -> None:
        if self.lead is not None:
            value = EXACT.add(value, self.lead)
            place, self.lead = Decimal((0, (1,), int(self.lead.as_tuple().exponent))), None
        self.pending = value
        if place < 1:
            self.exact = True
            self.place = place

    def small(self, value: Decimal, linked: bool) -> bool:
        """Add a number word; False where the words make no number (``two three``)."""
        if self.pending is None:
            self.pending = value
            return True
        before = self.pending
        fits = (
            (before % 100 >= 20 and before % 10 == 0 and value < (20 if before % 100 in (60, 80) else 10))
            or (before >= 100 and before % 100 == 0 and value < 100)
            or (before >= 1000 and _leaves_room(before, value))
            or (linked and 0 < before % 100 < 10 and 20 <= value < 100)
        )
        if before == 4 and value == 20 and not linked:  # quatre-vingts
            self.pending = Decimal(80)
            return True
        self.pending = before + value
        return fits

    def multiply(self, by: Decimal) -> None:
        if self.lead is not None:
            self.number(_ONE, _ONE)
        self.group = EXACT.add(self.group, EXACT.multiply(self.pending if self.pending is not None else _ONE, by))
        self.pending = None
        self.multiplied = by
        if self.exact:
            self.place = EXACT.multiply(self.place, by)

    def close(self, scale: Decimal) -> None:
        if self.lead is not None:
            self.number(_ONE, _ONE)
        bare = self.idle
        base = EXACT.add(self.group, self.pending or _ZERO)
        lower = self.closed[-1:] if bare else [part for part in self.closed if part[0] < scale]  # a scale after a scale multiplies it
        self.closed = [part for part in self.closed if part not in lower]
        place = self.place if self.exact and not bare else _ONE
        if bare and lower:
            place = lower[-1][1]
        value = _ONE if bare and not lower else EXACT.add(base, sum((part[0] for part in lower), _ZERO))
        self.closed.append((EXACT.multiply(value, scale), EXACT.multiply(place, scale)))
        self.scale = EXACT.multiply(self.scale, scale) if lower and bare else scale
        self.group, self.pending = _ZERO, None

    def part(self, fraction: Decimal, more: bool) -> None:
        """Add a fraction: of the scale before it (``miliardi e mezzo``), else to the number."""
        exponent = Decimal((0, (1,), int(fraction.as_tuple().exponent)))
        if self.cents and not more:
            fraction, exponent = EXACT.multiply(fraction, self.place), EXACT.multiply(exponent, self.place)  # `$10.45½` is half a cent more
        self.exact = True
        if self.closed and self.pending is None and not self.group and not more:
            self.closed.append((EXACT.multiply(fraction, self.scale), EXACT.multiply(exponent, self.scale)))
            return
        self.pending = (self.pending or _ZERO) + fraction
        self.place = exponent

    def result(self, shape: str) -> Numeral:
        rest = EXACT.add(self.group, self.pending or _ZERO)
        value = EXACT.add(rest, sum((part[0] for part in self.closed), _ZERO))
        own = self.place if self.exact else self.multiplied if self.digits and self.multiplied and self.pending is None else _ONE
        place = own if rest or not self.closed else self.closed[-1][1]
        scale = self.scale if len(self.closed) == 1 and not rest else _ONE
        if not self.closed and self.multiplied and self.pending is None:
            scale = self.multiplied
        return Numeral(value, place if self.exact else quantum_of(value, place), shape, scale)


def _leaves_room(before: Decimal, value: Decimal) -> bool:
    """Whether the noughts at the end of a number in groups of three are enough for the other (``hárommillió-ötszázezer``)."""
    room = Decimal(1000)
    while before % room == 0:
        if value < room:
            return True
        room *= 1000
    return False


def evaluate(nodes: list[Any]) -> Numeral | None:
    """The number that a run of nodes states, or None where they make none."""
    total, linked, shape = _Sum(), False, "word"
    for at, node in enumerate(nodes):
        means = node.means
        if "num" in means and at and at + 1 == len(nodes) and "lastdigit" in nodes[at - 1].means:
            _add_decimals(total, means["num"].value, nodes[at - 1].means["lastdigit"])
        elif "num" in means:
            total.number(means["num"].value, means["num"].quantum)
            total.cents = means["num"].shape == "decimal2"
        elif means.get("atom", _ONE) % 1 or ("atom" in means and total.lead):
            total.number(means["atom"], _word_quantum(means["atom"]))
        elif "article" in means and at + 1 < len(nodes) and "fraction" in nodes[at + 1].means:
            pass  # ``eine halbe Million``: the article is no *one*
        elif "point" in means:
            return _spoken_decimals(nodes, at)
        elif "leadfraction" in means:
            total.lead = means["leadfraction"]
        elif "postfraction" in means:
            total.part(means["postfraction"], any("scale" in node.means or "multiplier" in node.means for node in nodes[at + 1 :]))
        elif "fraction" in means and "ordinal" not in means:
            total.part(means["fraction"], any("scale" in node.means or "multiplier" in node.means for node in nodes[at + 1 :]))
        elif "multiplier" in means:
            total.digits = "num" in nodes[at - 1].means if at else False
            total.multiply(means["multiplier"])
        elif "scale" in means:
            if "atom" in means and total.idle:
                total.pending = EXACT.divide(means["atom"], means["scale"])
            total.close(means["scale"])
            shape = "scaled"
        elif "atom" in means and (exponent := int(means["atom"].as_tuple().exponent)) > 0:  # a dual, with its scale: `مليونان وخمسمئة ألف`
            total.number(means["atom"].scaleb(-exponent), _ONE)
            total.close(_ONE.scaleb(exponent))
            shape = "scaled"
        elif "atom" in means and not total.small(means["atom"], linked):
            return None
        linked = "tensand" in means or ("and" in means and "tenslink" not in means) or (linked and "hyphen" in means)
    return total.result(shape)


def _add_decimals(total: _Sum, digits: Decimal, unit: Decimal) -> None:
    """Digits that hang on a scale are its decimals: ``3tr5`` is 3.5 million, ``1tr250`` 1.25 million."""
    place = _ONE.scaleb(unit.adjusted() + 1 - len(str(digits)))
    total.closed.append((EXACT.multiply(digits, place), place))


def _spoken_decimals(nodes: list[Any], at: int) -> Numeral | None:
    """``two point five billion``: digits one by one after the point, then any scales."""
    if "article" in nodes[at + 1].means:
        return None  # `cerró 2023 con un beneficio`
    whole = evaluate(nodes[:at]) if at else Numeral(_ZERO, _ONE, "word")
    digits, end = "", at + 1
    while end < len(nodes) and "scale" not in nodes[end].means:
        means = nodes[end].means
        value = means["num"].value if "num" in means else means.get("atom")
        if value is None:
            return None
        digits += str(int(value))
        end += 1
    if whole is None:
        return None
    total = _Sum()
    total.number(Decimal(f"{int(whole.value)}.{digits}"), Decimal((0, (1,), -len(digits))))
    for node in nodes[end:]:
        if "scale" in node.means:
            total.close(node.means["scale"])
    return total.result("scaled" if end < len(nodes) else "word")


def _numeral(found: Found, context: Any) -> tuple[Node, frozenset[str]] | None:
    i, j = found.match.span()
    nodes = found.sheet.nodes[i:j]
    read = _scaled(*nodes) if j - i == 2 else None
    if read is None and (limit := _limit(nodes)) < len(nodes):
        if limit < 2:
            return None
        nodes, found.stop = nodes[:limit], i + limit
    read = read or evaluate(nodes)
    if read is None:
        return None
    means: dict[str, Any] = {"num": read, "numeral": read}
    if any("roundword" in node.means for node in nodes):
        means["roundword"] = True
    return Node("", means), SCALED if read.shape == "scaled" else NUMERAL


def _scaled(number: Any, scale: Any) -> Numeral | None:
    """Digits with a scale (``5.2 million``), which most numerals of several tokens are, without the sum; None for all else."""
    if "num" not in number.means or "scale" not in scale.means or not scale.means.keys().isdisjoint(_NO_SCALE):
        return None
    read, by = number.means["num"], scale.means["scale"]
    value = EXACT.multiply(read.value, by)
    quantum = EXACT.multiply(read.quantum, by) if read.quantum < 1 else quantum_of(value, by)
    return Numeral(value, quantum, "scaled", by)


#: What a word with a scale can be besides, which comes before it.
_NO_SCALE = frozenset({"atom", "article", "point", "leadfraction", "postfraction", "fraction", "multiplier"})


def _limit(nodes: list[Any]) -> int:
    """How many of the nodes are one number: not ``forty cents``, nor ``two million and three million``."""
    digits: Decimal | None = None
    link, scale, start = 0, _ZERO, 0
    for at, node in enumerate(nodes):
        means = node.means
        if "multiplier" in means and "minor" in means and digits is not None and not 2 <= digits <= 9:
            return at
        if closing := _scale_of(means):
            if link and scale and closing >= scale:
                return link
            if start and closing == scale:
                return start  # `10 milyondan 15 milyona`
            scale, link, start = closing, 0, 0
        elif means.keys() & {"and", "tensand", "tenslink"} and scale:
            link = at
        if "num" in means:
            if link and scale and means["num"].value >= scale and "scale" not in (nodes[at + 1].means if at + 1 < len(nodes) else {}):
                return link  # `2 mil e 5000`
            digits, start = _ZERO, at
        elif "atom" in means and not means.keys() & {"multiplier", "scale"}:
            digits = (digits or _ZERO) + means["atom"]
        elif means.keys() & {"multiplier", "scale"}:
            digits = None
    return len(nodes)


def _scale_of(means: dict[str, Any]) -> Decimal:
    """The scale of a scale word or a dual (`ألفين وثلاثة آلاف` are two numbers), else nothing."""
    if "scale" in means:
        return Decimal(means["scale"])
    exponent = int(means["atom"].as_tuple().exponent) if "atom" in means else 0
    return _ONE.scaleb(exponent) if exponent > 0 else _ZERO


def _vulgar(found: Found, context: Any) -> tuple[Node, frozenset[str]] | None:
    """``2 1/2``: the fraction must be an exact decimal."""
    above, below = found.means("above", "num").value, found.means("below", "num").value
    if below not in (2, 4, 5, 8, 10, 16, 20, 25, 50, 100) or above >= below:
        return None
    if "whole" in found and _is_date(found):
        return None
    fraction = above / below
    whole = found.means("whole", "num").value if "whole" in found else _ZERO
    if "whole" in found and found.means("whole", "num").shape == "decimal2":
        fraction = EXACT.multiply(fraction, found.means("whole", "num").quantum)  # `$10.45 1/2` is half a cent more
    quantum = Decimal((0, (1,), int(fraction.as_tuple().exponent)))
    numeral = Numeral(whole + fraction, quantum, "word")
    scale = found.means("scale", "scale")
    if scale:
        numeral = numeral.times(scale)
    return Node("", {"num": numeral, "numeral": numeral}), SCALED if scale else NUMERAL


def _is_date(found: Found) -> bool:
    """``$147.64   2/04``: set off, or with a leading zero, it is no fraction of the number before."""
    sheet, above = found.sheet, found.at("above")
    gap = sheet.starts[above] - sheet.ends[found.at("whole")]
    return gap > 1 or "\n" in sheet.text[sheet.ends[found.at("whole")] : sheet.starts[above]] or found.node("below").key[0] == "0"


def _parted(found: Found, context: Any) -> tuple[Node, frozenset[str]] | None:
    """``$ 1, 234.56``: a grouped number with a space behind its comma, as scanned pages have it."""
    head, tail = found.means("head", "num"), found.means("tail", "num")
    if (
        len(found.node("tail").key) != _GROUP_AND_CENTS
        or found.node("tail").key[_GROUP] != "."
        or head.value != head.value.to_integral_value()
    ):
        return None
    read = Numeral(EXACT.add(EXACT.multiply(head.value, Decimal(1000)), tail.value), tail.quantum, "grouped2")
    return Node("", {"num": read, "numeral": read}), NUMERAL


_GROUP, _GROUP_AND_CENTS = 3, 6


def _odd(found: Found, context: Any) -> tuple[Node, frozenset[str]] | None:
    """``twenty-odd million``: the number, approximately."""
    read = evaluate([found.node("n"), found.node("scale")])
    return None if read is None else (Node("", {"num": read, "numeral": read, "roundword": True}), SCALED)


def _portion(found: Found, context: Any) -> tuple[Node, frozenset[str]]:
    """``eine Viertelmillion``: the article belongs to the number, and is no *one*."""
    read = numeral_of(found.node("n"))
    return Node("", {"num": read, "numeral": read}), SCALED


def _year_of_era(found: Found, context: Any) -> tuple[Node, frozenset[str]] | None:
    """``令和6``, ``民國113``: a year counted from the first of its era; from then on it is a year as any other."""
    number, before = numeral_of(found.node("number")).value, found.means("era", "era")
    if number != number.to_integral_value() or not 0 < number < _LONGEST_ERA:
        return None
    year = Numeral(EXACT.add(before, number), _ONE, "year")
    return Node("", {"num": year}), _YEAR


_LONGEST_ERA = 200
_YEAR = frozenset({"num", "number", "shape.year", *SHAPES["year"]})
_LINK = (
    r"(?:<.hyphen>(?=<.atom|scale|multiplier>)|(?<=<multiplier|scale|hundredsword>)<and>(?=<atom>)|(?<=<tensword|hundredsword|multiplier|scale|unitword>)(?:<.hyphen>?<tensand><.hyphen>?)(?!<article><fraction>)(?=<atom|multiplier>)"
    r"|(?<=<tensword>)<.hyphen>?<tenslink><.hyphen>?(?=<unitword>))"
)
_HALF = r"(?:<postfraction>|<.hyphen>?<and><.hyphen>?<article>?<.hyphen>?<fraction>(?:<of>(?=<article|scale>))?)"

RULES = (
    Rule("<era> <year>", r"(?P<era><era>)(?P<number><num|atom|numeral>)", _year_of_era),
    Rule("<number>, <group>", r"(?<=<sign|code>)(?P<head><shape.one|shape.two|shape.three|grouped>)<.comma>(?P<tail><_shape.decimal2>)", _parted),
    Rule("<number> <fraction in digits> <scale>?", r"(?P<whole><num>)(?:<.hyphen>(?=<.num>)|(?=<_num>))(?P<above><num>)<.slash>(?P<below><.num>)(?!<.slash>)(?:(?P<scale><scale>))?", _vulgar),
    Rule("<fraction in digits> <scale>", r"(?P<above><num>)<.slash>(?P<below><.num>)(?!<.slash>)(?:(?:<of><article>)?(?P<scale><scale>)|(?:<of><article>)?(?=<percent>|(?!<counter>)<minor>))", _vulgar),
    Rule("<digits> <scale> and <digits>", r"(?<!<sign|code|abbr|unsure|codeword>)<num><scale><and><num><scale>?(?=<of>?<name|abbr>)", _numeral),
    Rule(
        "<digits> <scale words>",
        rf"<num>(?:<fraction>|{_HALF})?(?:<.hyphen>?<scale|multiplier>(?:<.num|atom>|<tensand>?<num|atom>(?=<scale|multiplier>)|<num>(?=<name|abbr>))?)+(?:{_HALF}(?!<time>)(?:(?<=<postfraction>)<scale>)?)?"
        r"|<num><fraction>",
        _numeral,
    ),
    Rule("<decimals in words>", r"(?<!<the|last|article|relative|recurring|number|hyphen|word>)<point><atom>+(?:<scale>+(?=<name>)|(?=<percent>))", _numeral),
    Rule("<digits and decimals in words>", r"(?:<num|atom|numeral>)<point>(?:<num|atom>)+<scale>*", _numeral),
    Rule("<article> <part of a scale>", r"<article>(?P<n><portion>)", _portion),
    Rule(
        "<number words>",
        rf"(?:<article>(?=<multiplier|scale>)|<atom|multiplier|scale>(?=(?:{_LINK})?<atom|multiplier|scale>|{_HALF}|<point>|(?<=<scale>)<tensand><num><scale>))"
        rf"(?:(?:{_LINK})?<atom|multiplier|scale>|(?<=<scale>)<tensand><num>(?=<scale>))*(?:<point><atom>+)?(?:{_HALF})?(?:<.hyphen>?<scale|multiplier>)*(?:<atom>?<multiplier>?<scale>)*",
        _numeral,
    ),
    Rule("<fraction> <number>", r"<leadfraction>(?:<num|atom>(?:<scale|multiplier>)*|<scale|multiplier>+)", _numeral),
    Rule("the <scale>", r"(?:(?<=<the|boundthe>)|(?<=<article><bound.before>))<onescale>(?=<of>?<name>)", _numeral),  # `eine knappe Million Euro`
    Rule("another <scale>", r"(?<=<onemore>)<scale|multiplier>(?=<name>)", _numeral),
    Rule("<number>-odd <scale>", r"(?P<n><num|atom>)<.bound.inner><.hyphen>?(?P<scale><scale|multiplier>)", _odd),
    Rule(
        "half a <unit>",
        r"<article>?<fraction>(?:(?:<of>?<.hyphen>?<article>|<.hyphen>)?(?=<percent>)|(?:<of>?<article>|<.hyphen>)?(?=<minor>)|<of>?<article>(?=<name>)(?!<weight|homonym>))",
        _numeral,
    ),
    Rule("<round number> of <scale>", r"<roundword><of><scale>+", _numeral),
    Rule("<fraction> of a <scale>", r"(?:<article>(?=<fraction><of|scale|hyphen>))?<fraction>(?:<.hyphen>?<of>)?<.hyphen>?<article>?<.hyphen>?<scale>", _numeral),
)  # fmt: skip
