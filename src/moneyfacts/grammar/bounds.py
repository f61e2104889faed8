"""Qualifiers that touch a figure: bounds, approximation, and the nouns that take them away."""

from __future__ import annotations

from typing import Any

from moneyfacts.grammar.engine import Found, Rule
from moneyfacts.grammar.figure import CLASSES, Figure
from moneyfacts.grammar.myriads import inside_word
from moneyfacts.grammar.numerals import Node

Built = tuple[Figure, frozenset[str]]

#: What each bound says: (keeps low, keeps high, low end open, high end open, approximate).
BOUNDS: dict[str, tuple[bool, bool, bool, bool, bool]] = {
    "at_least": (True, False, False, False, False),
    "more_than": (True, False, True, False, False),
    "at_most": (False, True, False, False, False),
    "less_than": (False, True, False, True, False),
    "about": (True, True, False, False, True),
    "nearly": (False, True, False, True, True),
    "just_over": (True, False, True, False, True),
}

#: How far before ``from X`` a word of change or source can stand.
_SOURCE_REACH = 12
#: How far after ``from X`` a word of an earlier time can stand.
_AGO_REACH = 4
#: How far before a bound that is also *to* a word of change can stand.
_CHANGE_REACH = 7
#: How many nodes a price's unit can have.
_UNIT_REACH = 3


def apply(figure: Figure, bound: str) -> None:
    """Set the interval that a bound states; in a range only ``about`` says anything."""
    low, high, low_open, high_open, approximate = BOUNDS[bound]
    figure.approximate |= approximate
    figure.bound_rule = bound
    if figure.is_range or (low and high):
        return
    figure.low = figure.value if low else None
    figure.high = figure.value if high else None
    figure.low_open, figure.high_open = low_open, high_open


def _before(found: Found, context: Any) -> Built | None:
    figure: Figure = found.node("figure")
    bound = found.means("bound", "bound.before") or found.means("bound", "bound.money")
    sheet, i = found.sheet, found.at("bound")
    if figure.is_range and "between" in found.node("bound").means:
        return None  # `in the range of $5 to $7`
    if inside_word(sheet, i) or _unbound(found, i) or _is_level(found) or _multiplied(found, i):
        return None
    if bound in _TURNED and _negated(found, i):
        bound = _TURNED[bound]
    apply(figure, bound)
    figure.cover(sheet.starts[i], figure.last, f"<{bound}> <amount>")
    return figure, CLASSES[figure.kind]


#: What a bound becomes after a negation.
_TURNED = {"more_than": "at_most", "less_than": "at_least"}
#: How far before a bound a word that negates its verb can stand.
_NEGATION_REACH = 4


def _negated(found: Found, i: int) -> bool:
    """``I won't pay more than $5``, ``no cuesta más de 50 euros``: *not* stands before a verb of spending, or before the bound.

    Of other verbs (``does not include``) it says nothing of the sum.
    """
    priced = i > 0 and "not" in found.sheet.nodes[i - 1].means  # `nothing over $5`
    for node in reversed(found.sheet.nodes[max(0, i - _NEGATION_REACH) : i]):
        if "not" in node.means:
            return priced
        if isinstance(node, Figure) or node.means.keys() & {"comma", "stop", "semicolon", "coordinator", "opener", "relative"}:
            return False
        priced = priced or "spending" in node.means
    return False


def _multiplied(found: Found, i: int) -> bool:
    """Whether a multiple stands before the words of a bound, which then compare (``three times as much as $5 million``)."""
    nodes = found.sheet.nodes
    if i and "bound.after" in nodes[i].means:
        return False  # `above 2.5 times and below 3.25 times`: it opens with *and*
    return i > 0 and getattr(nodes[i - 1], "kind", "") == "multiple"


def _verb_first(found: Found, context: Any) -> Built:
    """``تجاوزت أرباح البنك 9 مليارات``: the verb that bounds stands before its subject."""
    figure: Figure = found.node("figure")
    if figure.exact:
        apply(figure, bound := found.means("bound", "bound.verb"))
        figure.rules += ((f"<{bound} verb> ... <amount>", figure.start, figure.end),)
    return figure, CLASSES[figure.kind]


