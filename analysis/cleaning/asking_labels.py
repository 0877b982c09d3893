"""Labels of those who ask in a transcript: "Q", "Reporter 2", "Japanese journalist"."""

import re
from functools import lru_cache

_ASKS = frozenset(
    "ques question questioner reporter reporters journalist journalists interviewer press media "
    "correspondent host presenter anchor newsreader compere broadcaster".split()
)
# words that mean those who ask only where they stand alone
_ALONE = frozenset("q press media host anchor".split())
# what heads a list of contacts as well
_CONTACTS = frozenset(("press", "media"))
_ASKED = re.compile(r"Q\d{0,2}\.?", re.ASCII)


@lru_cache(maxsize=4096)
def is_asking(label: str) -> bool:
    """Tell whether a label is that of one who asks: "Q", "Reporter 2", "Japanese journalist"."""
    if _ASKED.fullmatch(label):
        return True
    head = re.split(r",| from | FROM |[–—(]| - ", label)[0].split()
    while head and head[-1].strip("#.").isdigit():
        head.pop()
    if not head or len(head) > 4 or head[-1].lower() not in _ASKS:
        return False
    if len(head) == 1:
        return True
    if head[-1].lower() in _ALONE | {"question"} and not label.isupper():
        return False
    return all(word[0].isupper() or word in ("male", "female") for word in head[:-1])


def is_surely_asking(label: str) -> bool:
    """Tell whether a label is that of one who asks on a page that may be no transcript at all,
    where "Press:" and "Media:" head a list of contacts.
    """
    return is_asking(label) and label.lower() not in _CONTACTS
