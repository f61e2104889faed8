"""Give the units of a price to the figures that they hold for: *each* to its noun, one unit to both numbers of a change or to a list.

The base of the linking of one sheet, which `periods` goes on with.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Any

from moneyfacts.grammar.figure import Figure
from moneyfacts.grammar.phrases import PerPhrase, Phrase
from moneyfacts.grammar.ranges import compatible
from moneyfacts.link.clauses import Clauses
from moneyfacts.scan.sheet import Sheet

READINGS = (Figure, Phrase, PerPhrase)
#: How many words may stand between a price and the difference that it makes.
_DIFFERENCE_REACH = 8
#: How many words may stand between a new level and the size of its change, with the comma.
_SIZE_AFTER_REACH = 4
#: How many may stand between a change and its new level (``jumped 21 cents, or 5%, to settle at $4.15``).
_LEVEL_REACH = 7
#: How many times a price a sum is at least that must be a total.
_TOTAL = 1000
#: Classes of words that part two figures.
SEVERING = {"comma", "and", "or", "coordinator", "stop", "semicolon", "open", "close", "colon", "finite"}
#: Classes of words after which somebody else pays.
_OTHER_SUBJECT = {"subject", "opener", "coordinator", "semicolon", "stop"}
_LISTING = {"comma", "and", "or", "coordinator"}


class Prices:
    """The figures of one sheet, in clauses, and the units of their prices."""

    def __init__(self, sheet: Sheet, places: list[int], phrases: list[int], clauses: Clauses, leading: bool, capital: bool) -> None:
        self.capital = capital
        self.sheet = sheet
        self.leading = leading
        self.nodes: list[Any] = sheet.nodes
        self.figures = [i for i in places if not self.nodes[i].taken]
        self.phrases = phrases
        self.linked: set[int] = set()
        self._clauses = clauses

    @cached_property
    def clause(self) -> list[int]:
        """The clause of each node; many phrases are linked without."""
        return self._clauses.numbers(self.sheet)

    def _weigh(self, i: int, per: PerPhrase) -> None:
        """Gold, silver, platinum and palladium are weighed in troy ounces."""
        if per.unit != "ounce":
            return
        at = next((k for k in range(i, min(i + 4, len(self.nodes))) if self.nodes[k] is per), len(self.nodes))
        if at + 2 < len(self.nodes) and "of" in self.nodes[at + 1].means and "metal" in self.nodes[at + 2].means:
            per.unit = "troy_ounce"  # `$1,386 an ounce of gold`
        for node in reversed(self.nodes[:i]):
            if "metal" in node.means:
                per.unit = "troy_ounce"
            if "metal" in node.means or (isinstance(node, Figure) and node.per is not None) or "stop" in node.means:
                return

    def _each(self, i: int, per: PerPhrase) -> None:
        """``2.2 million shares at 212 pence each``: the counted noun before says of what."""
        for k in range(i - 1, 0, -1):
            means = self.nodes[k - 1].means
            if "stop" in means or "semicolon" in means:
                return
            if ("num" in means or "atom" in means) and not isinstance(self.nodes[k], READINGS) and not self._part_of_code(k - 1):
                word = self.sheet.words(k, k + 1)
                if "counted" in self.nodes[k].means or (not self.nodes[k].means and word.isalpha()):
                    per.unit = str(self.nodes[k].means.get("counted", word))
                    return
        before = (node for node in reversed(self.nodes[:i]) if not isinstance(node, READINGS))
        per.unit = next((str(node.means["counted"]) for node in before if "counted" in node.means), per.unit)

    def _part_of_code(self, at: int) -> bool:
        """Whether a number is written together with a hyphen (``HH-117 Wood glue``)."""
        return at > 0 and "hyphen" in self.nodes[at - 1].means and self.sheet.glued(at)

    def _after_time(self, at: int) -> bool:
        """Whether a unit stands between the time of a price and something else than a figure (``$5 a month per user,``)."""
        return at - 1 in self.linked and not (at + 1 < len(self.nodes) and isinstance(self.nodes[at + 1], Figure))

    def _per_before(self, i: int, per: PerPhrase) -> None:
        """A unit that stands before its figure; after *of* it is that of the figure before (``$1.40 to $1.50 of EPS``)."""
        if i - 2 in self.figures and "of" in self.nodes[i - 1].means and self.nodes[i - 2].per is None:
            self.nodes[i - 2].per = per
            self.linked.add(i)
            return
        first = next((j for j in self.figures if j > i and self.clause[j] == self.clause[i] and self.nodes[j].kind != "percent"), -1)
        for j in (first, *self._prices_of(i)):
            if j >= 0 and self.nodes[j].per is None and self.nodes[j].kind == "money":
                self._weigh(i, per)
                self.nodes[j].per = per
                self.linked.add(i)

    def _prices_of(self, i: int) -> Iterator[int]:
        """The sums that are paid for what a unit opens (``A gallon of milk that sold for $3.10 now costs $4.05``)."""
        for j in self.figures:
            if j > i and "paid" in self.nodes[j - 1].means:
                if any(node.means.keys() & _OTHER_SUBJECT for node in self.nodes[i + 1 : j]):
                    return
                yield j

    # -- sharing within a change or a coordination ---------------------------------------------------------------------

    def _share_per(self) -> None:
        """A unit after either number of a change, or after coordinated prices, holds for all of them."""
        if len(self.figures) < 2 or not any(_is_price(self.nodes[i]) for i in self.figures):
            return
        kinds = ([i for i in self.figures if self.nodes[i].kind == kind] for kind in ("money", "percent"))
        tied = [(i, j) for places in kinds for i, j in pairwise(places) if self.nodes[i].unit == self.nodes[j].unit and self._tied(i, j)]
        tied = [(i, j) for i, j in tied if self.nodes[i].kind != "percent" or not self._is_percent_size(i, j)]
        for i, j in tied * 2:
            led = self.nodes[i].per is not None and self.nodes[i].per.start < self.nodes[i].first  # `每公升各调降0.2及0.3元`
            if led or not self._listed(i, j) or self._series(i, j):
                _share(self.nodes[i], self.nodes[j])
            _share(self.nodes[j], self.nodes[i])
        money = [i for i in self.figures if self.nodes[i].kind == "money"]
        for k in range(len(money) - 3):
            if self._two_ways_from(*money[k : k + 4]):
                _share(self.nodes[money[k + 1]], self.nodes[money[k + 3]])
                _share(self.nodes[money[k + 3]], self.nodes[money[k + 1]])

    def _two_ways_from(self, i: int, also: int, old: int, also_old: int) -> bool:
        """Whether both levels of a change stand as a total and as a price (``$1.2bn, or $3.10 a share, from $900m, or $2.20``)."""
        return (
            self._or_between(i, also)
            and self._or_between(old, also_old)
            and any(node.means.keys() & {"from", "compared"} for node in self._between(also, old))
            and _like_prices(self.nodes[also], self.nodes[also_old])
        )

    def _or_between(self, i: int, j: int) -> bool:
        means = [node.means.keys() for node in self._between(i, j)]
        return all(one & {"comma", "or", "equal"} for one in means) and any(one & {"or", "equal"} for one in means)

    def _is_percent_size(self, i: int, j: int) -> bool:
        """Whether a percentage is the size of another's change, which is of no time (``raised by 0.25% to 7.25% a year``)."""
        keys = [node.means.keys() for node in self.nodes[i + 1 : j]]
        if any("to" in k for k in keys):
            return i > 0 and "sizeby" in self.nodes[i - 1].means
        return any("changed" in k for k in keys)

    def _between(self, i: int, j: int) -> list[Any]:
        first = i + 1
        while first < j and self.sheet.starts[first] < self.nodes[i].last:
            first += 1  # its equivalents
        return [node for node in self.nodes[first:j] if not isinstance(node, READINGS)]

    def _itemized(self, i: int, j: int) -> bool:
        """Whether a comma between them begins another item of a list (``Weekly pay, 401(k) with 4% match``)."""
        at = next((k for k in range(j - 1, i, -1) if "comma" in self.nodes[k].means), j)
        item = self.nodes[at + 1 : j]
        if len(item) < 2 or isinstance(item[0], READINGS) or any("finite" in node.means for node in item):
            return False
        return bool(item[0].means.keys() <= {"num"})

    def _counts_between(self, j: int, i: int) -> bool:
        """Whether another item, of a count of its own, stands between them (``15%, and 8,000 options vesting over four years``)."""
        for at in range(j + 1, i - 1):
            if "comma" in self.nodes[at].means:
                at += "and" in self.nodes[at + 1].means
                if "num" in self.nodes[at + 1].means:
                    return True
        return False

    def _listed(self, i: int, j: int) -> bool:
        """Whether two figures are coordinated: the unit of the first is not the second's (``$500 per claim and $1,500 in all``)."""
        between = self._between(i, j)
        return bool(between) and all(node.means.keys() & _LISTING for node in between) and not self._compares(j)

    def _series(self, i: int, j: int) -> bool:
        """Whether two listed prices are one thing's at different times (``$4.25 a pound this year and $4.30 in 2026``)."""
        one, other = self.nodes[i], self.nodes[j]
        times = [any(phrase.role in ("in", "at", "by") for phrase in figure.periods) for figure in (one, other)]
        return all(times) and one.per is not None and _like_prices(one, other)

    def _another_object(self, i: int, j: int) -> bool:
        """Whether a coordinated verb with an object of its own stands between two figures (``cut EPS to $3 and trim the target to $5``)."""
        nodes = self.nodes
        return any(
            "coordinator" in nodes[k].means
            and nodes[k + 1].means.keys() & {"change", "finite"}
            and not isinstance(nodes[k + 2], READINGS)
            and not nodes[k + 2].means.keys() & {"to", "from", "at", "preposition", "bound.before"}
            for k in range(i + 1, j - 2)
        )

    def _tied(self, i: int, j: int) -> bool:
        """Whether two figures are the numbers of one change, or coordinated."""
        between = self._between(i, j)
        if len(between) > 1 and "sizeby" in between[-1].means and "comma" in between[-2].means:
            between = between[:-1]  # `6,09 zł, o 4 grosze mniej`
        if between and all(node.means.keys() & _LISTING or (self._compares(j) and "equal" in node.means) for node in between):
            joined = any(node.means.keys() & {"and", "or", "coordinator"} for node in between)
            return (joined and _like_prices(self.nodes[i], self.nodes[j])) or self._and_follows(j) or self._compares(j)
        if 1 < len(between) <= _DIFFERENCE_REACH and "comma" in between[-1].means and self._compares(j):
            return compatible(self.nodes[i], self.nodes[j]) or self.nodes[j].minor is not None  # `costs $1.79 a litre now, 3 cents more`
        if self.nodes[i].minor is not None and self._compares(i) and len(between) <= _DIFFERENCE_REACH:
            same = compatible(self.nodes[i], self.nodes[j])
            # `3 cent goedkoper en kost nu € 1,93 per liter`
            return same and not any(node.means.keys() & {"comma", "the", "article"} for node in between)
        if self._size_after(i, j, between) or self._object_and_level(i, j, between):
            return True
        if (
            len(between) <= 2
            and self.nodes[i].sense == self.nodes[j].sense
            and self._changes_after(j)
            and not any(node.means.keys() & SEVERING for node in between)
        ):
            return True
        if len(between) > 9 or any(node.means.keys() & {"semicolon", "stop"} for node in between):
            return False
        keys = [node.means.keys() for node in between]
        moved = len(keys) > 3 and "to" in keys[-1] and any("change" in k for k in keys)  # `before sliding back to $9`
        moved = moved and not self._another_object(i, j)
        base = max((at for at, k in enumerate(keys) if k & {"from", "compared"}), default=-1)
        compared = self.clause[i] == self.clause[j] and base >= 0 and not any("comma" in k for k in keys[base:])
        return ((moved or compared) and _like_prices(self.nodes[i], self.nodes[j])) or (
            bool(keys)
            and ((len(between) <= 3 and any(k & {"to", "changed"} for k in keys)) or (len(between) <= _LEVEL_REACH and self._at(i, j)))
            and not (_dwarfs(self.nodes[i], self.nodes[j]) or _totals(self.nodes[i], self.nodes[j]))
        )

    def _size_after(self, i: int, j: int, between: list[Any]) -> bool:
        """Whether the size of a change follows its new level (``at $74.12 a barrel, down $1.05``)."""
        if not 1 < len(between) <= _SIZE_AFTER_REACH or "comma" not in between[0].means or "from" in between[-1].means:
            return False
        level, size = self.nodes[i].value, self.nodes[j].value
        changed = any("change" in node.means for node in between) and not any(
            node.means.keys() & SEVERING and "change" not in node.means for node in between[1:]
        )
        return changed and None not in (level, size) and abs(size) < abs(level)

    def _object_and_level(self, i: int, j: int, between: list[Any]) -> bool:
        """Whether the old level is of a verb's object and the new one its goal (``1株50円の配当を60円に引き上げる``)."""
        after = [node.means.keys() for node in self.nodes[j + 1 : j + 1 + _LEVEL_REACH]]
        if not after or "tochange" not in after[0] or not any("change" in keys for keys in after):
            return False
        if len(between) > _LEVEL_REACH or any(node.means.keys() & SEVERING for node in between):
            return False
        return compatible(self.nodes[i], self.nodes[j]) and _like_prices(self.nodes[i], self.nodes[j])

    def _changes_after(self, j: int) -> bool:
        """Whether a verb of change closes over two figures in cases of their own (``30 liradan 45 liraya çıktı``)."""
        return any("change" in node.means for node in self.nodes[j + 1 : j + 4])

    def _at(self, i: int, j: int) -> bool:
        """Whether the new level of a change follows (``up 45 cents at $74.49 a barrel``, ``45 cents lower at $74.49``)."""
        before = j - 2 if isinstance(self.nodes[j - 1], PerPhrase) else j - 1
        if self.clause[i] != self.clause[j] or "at" not in self.nodes[before].means:
            return False
        return any("change" in node.means for node in self.nodes[max(0, i - 3) : j])

    def _compares(self, j: int) -> bool:
        """Whether a figure is a difference to the one before it (``$1.79 a litre, 3 cents more``)."""
        if j + 1 >= len(self.nodes):
            return False
        means = self.nodes[j + 1].means  # or a bound that has no amount after it: `$2.15 more than a week earlier`
        return "comparative" in means or (means.get("bound.before") in ("more_than", "less_than") and not self._figure_at(j + 2))

    def _figure_at(self, k: int) -> bool:
        return k < len(self.nodes) and isinstance(self.nodes[k], Figure)

    def _and_follows(self, j: int) -> bool:
        """Whether the list goes on with *and* or *or* after this figure (``$3, $4 and $5 a gallon``)."""
        return j + 2 < len(self.nodes) and bool(self.nodes[j + 1].means.keys() & {"and", "or"}) and isinstance(self.nodes[j + 2], Figure)