def _starts_from(found: Found, context: Any) -> Built | None:
    """``يبدأ سعر السيارة من 899 ألف جنيه``: the subject of the verb stands between it and *from*."""
    figure: Figure = found.node("figure")
    if not figure.exact:
        return None
    apply(figure, bound := found.means("bound", "bound.start"))
    figure.cover(found.sheet.starts[found.at("start")], figure.last, f"<{bound} verb> ... from <amount>")
    return figure, CLASSES[figure.kind]


def _at_verb(found: Found, context: Any) -> Built:
    """``capped the growth of spending at 2.5%``: the object of the verb stands between it and *at*."""
    figure: Figure = found.node("figure")
    if figure.exact:
        apply(figure, bound := found.means("bound", "bound.at"))
        figure.cover(found.sheet.starts[found.at("start")], figure.last, f"<{bound} verb> ... at <amount>")
    return figure, CLASSES[figure.kind]


def _of_share(found: Found, context: Any) -> Built | None:
    """``不超过合同价款的5%``: what a share is of stands between its bound and it."""
    figure: Figure = found.node("figure")
    if not figure.exact or inside_word(found.sheet, found.at("bound")):
        return None
    apply(figure, bound := found.means("bound", "bound.before"))
    found.begin = found.at("figure")
    figure.rules += ((f"<{bound}> ...'s <percent>", figure.start, figure.end),)
    return figure, CLASSES[figure.kind]


def _unbound(found: Found, i: int) -> bool:
    """A word before the bound that gives it another sense (``dispute over``, ``went up to``)."""
    nodes = found.sheet.nodes
    first = nodes[i].key.split(" ")[-1]
    if "to" in nodes[i].means and any(
        "from" in node.means and at + 1 < len(nodes) and _is_number(nodes[at + 1]) for at, node in enumerate(nodes[i + 2 : i + 9], i + 2)
    ):
        return True
    if "to" in nodes[i].means and _from_before(found, i):
        return True
    if "changeto" in nodes[i].means and (_changes(found, i) or (nodes[i].means["changeto"] == "final" and participle(found))):
        return True
    for k in (i - 1, i - 2):
        if k >= 0 and first in nodes[k].means.get("unbinder", "").split():
            return k == i - 1 or not nodes[i - 1].means
    return False


def _from_before(found: Found, i: int) -> bool:
    """``с 4990 до 3490 рублей``: *from* before a figure of its kind that with this one is no range."""
    nodes = found.sheet.nodes
    return (
        i > 1 and getattr(nodes[i - 1], "kind", "") == found.node("figure").kind and bool(nodes[i - 2].means.keys() & {"from", "rangefrom"})
    )


def _changes(found: Found, i: int) -> bool:
    """Whether a verb of change governs a bound that after it means *to* (``subió hasta``); not where *of* stands before it."""
    nodes = found.sheet.nodes
    if i and "of" in nodes[i - 1].means:
        return False
    sized = i > 1 and "comma" in nodes[i - 1].means and getattr(nodes[i - 2], "kind", "") in ("percent", "multiple")
    for k in range(i - 1, max(-1, i - (2 * _CHANGE_REACH if sized else _CHANGE_REACH)), -1):
        means = nodes[k].means
        if "change" in means:
            return True
        if means.keys() & {"stop", "semicolon", "close"} or ("comma" in means and k < i - 1 and not sized):
            return False
    return False


def participle(found: Found) -> bool:
    """Whether a word of change ends the clause (``van 3 tot 4 euro gestegen``), in languages whose verbs stand last."""
    nodes, j = found.sheet.nodes, found.match.end()
    return any("change" in node.means for node in nodes[j : j + 2])


def _is_number(node: Any) -> bool:
    return isinstance(node, Figure) or "num" in node.means


def _is_level(found: Found) -> bool:
    j = found.match.end()
    nodes = found.sheet.nodes
    return j < len(nodes) and "level" in nodes[j].means


def _of_a_level(nodes: list[Any], i: int) -> bool:
    """``die Marke von 5 Mio. Euro überschritten``: the amount says where the level is."""
    return i > 1 and "of" in nodes[i - 1].means and "level" in nodes[i - 2].means


