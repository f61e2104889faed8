"""Facts as text: canonical, in a locale's own words, annotated in place, JSON.

>>> from moneyfacts.facts import Amount
>>> canonical(Amount.of("12.50", "USD"))
'USD\\xa012.50'
"""

from moneyfacts.format.annotated import annotate, normalized
from moneyfacts.format.canonical import canonical, code
from moneyfacts.format.html import notebook
from moneyfacts.format.localized import STYLES, localized

__all__ = ["STYLES", "annotate", "canonical", "code", "localized", "normalized", "notebook"]
