"""The sentences of one document while their speakers are found."""

from bisect import bisect_right
from dataclasses import replace
from typing import NamedTuple

from ..text.sentences import find_quotations
from .names import has_title, read_gender, surname, tidy
from .people import JOINT, People, Speaker, Speakers
from .phrases import Attribution
from .quote_attribution import (
    find_attribution,
    hide_quotations,
    opening_subject,
    read_credit,
    read_persons,
)
from .sides import find_list, name_country
from .vocabulary import PLURAL

_BACK = 4  # sentences before one with "he" that are looked at
_CREDIT = 160  # characters behind a quotation in which a dash names who said it


class Sentence(NamedTuple):
    """What is read of a sentence; `gated` is one that may tell who speaks, `labelled` one that may
    open with a label.
    """

    paragraph: int
    start: int
    end: int
    quoted: bool
    gated: bool
    labelled: bool


#: What sentences are ("quoted" or "reported") and who speaks, by their numbers.
Told = dict[int, tuple[str, Speaker]]


def holds_name(words: str, name: str) -> bool:
    """Tell whether words are part of a name, or hold a part of each who speaks as one."""
    found = set(tidy(words).lower().split()) - {"and"}
    of_each = (set(one.split()) for one in name.lower().split(" and "))
    held = bool(found) and found <= set(name.lower().split())
    return held or not any(map(found.isdisjoint, of_each))