def _after(found: Found, context: Any) -> Built | None:
    figure: Figure = found.node("figure")
    bound = found.means("bound", "bound.after")
    if found.node("bound").means.keys() & {"to", "changeto"} and _ends_elsewhere(found):
        return None
    j, nodes = found.match.end(), found.sheet.nodes
    if j < len(nodes) and found.node("bound").key in nodes[j].means.get("unbinder.after", ""):
        return None
    if _of_a_level(nodes, found.at("figure")):
        return None
    if (
        "bound.before" in found.node("bound").means
        and "comma" in nodes[j - 2].means
        and any(isinstance(node, Figure) for node in nodes[j : j + 2])
    ):
        return None  # `6%，上限約30億歐元`: the next one's bound
    apply(figure, bound)
    figure.cover(figure.first, found.sheet.ends[found.match.end() - 1], f"<amount> <{bound}>")
    return figure, CLASSES[figure.kind]


#: What a bound is by an adverb that makes it slight.
_SLIGHTLY = {"more_than": "just_over", "less_than": "nearly"}


def _after_adverb(found: Found, context: Any) -> Built:
    """``5兆円を一時下回った``, ``2만 원을 처음 넘어섰다``: adverbs stand between an amount, as an object, and the verb that bounds it."""
    figure: Figure = found.node("figure")
    bound = found.means("bound", "bound.predicate") or found.means("bound", "bound.after")
    if found.means("adverb", "boundadverb") == "slightly":
        bound = _SLIGHTLY.get(bound, bound)
    apply(figure, bound)
    figure.cover(figure.first, found.sheet.ends[found.match.end() - 1], f"<amount> <adverb> <{bound}>")
    return figure, CLASSES[figure.kind]


def _after_unit(found: Found, context: Any) -> tuple[Node, frozenset[str]] | None:
    """``$15 an hour or more``, ``50 रुपये प्रति किलो से अधिक``: the unit of a price stands between it and its bound."""
    figure: Figure = found.node("figure")
    phrase = found.node("phrase")
    if not figure.exact or getattr(phrase, "role", "per") != "per" or phrase.key or _after(found, context) is None:
        return None
    return Node(found.node("bound").key, {}), frozenset()


def _before_unit(found: Found, context: Any) -> Built | None:
    """``不低于每股8.5元``, ``최고 연 20%``: the unit of a price stands between its bound and it."""
    figure: Figure = found.node("figure")
    if not figure.exact or getattr(found.node("phrase"), "role", "per") != "per":
        return None
    return _before(found, context)


def _ends_elsewhere(found: Found) -> bool:
    """Whether a figure or a word of change follows a bound that then means *from* (``から``)."""
    for node in found.sheet.nodes[found.match.end() : found.match.end() + _CHANGE_REACH]:
        if "change" in node.means or isinstance(node, Figure):
            return True
        if node.means.keys() & {"stop", "semicolon", "comma", "close"}:
            return False
    return False


def _plus(found: Found, context: Any) -> Built | None:
    figure: Figure = found.node("figure")
    if figure.is_range:
        return None
    apply(figure, "at_least")
    figure.cover(figure.first, found.sheet.ends[found.match.end() - 1], "<amount>+")
    return figure, CLASSES[figure.kind]


_THOUSAND = 1000


def _from(found: Found, context: Any) -> Built | None:
    """``from $9.99`` is at least that of a price or an offer, never after a word of change, comparison or source."""
    figure: Figure = found.node("figure")
    i = found.at("from")
    nodes = found.sheet.nodes
    if nodes[i].means["from"] == "source":
        return None  # `z dwustu złotych zostało 35`
    large = figure.own_scale and (figure.trailing or figure.numeral.scale > _THOUSAND)  # `from $25k` is a price as well
    if (large and "frombound" not in nodes[i].means) or not figure.exact:
        return None
    if any("earlier" in node.means for node in nodes[found.match.end() : found.match.end() + _AGO_REACH]):
        return None  # `, from $35 a fortnight ago`
    reach = 0 if nodes[i].means["from"] == "price" else _SOURCE_REACH
    for k in range(i - 1, max(-1, i - reach), -1):
        means = nodes[k].means
        if isinstance(nodes[k], Figure):
            return None
        if "stop" in means or "semicolon" in means or "comma" in means:
            break
        if "change" in means or "source" in means:
            return None
    if i and "comma" in nodes[i - 1].means and (_beside_a_price(nodes, i - 1) or _moved(nodes, i)):
        return None
    apply(figure, "at_least")
    figure.cover(found.sheet.starts[i], figure.last, "from <price>")
    return figure, CLASSES[figure.kind]


