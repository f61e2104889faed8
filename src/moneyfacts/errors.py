"""What can go wrong, as one small tree.

Every error of this package is a `MoneyfactsError`, which is a `ValueError`. Each carries its facts as fields, so that a program
can act on them, and a message that a person can act on. All of them survive pickling, since work is done in other processes too.

    MoneyfactsError
    ├── OptionError   an option has a value that does not exist
    ├── ParseError    a text is not one whole money expression
    ├── FieldError    a value was built, or combined, against its contract
    └── DictError     a dict does not have the shape that `to_dict` gives

>>> issubclass(ParseError, MoneyfactsError)
True
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

__all__ = ["DictError", "FieldError", "MoneyfactsError", "OptionError", "ParseError", "nearest"]

_WINDOW = 60


class MoneyfactsError(ValueError):
    """The root of the tree: catch this to catch them all.

    >>> issubclass(MoneyfactsError, ValueError)
    True
    """


class OptionError(MoneyfactsError):
    """An option has a value that does not exist.

    In: the option's name, the value as given, the nearest valid values, and optionally what a valid value looks like.

    >>> print(OptionError("locale", "en-XQ", ("en-ZA", "en-SG")))
    locale: 'en-XQ' is not known; nearest: 'en-ZA', 'en-SG'
    >>> print(OptionError("fiscal_year_end", (2, 31), expected="a month and a day of it"))
    fiscal_year_end: (2, 31) is not a month and a day of it
    """

    def __init__(self, name: str, value: object, suggestions: Iterable[str] = (), expected: str = "") -> None:
        self.name, self.value, self.suggestions, self.expected = name, value, tuple(suggestions), expected
        super().__init__(name, value, self.suggestions, expected)

    def __str__(self) -> str:
        problem = f"is not {self.expected}" if self.expected else "is not known"
        hint = "; nearest: " + ", ".join(map(repr, self.suggestions)) if self.suggestions else ""
        return f"{self.name}: {self.value!r} {problem}{hint}"


class ParseError(MoneyfactsError):
    """A text is not one whole money expression.

    In: the text, the position (code points) of the first character that could not be read, what was read of it (canonical text of a
    fact, else the words before that position, or empty), what could have stood there, and the nearest words of money to one that
    may be misspelt. The message ends with the line and a caret under the position.

    >>> print(ParseError("$5 million bananas", 11, "USD 5 mn", ("the end", "an equivalent")))
    can't read 'b' at position 11 (read: USD 5 mn; expected: the end, or an equivalent)
      $5 million bananas
                 ^
    """

    def __init__(self, text: str, position: int, read: str = "", expected: Iterable[str] = (), suggestions: Iterable[str] = ()) -> None:
        self.text, self.position, self.read, self.expected, self.suggestions = text, position, read, tuple(expected), tuple(suggestions)
        super().__init__(text, position, read, self.expected, self.suggestions)

    @property
    def context(self) -> str:
        """The line that holds the position, cut to fit, and under it a caret.

        >>> print(ParseError("5兆円 x", 4).context)
        5兆円 x
              ^
        """
        start = max(0, self.position - _WINDOW)
        line = "".join(c if c.isprintable() else " " for c in self.text[start : self.position + _WINDOW])
        before = line[: self.position - start]
        return f"{line}\n{' ' * sum(map(_columns, before))}^"

    def __str__(self) -> str:
        here = self.text[self.position : self.position + 1]
        what = f"can't read {here!r} at position {self.position}" if here else f"the text ends too soon, at position {self.position}"
        notes = [f"read: {self.read}"] if self.read else []
        if self.expected:
            notes.append("expected: " + ", or ".join(self.expected))
        if self.suggestions:
            notes.append("nearest: " + ", ".join(map(repr, self.suggestions)))
        said = f" ({'; '.join(notes)})" if notes else ""
        return f"{what}{said}\n  " + self.context.replace("\n", "\n  ")


class FieldError(MoneyfactsError):
    """A value was built, or combined with another, against its contract.

    >>> print(FieldError("Amount.quantum", 0, "must be a power of ten"))
    Amount.quantum: 0 must be a power of ten
    """

    def __init__(self, field: str, value: object, problem: str) -> None:
        self.field, self.value, self.problem = field, value, problem
        super().__init__(field, value, problem)

    def __str__(self) -> str:
        return f"{self.field}: {_short(self.value)} {self.problem}"


class DictError(MoneyfactsError):
    """A dict does not have the shape that `Fact.to_dict` gives; `path` says where.

    >>> print(DictError("equivalents[0].low", "must be a number in a string, not float"))
    equivalents[0].low: must be a number in a string, not float
    """

    def __init__(self, path: str, problem: str) -> None:
        self.path, self.problem = path, problem
        super().__init__(path, problem)

    def __str__(self) -> str:
        return f"{self.path or 'the dict'}: {self.problem}"


def nearest(value: str, valid: Iterable[str], count: int = 3, cutoff: float = 0.6) -> tuple[str, ...]:
    """The valid values most like a wrong one, for `OptionError` and `ParseError`.

    >>> nearest("USDD", ["USD", "EUR", "AUD"])
    ('USD',)
    """
    import difflib

    return tuple(difflib.get_close_matches(value, list(valid), count, cutoff))


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= _WINDOW else f"{shown[: _WINDOW - 1]}…"


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
