"""A sheet: one sentence as tokens, with one letter per token, on which the grammar's rules work.

Tokens and readings share one sequence of nodes; a rule replaces a run of nodes by one reading. Offsets of the text
are kept from the first token on, and the text is never rewritten.
"""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from moneyfacts.lexicon.lexicon import Entry, Lexicon
from moneyfacts.lexicon.numbers import NumberFormat, read
from moneyfacts.lexicon.tokens import TOKEN

_MOST_REMEMBERED = 50_000


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

    def __missing__(self, token: str) -> Token:
        word = token.strip()
        glued = len(word) == len(token)
        entry = self._numeral(word) if word[0].isdigit() or word[-1].isdigit() else None
        entry = entry or self.lexicon.entry(word)
        made = Token(entry.letters[glued], len(word), entry.key, entry.means)
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        self[token] = made
        return made

    def _numeral(self, word: str) -> Entry | None:
        numeral = read(word, self.numbers)
        if numeral is None:
            return None
        letters = self.lexicon.number_letters(numeral.shape, word)
        return Entry(word, letters, {"num": numeral})


class Sheet:
    """The nodes of one sentence with their letters and their offsets in the whole text."""

    __slots__ = ("ends", "letters", "nodes", "offset", "starts", "text")

    def __init__(self, text: str, offset: int, table: TokenTable) -> None:
        pieces = TOKEN.findall(text)
        tokens = [table[piece] for piece in pieces]
        self.text = text
        self.offset = offset
        self.nodes: list[Any] = tokens
        self.ends = list(accumulate(map(len, pieces)))
        self.starts = [end - token.size for end, token in zip(self.ends, tokens, strict=True)]
        self.letters = "".join([token.letter for token in tokens])

    def replace(self, changes: list[tuple[int, int, Any, str]]) -> None:
        """Put one node with its letter in the place of nodes ``i:j``, for each change, in text order."""
        nodes: list[Any] = []
        starts: list[int] = []
        ends: list[int] = []
        letters: list[str] = []
        done = 0
        for i, j, node, letter in changes:
            nodes += self.nodes[done:i]
            starts += self.starts[done : i + 1]
            ends += self.ends[done:i]
            letters.append(self.letters[done:i])
            nodes.append(node)
            ends.append(self.ends[j - 1])
            letters.append(letter)
            done = j
        self.nodes = nodes + self.nodes[done:]
        self.starts = starts + self.starts[done:]
        self.ends = ends + self.ends[done:]
        self.letters = "".join(letters) + self.letters[done:]

    def words(self, i: int, j: int) -> str:
        """The text of nodes ``i:j``."""
        return self.text[self.starts[i] : self.ends[j - 1]]

    def glued(self, i: int) -> bool:
        """Whether node ``i`` stands directly after the one before it."""
        return i > 0 and self.starts[i] == self.ends[i - 1]


class Joiner:
    """Joins tokens to the longest form of several tokens that the lexicon has."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._trie = lexicon.trie
        self._heads = lexicon.alphabet.pattern("<head>")

    def join(self, sheet: Sheet) -> None:
        """Replace each run of tokens that is one form by that form."""
        nodes, changes, done = sheet.nodes, [], 0
        for match in self._heads.finditer(sheet.letters):
            start = match.start()
            if start < done:
                continue
            node, end, entry = self._trie.get(nodes[start].key), start + 1, None
            while node is not None:
                if "" in node and (not node[""].exact or self._as_written(sheet, start, end, node[""])):
                    entry, done = node[""], end
                node = node.get(nodes[end].key) if end < len(nodes) else None
                end += 1
            if entry is not None:
                glued = sheet.glued(start)
                changes.append((start, done, entry, entry.letters[glued]))
        if changes:
            sheet.replace(changes)

    @staticmethod
    def _as_written(sheet: Sheet, start: int, end: int, entry: Entry) -> bool:
        """Whether a sign stands in one of its spellings; one of several letters may stand off by a space."""
        words = sheet.words(start, end)
        return words in entry.exact or (words[1:2] != " " and words.replace(" ", "") in entry.exact)