def _beside_a_price(nodes: list[Any], comma: int) -> bool:
    """Whether a comma parts a price from the one that it is compared with (``averaged $2.21 per kg, from $2.26``)."""
    for node in reversed(nodes[max(0, comma - _UNIT_REACH) : comma]):
        if isinstance(node, Figure):
            return True
        if node.means.keys() & {"comma", "stop", "semicolon", "finite", "and", "or"}:
            return False
    return False


def _moved(nodes: list[Any], i: int) -> bool:
    """Whether a change of the sentence has its new level before an apposition (``fell to $14.10, a two-week low, from $14.60``)."""
    level = next((k for k in range(i - 1, 0, -1) if isinstance(nodes[k], Figure)), 0)
    if not level or ("to" not in nodes[level - 1].means and nodes[level].exact):
        return False
    return any("change" in node.means for node in nodes[max(0, level - _CHANGE_REACH) : level])


_CUTS = "figure|number|num|stop|comma|semicolon|finite|change|bound.before"
_ENDS = r"(?:(?<=<unspaced>)|(?!<number|figure>))"
_BOUND = r"(?P<bound><bound.before>)(?:<daypart>(?<!<bound.before>))?(?:<of>|<the>(?=<range>)|<boundthe>|<boundverb>{1,2})?"
RULES = (
    Rule("<bound> <amount>", rf"{_BOUND}(?P<figure><figure>)", _before),
    Rule("<bound> in <amount>", r"(?P<bound><bound.before>)<timesbefore>(?P<figure><money|multiple>)", _before),  # `примерно в 600 рублей`
    Rule("<bound of money> <amount>", r"(?P<bound><bound.money>)(?P<figure><money>)", _before),
    Rule(", <bound>, <amount>", r"(?<=<comma>)(?P<bound><bound.before>)<comma>(?P<figure><figure>)", _before),
    Rule("<bound verb> ... <amount>", rf"(?P<bound><bound.verb>)(?:<^{_CUTS}>){{1,6}}?(?P<start>)(?P<figure><figure>)", _verb_first),
    Rule(
        "<starts> ... from <amount>",
        rf"(?P<bound><bound.start>)(?:<^{_CUTS}>){{1,6}}?(?P<start><from|rangefrom>)(?P<figure><figure>)(?!<to|dash|longdash>)",
        _starts_from,
    ),
    Rule(
        "<bound verb> ... at <amount>",
        r"(?P<bound><bound.at>)(?:<^figure|number|stop|comma|semicolon|finite|to|bound.before>){1,8}?(?P<start><at>)(?P<figure><figure>)",
        _at_verb,
    ),
    Rule(
        "<bound> ...'s <percent>",
        r"(?P<bound><bound.before>)(?:<^figure|number|num|comma|stop|semicolon|calendar|compared|bound.before>){1,6}?(?P<start><attributive>)(?P<figure><percentage>)",
        _of_share,
    ),
    Rule("from <price>", r"(?P<from><from>)(?P<figure><money>)(?!<to|dash|longdash>)", _from),
    Rule("<amount>+", r"(?P<figure><figure>)(?P<plus><.plus>)(?!<.word|lower|upper|title|plus|number|figure>)", _plus),
    Rule(
        "<amount> <bound>",
        rf"(?P<figure><figure>)(?:(?!<enumeration>)<comma>|<open>(?:<^figure|number|close>){{1,4}}<close>)?(?P<bound><bound.after>){_ENDS}",
        _after,
    ),
    Rule(
        "<amount> <adverb> <bound>",
        r"(?P<figure><figure>)<boundobject>?<boundadverb>{0,2}(?P<adverb><boundadverb>)(?P<bound><bound.predicate|bound.after>)",
        _after_adverb,
    ),
)
AFTER_UNIT = (
    Rule(
        "<bound> <unit> <amount>",
        r"(?P<bound><bound.before>)(?P<phrase><per|period>)<per|period>?(?P<start>)(?P<figure><figure>)",
        _before_unit,
    ),
    Rule(
        "<amount> <unit> <bound>",
        rf"(?P<figure><figure>)(?P<phrase><per|period>)<per|period>?(?P<start>)(?P<bound><bound.after>){_ENDS}",
        _after_unit,
    ),
)
