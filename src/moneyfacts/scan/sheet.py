"""A sheet: one sentence as tokens, with one letter per token, on which the grammar's rules work.

Tokens and readings share one sequence of nodes; a rule replaces a run of nodes by one reading. Offsets of the text
are kept from the first token on, and the text is never rewritten.
"""

from __future__ import annotations

from collections.abc import Set
from itertools import accumulate, compress, count, pairwise
from operator import attrgetter, sub
from typing import Any

from moneyfacts.lexicon.lexicon import Entry, Lexicon
from moneyfacts.lexicon.numbers import NumberFormat, read
from moneyfacts.lexicon.tokens import TOKEN

_MOST_REMEMBERED = 50_000
#: How many tokens before a sign that stands off from its letters its number can be.
_SIGN_REACH = 3
#: What an ending can be attached to with an apostrophe (``TL'ye``, ``2024'ün``).
_ENDED = "num|number|sign|code|abbr|name|minor|scale|percent|unsure|codeword|country|month|unit|time|scalesign"


_SIZE, _LETTER, _KEY = attrgetter("size"), attrgetter("letter"), attrgetter("key")


class Token:
    """A token in one position: its letter, its length without the space before it, its key and meanings."""

    __slots__ = ("key", "letter", "means", "size")

    def __init__(self, letter: str, size: int, key: str, means: dict[str, Any]) -> None:
        self.letter = letter
        self.size = size
        self.key = key
        self.means = means


class TokenTable(dict[str, Token]):
    """Tokens by their text, made when first met; forgets all when it grows too large."""

    def __init__(self, lexicon: Lexicon, numbers: NumberFormat) -> None:
        super().__init__()
        self.lexicon = lexicon
        self.numbers = numbers
        self._parts: dict[str, tuple[str, ...]] = {}

    def __missing__(self, token: str) -> Token:
        word = token.strip()
        glued = len(word) == len(token)
        entry = self._numeral(word) if word[0].isdecimal() or word[-1].isdecimal() else None
        entry = entry or self.lexicon.entry(word)
        made = Token(entry.letters[glued], len(word), entry.key, entry.means)
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[token] = made
        return made

    def split(self, piece: str) -> tuple[str, ...]:
        """A piece of text as the tokens in it: particles written together with a word are tokens of their own."""
        found = self._parts.get(piece)
        if found is None:
            word = piece.lstrip()
            at = self.lexicon.prefix(word) + len(piece) - len(word) if word[:1].isalpha() else 0
            found = (piece[:at], *self.split(piece[at:])) if piece[:at].strip() else (piece,)
            if len(self._parts) >= _MOST_REMEMBERED:
                self._parts.clear()
            self._parts[piece] = found
        return found

    def _numeral(self, word: str) -> Entry | None:
        numeral = read(word, self.numbers)
        if numeral is None:
            return self._date(word)
        letters = self.lexicon.number_letters(numeral.shape)
        return Entry(word, letters, {"num": numeral})

    def _date(self, word: str) -> Entry | None:
        """``31.12.2024``: day, month and year with points."""
        day, month, year, *more = [int(part) if part.isdecimal() and len(part) <= 4 else 0 for part in word.split(".")] + [0, 0, 0]
        if any(more) or not (1 <= day <= 31 and 1 <= month <= 12 and (1900 <= year < 2100 or 0 < year < 100)):
            return None
        names, alphabet = frozenset({"dotdate"}), self.lexicon.alphabet
        full = year if year > 99 else 2000 + year if year < 70 else 1900 + year
        return Entry(word, (alphabet.letter(names, False), alphabet.letter(names, True)), {"dotdate": (full, month, day)})


class Sheet:
    """The nodes of one sentence with their letters, the marks of these (`Alphabet.bit`), and their offsets in the whole text."""

    __slots__ = ("ends", "letters", "nodes", "offset", "present", "program", "starts", "text")

    def __init__(self, text: str, offset: int, table: TokenTable) -> None:
        pieces = TOKEN.findall(text)
        if table.lexicon.splits:
            pieces = [part for piece in pieces for part in table.split(piece)]
        tokens = list(map(table.get, pieces))  # a subclass's own look-up would cost three times as much
        if None in tokens:
            tokens = [table[piece] for piece in pieces]
        self.text = text
        self.offset = offset
        self.present = -1  # not looked at yet: all of them
        self.program: tuple[bool, bool] | None = None
        self.nodes: list[Any] = tokens
        self.ends = list(accumulate(map(len, pieces)))
        self.starts = list(map(sub, self.ends, map(_SIZE, tokens)))
        self.letters = "".join(map(_LETTER, tokens))

    def replace(self, changes: list[tuple[int, int, Any, str]]) -> None:
        """Put one node with its letter in the place of nodes ``i:j``, for each change, in text order."""
        for i, j, node, letter in reversed(changes):
            self.nodes[i:j] = (node,)
            self.letters = self.letters[:i] + letter + self.letters[j:]
            if j - i > 1:
                del self.starts[i + 1 : j], self.ends[i : j - 1]

    def drop(self, runs: list[tuple[int, int]]) -> None:
        """Leave out runs of nodes that say nothing, such as an ending after an apostrophe."""
        for i, j in reversed(runs):
            del self.nodes[i:j], self.starts[i:j], self.ends[i:j]
            self.letters = self.letters[:i] + self.letters[j:]

    def words(self, i: int, j: int) -> str:
        """The text of nodes ``i:j``."""
        return self.text[self.starts[i] : self.ends[j - 1]]

    def classes(self, i: int) -> dict[str, Any]:
        """The meanings of node ``i`` by class."""
        means: dict[str, Any] = self.nodes[i].means
        return {"number": True, **means} if "num" in means else means

    def glued(self, i: int) -> bool:
        """Whether node ``i`` stands directly after the one before it."""
        return i > 0 and self.starts[i] == self.ends[i - 1]