def _dwarfs(size: Figure, level: Figure) -> bool:
    """Whether what would be a change's size is a total beside its price (``$838 million works out to $1,465 per square foot``)."""
    return size.kind == level.kind and abs(size.value or Decimal(0)) > _TOTAL * abs(level.value or level.low or Decimal(0))


def _like_prices(one: Figure, other: Figure) -> bool:
    """Whether two coordinated amounts are of one size, not a total and its price (``12 million dollars or 14 cents a share``)."""
    small, large = sorted(abs(figure.value or figure.low or figure.high or Decimal(0)) for figure in (one, other))
    return not small or large <= _TOTAL * small


def _totals(price: Figure, other: Figure) -> bool:
    """Whether a price of a single thing stands before a total (``6,50 Euro je Aktie ... auf 1,1 Milliarden Euro``)."""
    return price.per is not None and other.per is None and other.own_scale and not _like_prices(price, other)


def _is_price(figure: Figure) -> bool:
    """Whether a figure has a unit, or a time that it is for each of."""
    return figure.per is not None or (bool(figure.periods) and any(phrase.role == "per" for phrase in figure.periods))


def _share(one: Figure, other: Figure) -> None:
    """Give the other figure of a change or list the unit of a price, and its time."""
    if one.per is not None and other.per is None:
        other.per = one.per
    back = other.start < one.start  # `4,40 zł, a miesięczny 110 zł`: what stands between them is the later one's alone
    rates = [phrase for phrase in one.periods if phrase.role == "per" and not (back and other.end <= phrase.start < one.start)]
    if rates and (one.per is not None or other.per is None) and not any(phrase.role == "per" for phrase in other.periods):
        other.periods += tuple(rates)