class Scene:
    """A document under reading: its quotations, its people, and who spoke last."""

    def __init__(self, rows: list[Sentence], people: People):
        self.text, self.rows, self.sides = people.text, rows, people.sides
        self.quotations = find_quotations(self.text)
        self.bare = hide_quotations(self.text, self.quotations)
        self.people = people
        self.direct: set[int] = set()
        self.genders: dict[str, str] = {}
        self.last = self.joint = self.statement = Speaker()

    def read(self, i: int) -> Speaker | None:
        """Return whom sentence i says is speaking, and remember him; to be called in order."""
        row = self.rows[i]
        found = find_attribution(self.bare[row.start : row.end]) if row.gated else None
        if found is None and (row.gated or row.quoted):
            found = self._credit(row)
        who = self._resolve(found, i) if found else None
        if found and found.direct:
            self.direct.add(i)
        if who and who.person:
            self.last = who
        if who and who.side == JOINT and who.name:
            self.joint = who
        self._remember_statement(row, who)
        return who

    def _credit(self, row: Sentence) -> Attribution | None:
        """Return who is named behind a dash that follows the quotation in which a sentence ends."""
        at = bisect_right(self.quotations, (row.end, len(self.text))) - 1
        end = self.quotations[at][1] if at >= 0 else -1
        if not row.start < end <= row.end + 1:
            return None
        line = self.bare[end : end + _CREDIT].partition("\n\n")[0]
        first, _, second = line.partition("\n")
        below = not first.strip()
        if below and second.lstrip()[:1] == "-":
            return None  # a point of a list
        found = read_credit((second if below else first).partition("\n")[0])
        shift = end - row.start + (len(first) + 1 if below else 0)
        return found.move(shift) if found else None

    def _remember_statement(self, row: Sentence, who: Speaker | None) -> None:
        at = self.bare.find("statement", row.start, row.end)
        if at < 0:
            return
        if self.bare[max(row.start, at - 6) : at].lower() == "joint ":
            self.statement = Speaker(self.bare[at - 6 : at + 9], at - 6, at + 9, JOINT)
        elif who and who.name:
            self.statement = replace(who, person=False)

    def _resolve(self, found: Attribution, i: int) -> Speaker | None:
        """Return the speaker that an attribution names."""
        start, end = found.start + self.rows[i].start, found.end + self.rows[i].start
        if found.kind == "pronoun":
            they = found.words.lower() == "they"
            return replace(self.joint, person=False) if they else self._he(found, i)
        if found.kind == "statement":
            return self._statement(found, start, end)
        if listed := self._countries(found, self.rows[i].start):
            return listed
        if found.kind == "plural":
            return Speaker(found.words.lower(), start, end, self.sides.read(found.intro) or JOINT)
        if found.kind == "unnamed":
            return Speaker(side=self.sides.read(found.intro))
        if found.kind == "role":
            name = self.people.by_role(found.intro, self.last.name)
            at = self._named_at(name, start) if name else None
            return self._person(name, *at) if at else Speaker(side=self.sides.read(found.intro))
        if found.kind == "pair":
            return self._pair(found, self.rows[i], start, end)
        if found.kind == "body" or self.sides.pattern.fullmatch(found.words):
            return Speaker(
                tidy(self.text[start:end]), start, end, self.sides.read(found.intro or found.words)
            )
        return self._named(found, i, start, end)

    def _countries(self, found: Attribution, at: int) -> Speaker | None:
        """Return the countries that speak together where what is named is the last of a list:
        "France, Germany and Britain said", "India's and Japan's foreign ministers said".
        """
        own = self.sides.pattern.fullmatch(found.words) or name_country(found.words, self.sides)
        shared = PLURAL & set(found.intro.lower().split())
        if found.kind in ("pronoun", "statement") or not own and not shared:
            return None
        last = found.start if own else found.opens
        first = find_list(self.bare[at : at + found.end], last, self.sides)
        if first < 0:
            return None
        start, end = at + first, at + found.end
        said = " ".join(self.text[start:end].split()) if own else ""
        return Speaker(said, start, end, JOINT)

    def _named(self, found: Attribution, i: int, start: int, end: int) -> Speaker:
        """Return a person named in the attribution; a common noun there is no name."""
        name = self.people.full_name(found.words, start)
        opens = not self.text[self.rows[i].start : start].strip()
        if " " not in name and opens and not self.people.is_name(name):
            return Speaker()
        start += len(found.words) - len(self.people.without_country(found.words))
        return self._person(name, start, end, found.intro)

    def _person(self, name: str, start: int, end: int, intro: str = "") -> Speaker:
        return Speaker(name, start, end, self.people.side(name, intro), person=True)

    def _pair(self, found: Attribution, row: Sentence, start: int, end: int) -> Speaker:
        names = [self.people.full_name(name, start) for name in found.words.split(" and ")]
        told = {self.people.side(name) or self.sides.read(name) for name in names}
        side = told.pop() if len(told) == 1 else JOINT
        if not side and "joint" in self.bare[row.start : row.end]:
            side = JOINT
        return Speaker(" and ".join(names), start, end, side)

    def _named_at(self, name: str, before: int) -> tuple[int, int] | None:
        """Return where the text last names a person before a place, or first names him."""
        every = self.people.mentions(surname(name))
        mentions = [m for m in every if " " not in m.name or tidy(m.name) == name]
        chosen = [m for m in mentions if m.start < before][-1:] or mentions[:1]
        return (chosen[0].start, chosen[0].end) if chosen else None

    def _he(self, found: Attribution, i: int) -> Speaker:
        """Return whom "he said" means: whom this sentence or those before open with, or who spoke."""
        gender = found.words.lower()
        for j in range(i if found.start else i - 1, max(-1, i - 1 - _BACK), -1):
            row = self.rows[j]
            bare = self.bare[row.start : row.end]
            if j < i and row.gated and find_attribution(bare):
                break
            meant = self._meant(gender, bare, row.start)
            if meant is not None:
                return self._as(gender, meant)
            again = bare[: len(gender)].lower() == gender and not bare[len(gender)].isalnum()
            if j < i and not again and self.last.name:
                break
        return self._as(gender, self.last)

    def _meant(self, gender: str, bare: str, at: int) -> Speaker | None:
        """Return whom "he" or "she" means of those in a sentence: whom it opens with, unless it can
        be another only; None where it opens with nobody.
        """
        subject = opening_subject(bare)
        if subject is None or self.sides.pattern.fullmatch(subject.words):
            return None
        name = self.people.full_name(subject.words, at)
        if not has_title(subject.intro) and (" " not in name or not self.people.has_spoken(name)):
            return None
        fits = self._gender(name, subject.intro)
        if fits != gender:
            others = [
                (self.people.full_name(one.words, at + one.start), one)
                for one in read_persons(bare)
                if one.start > subject.end and (" " in one.words or has_title(one.intro))
            ]
            told = [self._gender(name, one.intro) for name, one in others]
            for wanted in (gender, *[""] * (bool(fits) and len(others) == 1)):
                if wanted in told:
                    name, one = others[told.index(wanted)]
                    return self._person(name, one.start + at, one.end + at, one.intro)
            if fits or gender == "she" and others:
                return Speaker()
        return self._person(name, subject.start + at, subject.end + at, subject.intro)

    def _gender(self, name: str, intro: str = "") -> str:
        """Return "he" or "she" as the text has called someone, or as title and name tell."""
        return self.genders.get(name) or read_gender(name, intro)

    def _as(self, gender: str, who: Speaker) -> Speaker:
        """Return a speaker whom "he" or "she" can mean; nobody, if he is the other."""
        if not who.name:
            return who
        if (self._gender(who.name, self.people.titles_of(who.name)) or gender) != gender:
            return Speaker()
        self.genders[who.name] = gender
        return who

    def _statement(self, found: Attribution, start: int, end: int) -> Speaker:
        """Return who speaks in "the statement said": what was last so called, or a joint one."""
        if found.words.lower() == "joint statement":
            return Speaker("joint statement", start, end, JOINT)
        if found.words.lower() == "statement" and self.statement.name:
            return self.statement
        if found.intro == "joint":
            return Speaker(found.words.lower(), start, end, JOINT)
        return Speaker(side=self.sides.read(found.intro))

    def is_direct(self, i: int) -> bool:
        """Tell whether a sentence opens or closes with a quotation beside its verb of saying."""
        bare = self.bare[self.rows[i].start : self.rows[i].end].rstrip(". ")
        return i in self.direct and (bare[:1] in ' "' or bare.endswith('"'))

    def is_inside_quotation(self, row: Sentence) -> bool:
        """Tell whether all of a sentence appears in quotation marks."""
        return row.quoted and not self.bare[row.start : row.end].strip('" .')

    def carried(self, i: int, own: Speakers, told: Told) -> Speaker:
        """Return who speaks a quoted sentence: by its quotation, else by the sentence before."""
        at = (self.rows[i].start + self.rows[i].end) // 2
        before = bisect_right(self.quotations, (at, len(self.text)))
        end = self.quotations[before - 1][1] if before else -1
        for j in range(i, min(i + 40, len(self.rows))):
            if self.rows[j].start >= end:
                break
            if j in own:
                return own[j]
        return told[i - 1][1] if i - 1 in told else Speaker()