def _ends_sentence(sheet: Sheet, start: int, done: int, entry: Entry, dotted: Set[str]) -> bool:
    """Whether the stop of an abbreviation that is also written without it is the sentence's; ``dotted`` is what the next one can mean."""
    nodes = sheet.nodes
    if done - start != 2 or not nodes[start].means:
        return False
    if done == len(nodes):
        return bool(entry.means.keys() & {"scale", "scalesign"}) or "undotted" in nodes[start].means
    if not (start and "num" in nodes[start - 1].means and sheet.words(done, done + 1).istitle()):
        return False
    return not (nodes[done].means.keys() | dotted) & {"name", "sign", "code", "abbr", "minor", "unit", "percent", "scale", "country"}


class Joiner:
    """Joins tokens to the longest form of several tokens that the lexicon has."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._trie = lexicon.trie
        self._opens = frozenset((first, second) for first, node in lexicon.trie.items() for second in node if second).__contains__
        self._attached = lexicon.alphabet.pattern(rf"(?<=<{_ENDED}>)<apostrophe><.attached>")
        self._attaches = bool(lexicon.alphabet.letters("attached"))

    def join(self, sheet: Sheet) -> None:
        """Replace each run of tokens that is one form by that form."""
        nodes, changes, done = sheet.nodes, [], 0
        for start in compress(count(), map(self._opens, pairwise(map(_KEY, nodes)))):
            if start < done:
                continue
            node, end, entry = self._trie.get(nodes[start].key), start + 1, None
            while node is not None:
                if "" in node and self._stands(sheet, start, end, node[""]):
                    entry, done = node[""], end
                node = node.get(nodes[end].key) if end < len(nodes) else None
                end += 1
            if entry is not None and nodes[done - 1].key == "." and _ends_sentence(sheet, start, done, entry, self._dotted(sheet, done)):
                entry = None  # the dot is the sentence's
            if entry is not None:
                glued = sheet.glued(start)
                changes.append((start, done, entry, entry.letters[glued]))
        if changes:
            sheet.replace(changes)
        if self._attaches:
            sheet.drop([match.span() for match in self._attached.finditer(sheet.letters)])

    def _dotted(self, sheet: Sheet, at: int) -> Set[str]:
        """What the abbreviation with a stop at node ``at`` can mean (``250 Mio. Fr. mehr``)."""
        node = self._trie.get(sheet.nodes[at].key, {}) if at < len(sheet.nodes) else {}
        found = node.get(".", {}).get("")
        return frozenset() if found is None else found.means.keys()

    def _stands(self, sheet: Sheet, start: int, end: int, entry: Entry) -> bool:
        """Whether a form counts where its tokens stand."""
        return (not entry.exact or self._as_written(sheet, start, end, entry)) and not self._parted(sheet, start, end, entry)

    @staticmethod
    def _parted(sheet: Sheet, start: int, end: int, entry: Entry) -> bool:
        """Whether a word that only hides another (``원인``, a cause, in ``5원 인상``) is two words here; or a bound that follows opens."""
        if "bound.after" in entry.means and "bound.before" not in entry.means and start and "open" in sheet.nodes[start - 1].means:
            return True  # `(or more than $6m)`
        if (
            "notmoney" in entry.means
            and start
            and "num" in sheet.nodes[start - 1].means
            and "scale" in sheet.nodes[start].means
            and sheet.glued(start)
        ):
            return True  # `1조달러`, `3万一个月`: the scale of the number, and another word
        return "notmoney" in entry.means and not entry.key.isascii() and any(not sheet.glued(i) for i in range(start + 1, end))

    @staticmethod
    def _as_written(sheet: Sheet, start: int, end: int, entry: Entry) -> bool:
        """Whether a sign stands in one of its spellings; one of several letters may stand off by a space."""
        words = sheet.words(start, end)
        if (
            start
            and "num" in sheet.nodes[start - 1].means
            and "scalesign" in sheet.nodes[start].means
            and "sign" in sheet.nodes[end - 1].means
        ):
            return False  # `3bn$`: the number's scale
        if words in entry.exact:
            return True
        behind = any(node.means.keys() & {"num", "scale"} for node in sheet.nodes[max(0, start - _SIGN_REACH) : start])  # `12 $ US`
        return (words[1:2] != " " or (behind and words[0] == "$")) and not words[0].islower() and words.replace(" ", "") in entry.exact
