"""The people of one document, by full name, and whose side a speaker is on."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from .names import SUFFIX, has_title, make_plain, split_suffix, surname, tidy
from .quote_attribution import read_name
from .sides import Sides
from .vocabulary import OFFICES, PARTICLES, TITLES, split_words

JOINT, REPORTER = "joint", "reporter"
_IS_WORD = re.compile(r"\w+")
# A run of words with capitals; it gives nothing back, so that time is linear in its length.
_CAPITALS = re.compile(r"(?<![\w.'’-])[A-Z][\w.'’-]*+(?: [A-Z][\w.'’-]*+)++")
_MOST_MENTIONS = 200  # of a surname that are looked at
# names that are searched for, which costs less than to note where each word of a text stands
_SEARCHED = 50

_TWO_SYLLABLES = re.compile(r" [A-Z][a-z]+-[a-z]+\Z")  # "Lee Jae-myung": the family name first
_WORD_BEFORE = re.compile(r"(?<![\w-])([a-z]+),? $")
_SMALL = rf"(?:{'|'.join(sorted(PARTICLES))})"
_SUFFIX_BEHIND = re.compile(rf",? {SUFFIX}")
_GOES_ON = re.compile(rf" (?:{_SMALL} )+[A-Z]")  # behind a word that ends no name: "Lula da Silva"
_PREFIX = re.compile(r"[A-Z][a-z]{1,2}-[A-Z]\w+\Z")  # "El-Sisi", at the beginning of a sentence
_MAY_PRECEDE = TITLES | OFFICES | PARTICLES


@dataclass(frozen=True)
class Speaker:
    """Who speaks: name, where the text names him, side, and whether "he" can mean him."""

    name: str = ""
    start: int = -1
    end: int = -1
    side: str = ""
    person: bool = False


#: Speakers by the number of a sentence, or of the paragraph that a label opens.
Speakers = dict[int, Speaker]


@dataclass(frozen=True)
class Mention:
    """A place where a text names someone: the name there, its offsets, what introduces it."""

    name: str
    start: int
    end: int
    intro: str


class People:
    """Who is named in a text; reads it only as far as it is asked."""

    def __init__(self, text: str, sides: Sides):
        self.text, self.sides = text, sides
        self._mentions: dict[str, list[Mention]] = {}
        self._family_first: dict[str, str] = {}
        self._roles: dict[tuple[str, str, int], str] = {}
        self._sides: dict[str, str] = {}
        self._n_searched = 0
        self._titles: dict[str, set[str]] = {}  # of those who have spoken, in small letters

    def mentions(self, last: str) -> list[Mention]:
        """Return the places where a name ends in a surname, at most the first 200."""
        if last not in self._mentions:
            places = islice(self._find_surname(last), _MOST_MENTIONS)
            found = (self._mention(end, start) for start, end in places)
            self._mentions[last] = [mention for mention in found if mention]
        return self._mentions[last]

    def _find(self, name: str, then: str) -> Iterator[int]:
        """Yield where a name with a pattern behind it ends."""
        pattern = re.compile(then)
        for start in self._list_starts(name):
            if match := pattern.match(self.text, start + len(name)):
                yield match.end()

    def _find_surname(self, name: str) -> Iterator[tuple[int, int]]:
        """Yield where a name stands as whole words, but not before a hyphen and a capital."""
        text = self.text
        for start in self._list_starts(name):
            end = start + len(name)
            before, behind = text[start - 1 : start] if start else "", text[end : end + 2]
            if before.isalnum() or before in ("_", "-") or behind[:1].isalnum():
                continue
            if behind[:1] == "_" or behind[:1] == "-" and "A" <= behind[1:] <= "Z":
                continue
            if not (behind[:1] == " " and behind[1:].islower() and _GOES_ON.match(text, end)):
                yield start, end

    def _list_starts(self, name: str) -> Iterator[int]:
        """Yield where a text holds a name, whatever stands around it."""
        self._n_searched += 1
        if self._n_searched > _SEARCHED and (word := _IS_WORD.match(name)):
            places = self._places.get(word[0], ())
            yield from (at for at in places if self.text.startswith(name, at))
            return
        at = self.text.find(name)
        while at >= 0:
            yield at
            at = self.text.find(name, at + len(name))

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each word stands: thousands of names are looked up, not searched for."""
        places: dict[str, list[int]] = {}
        for match in _IS_WORD.finditer(self.text):
            places.setdefault(match[0], []).append(match.start())
        return places

    def _mention(self, end: int, start: int = 0) -> Mention | None:
        """Return the name that ends at a place, and its titles; `start` is that of its surname."""
        if behind := _SUFFIX_BEHIND.match(self.text, end):
            end = behind.end()
        word = _WORD_BEFORE.search(self.text, max(0, start - 24), start)
        if word and word[1] not in _MAY_PRECEDE:
            return Mention(self.text[start:end], start, end, "")
        from_ = max(0, end - 120)
        from_ = max(from_, self.text.rfind("\n", from_, end) + 1)
        found = read_name(self.text[from_:end])
        if found is None or found.kind != "person":
            return None
        name = self.without_country(found.words)
        if name.startswith("Said ") and self.text[end : end + 1] == ":":
            name = name[5:]  # "Said Ann Lee: ..."; Said is a given name too
        country = found.words.removesuffix(name)
        start = end - len(self.text[from_ + found.start : end].removeprefix(country))
        return Mention(name, start, end, found.intro)

    def without_country(self, name: str) -> str:
        """Return a name without a country or capital before it ("Japan Minoru Kihara")."""
        first, _, rest = name.partition(" ")
        while " " in rest and first in self.sides.words:
            name = rest
            first, _, rest = name.partition(" ")
        return name

    def is_name(self, word: str) -> bool:
        """Tell whether a word that opens a sentence is a name: it is never in small letters."""
        return word.lower() not in self._small_words and (
            not word.endswith("s") or len(self.mentions(word)) > 1
        )

    @cached_property
    def _small_words(self) -> frozenset[str]:
        return frozenset(re.findall(r"\b[a-z]\w+", self.text))

    def full_name(self, name: str, at: int) -> str:
        """Return the full name that a name stands for in this text ("Wang": "Wang Yi")."""
        name = self.without_country(name)
        if _PREFIX.match(name) and self.mentions(small := name[0].lower() + name[1:]):
            name = small
        if not PARTICLES.isdisjoint(name.lower().split(" ")[:-1]):
            return self._name_with_particles(name)
        name, suffix = split_suffix(name)
        if " " in name:
            return tidy(f"{name} {suffix}")
        longer = self._list_longer(name, suffix)
        before = [m.name for m in longer if m.start <= at] or [
            m.name for m in longer if has_title(m.intro)
        ][:1]
        if before:
            # The commonest form that has been read; of equals, the last.
            return tidy(Counter(reversed(before)).most_common(1)[0][0])
        if suffix:
            return f"{name} {suffix}"
        if name not in self._family_first:
            self._family_first[name] = self._name_that_begins(name)
        return tidy(self._family_first[name])

    def _list_longer(self, name: str, suffix: str) -> list[Mention]:
        """Return the mentions of a surname that tell more: with its suffix, or without one before
        those with ("Trump" is not "Donald Trump Jr." where "Donald Trump" is named too); "Charles
        III" only where none has a given name.
        """
        told = [(m, *split_suffix(m.name)) for m in self.mentions(name) if " " in m.name]
        if suffix or any(not own for _, _, own in told):
            told = [one for one in told if one[2] == suffix]
        return [m for m, own, _ in told if " " in own] or [m for m, _, _ in told]

    def _name_with_particles(self, name: str) -> str:
        """Return the full name of one who is named with a particle ("von der Leyen")."""
        end = f" {split_suffix(name)[0].lower()}"
        names = [m.name for m in self.mentions(surname(name))]
        longer = [one for one in names if split_suffix(one)[0].lower().endswith(end)]
        return tidy(Counter(longer).most_common(1)[0][0] if longer else name)

    def _name_that_begins(self, family: str) -> str:
        """Return the full name, beside a title, that begins with a family name; else that."""
        for end in self._find(family, rf"(?: {_SMALL})+ [A-Z][\w-]+"):
            mention = self._mention(end)
            if mention and f" {family} " in f" {mention.name} ":
                return self._name_with_particles(mention.name)
        for end in self._find(family, rf"(?<!\w{re.escape(family)})(?: [A-Z][a-z-]+){{1,2}}\b"):
            mention = self._mention(end)
            if mention is None or not mention.name.startswith(family):
                continue
            titled = has_title(mention.intro) or self._apposition(mention.end)
            if titled or _TWO_SYLLABLES.search(mention.name):
                return mention.name
        return family

    def side(self, name: str, intro: str = "") -> str:
        """Return a person's side: by name, by what introduces him here, or elsewhere."""
        self._titles.setdefault(name, set()).update(word.low for word in split_words(intro.lower()))
        if side := self.sides.speakers.get(make_plain(name)) or self.sides.read(intro):
            self._sides.setdefault(name, side)
        if name not in self._sides:
            self._sides[name] = self._side_elsewhere(name)
        return self._sides[name]

    def _side_elsewhere(self, name: str) -> str:
        mentions = self.mentions(surname(name)) + [
            m for m in self.mentions(name.split()[0]) if has_title(m.intro)
        ]
        mentions = [
            m for m in mentions if tidy(m.name) == name or " " not in m.name and has_title(m.intro)
        ]
        found = (self.sides.read(m.intro) or self._side_after(m.end) for m in mentions)
        return next(filter(None, found), "")

    def _side_after(self, end: int) -> str:
        """Return the side told right behind a name: "of Japan", ", Japan's foreign minister,"."""
        rest = self.text[end : end + 80].partition("\n")[0]
        if match := re.match(r" (?:of|from) (?:the )?([A-Z][\w.]*(?: [A-Z]\w*)?)", rest):
            return self.sides.read(match[1]) or self.sides.read(match[1].split()[0])
        return self.sides.read(self._apposition(end))

    def _apposition(self, end: int) -> str:
        """Return the title that stands between commas behind a name, "" where none does."""
        match = re.match(r", ([^,.;\n\"“”]{3,80})[,.]", self.text[end : end + 84])
        return match[1] if match and has_title(match[1]) else ""

    def has_spoken(self, name: str) -> bool:
        """Tell whether a side has been asked for a person: he has been a speaker."""
        return name in self._titles

    def titles_of(self, name: str) -> str:
        """Return the words that have introduced a speaker, in small letters."""
        return " ".join(sorted(self._titles.get(name, ())))

    @cached_property
    def titled(self) -> dict[str, set[str]]:
        """The full names that stand behind a title anywhere in the text, with the titles."""
        out: dict[str, set[str]] = {}
        for match in _CAPITALS.finditer(self.text):
            end = match.end() - len(match.group()) + len(re.sub(r"['’]s$|\.$", "", match.group()))
            mention = self._mention(end)
            if mention and " " in mention.name and has_title(mention.intro):
                name = tidy(mention.name)
                words = split_words(mention.intro.lower())
                out.setdefault(name, set()).update(word.low for word in words)
        return out

    def by_role(self, role: str, last: str) -> str:
        """Return whom "the foreign minister" means: the last speaker, or the only one so titled."""
        key = role, last, len(self._titles)
        if key not in self._roles:
            self._roles[key] = self._by_role(role, last)
        return self._roles[key]

    def _by_role(self, role: str, last: str) -> str:
        wanted = {w.low for w in split_words(role)} - set("the a an his her their our its".split())
        wanted = {word for word in wanted if not self.sides.read(word.title())}
        if not wanted & TITLES:
            return ""
        none: set[str] = set()
        holders = [
            name
            for name in {**self.titled, **self._titles}
            if wanted <= self.titled.get(name, none) | self._titles.get(name, none)
        ]
        if side := self.sides.read(role):
            holders = [name for name in holders if self.side(name) in (side, "")]
        if last in holders or len(holders) == 1:
            return last if last in holders else holders[0]
        return ""
