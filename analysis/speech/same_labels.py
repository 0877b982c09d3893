"""Labels of one person in several forms: "FOREIGN MINISTER PENNY WONG:", then "WONG:"."""

from dataclasses import replace

from .labels import Found, Label
from .names import share_surname
from .vocabulary import CONNECTORS, split_words

_KINDS = ("name", "known", "loose")
# an office with one of these is another: "PRESIDENT" is not "VICE PRESIDENT ANN LEE"
_OTHER_OFFICE = frozenset(
    "vice deputy former under assistant acting press shadow opposition".split()
)


def believe_records(found: Found, recorded: set[str]) -> Found:
    """Return labels by the paragraph that each opens, names with a country behind them (`recorded`)
    as sure as titles where others have titles: alone they may be places ("New York (United
    States):").
    """
    if not any(said.kind in ("name", "office") for _, said in found.values()):
        return found
    out = dict(found)
    for paragraph, (label, said) in found.items():
        if label in recorded and " " in said.who.name:
            out[paragraph] = label, said._replace(kind="name")
    return out


def join_labels(found: Found) -> Found:
    """Return labels, by the paragraph that each opens, with those of one person under his full one,
    so that his turns are counted together: the same name, its surname alone, or, behind it, the
    office that it names. An office is another's if the full label comes again behind it, or if two
    may hold it.
    """
    last: dict[str, int] = {}
    first: dict[str, tuple[int, Label]] = {}
    for paragraph, (label, said) in found.items():
        last[label] = paragraph
        first.setdefault(label, (paragraph, said))
    offices = {label: _list_office(label, said) for label, (_, said) in first.items()}
    named = {k: said for k, (_, said) in first.items() if said.kind in _KINDS}
    full = [k for k, said in named.items() if " " in said.who.name and _is_whole(k, said)]
    full.sort(key=lambda label: (first[label][1].kind != "name", first[label][0]))
    same: dict[str, str] = {}
    for label, (paragraph, said) in first.items():
        if said.kind in _KINDS:
            own = [one for one in full if _is_same(said, first[one][1])]
            own = [one for one in own if one == label or _is_sure(said, first[one][1])]
            if " " not in said.who.name:
                own = [one for one in own if offices[label] <= offices[one]]
        elif said.kind == "office" and not said.who.name:
            words = said.words - {"the"} - CONNECTORS
            own = [one for one in full if words <= offices[one] and first[one][0] < paragraph]
            own = [one for one in own if not (offices[one] - said.words) & _OTHER_OFFICE]
            own = [] if any(last[one] > paragraph for one in own) else own
        else:
            continue
        if len({first[one][1].who.name for one in own}) == 1:
            same[label] = own[0]
    out = {}
    for paragraph, (label, said) in found.items():
        if label in same and same[label] != label:
            other = first[label := same[label]][1]
            side = other.who.side or said.who.side
            who = replace(said.who, name=other.who.name, side=side, person=True)
            said = said._replace(kind=other.kind, who=who)
        out[paragraph] = label, said
    sides = {said.who.name: said.who.side for _, said in out.values() if said.who.side}
    for paragraph, (label, said) in out.items():
        if said.who.name and not said.who.side and said.who.name in sides:
            who = replace(said.who, side=sides[said.who.name])
            out[paragraph] = label, said._replace(who=who)
    return out


def _list_office(label: str, said: Label) -> frozenset[str]:
    """Return the words of a label beside its name, in small letters."""
    lows = {word.low.strip(".,") for word in split_words(label)}
    lows = {{"sec": "secretary"}.get(low, low) for low in lows}
    return frozenset(lows - {*said.who.name.lower().split(), "the", "hon", "rt", ""} - CONNECTORS)


def _is_whole(label: str, said: Label) -> bool:
    """Tell whether a label holds a given name too."""
    lows = {word.low.strip(".") for word in split_words(label)}
    return len(lows.intersection(said.who.name.lower().split())) > 1


def _is_sure(said: Label, other: Label) -> bool:
    """Tell whether a title shows one of two labels to be a name, or one is a part of the other:
    "Track, Part 1" and "Track, Part 2" are neither.
    """
    return "name" in (said.kind, other.kind) or said.who.name != other.who.name


def _is_same(said: Label, other: Label) -> bool:
    """Tell whether two labels have one name, or one the surname of the other."""
    name, full = said.who.name, other.who.name
    return name == full or " " not in name and share_surname(name, full)
