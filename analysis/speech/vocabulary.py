"""The words that speech is told by, and a text as its words: vocabulary alone, no grammar."""

import re
from functools import partial
from typing import NamedTuple

from ..core import calendar_names
from ..text.vocabulary import PARTICLES

STRONG = (
    "said says say tweeted tweets told tells stated announced asserted stressed emphasised "
    "emphasized reiterated reaffirmed underlined underscored warned warns urged urges pledged "
    "vowed insisted insists argued argues claimed claims condemned accused criticised criticized "
    "praised hailed lauded denounced expressed remarked explained cautioned alleged"
).split()
# These also say what is no speech ("noted for", "confirmed by the Senate"): only before "that", or
# beside a quotation.
WEAK = (
    "added adds noted notes observed recalled highlighted welcomed promised suggested maintained "
    "continued concluded described posted wrote writes replied responded asked asks declared "
    "confirmed acknowledged admitted denied revealed quipped joked predicted called complained "
    "hoped agreed believes testified lamented conceded demanded proposed mentioned affirmed "
    "reported reports answered answers countered counters retorted exclaimed contended opined "
    "mused boasted recounted"
).split()
_PHRASES = (
    r"called (?:for|on|upon)|spoke (?:of|about)|pointed out|(?:was|is|were) "
    r"(?:quoted|cited) as saying"
)
# What a sentence must hold to be looked at; without groups of its own, so that RE2 can read it too.
GATE = (
    rf"\b(?:{_PHRASES}|{'|'.join(STRONG + WEAK)})\b|[Aa]ccording to|statement|(?:['’]s|own|his|her|their) words\b|"
    r"the words of|puts? it\b|^(?:Said|Says|Added|Wrote|Tweeted|Asked|Replied|Declared|Warned) |"
    r"[\"”] ?(?:[–—]|--?) ?[A-Z]|as saying\b"
)
VERB = re.compile(rf"\b(?:(?P<strong>{_PHRASES}|{'|'.join(STRONG)})|(?P<weak>{'|'.join(WEAK)}))\b")
# words that are looked at on either side of a verb of saying, so that time is linear in the text
REACH = 30
INVERTED = frozenset(
    "said says added wrote tweeted asked replied declared warned told explained insisted "
    "stressed answered countered retorted exclaimed recalled remarked noted observed joked quipped recounted "
    "lamented argued concluded stated".split()
)
_TOKEN = re.compile(r"[\w@#][\w&/+]*(?:[.'’-]\w[\w&/+]*)*|[^\w\s]")
# a small word that a hyphen or apostrophe holds to a name: "el-Sisi", "d'Estaing"
_PREFIXED = re.compile(r"(?:[a-z]{2,3}[-‑]|[dl]['’])[A-Z]")
_SHORT_TITLES = frozenset("mr mrs ms dr gen sen rep col gov lt prof capt adm jr sr".split())
_JUNIOR = re.compile(r", ([JS]r\b\.?),?")

TITLES = frozenset(
    "minister ministers secretary president premier chancellor spokesperson spokesman spokeswoman "
    "ambassador envoy general gen col colonel admiral adm lt maj major capt captain commander "
    "chief chairman chairwoman chairperson chair director adviser advisor senator sen rep "
    "representative congressman congresswoman governor gov commissioner king queen prince princess "
    "sheikh mr mrs ms dr prof professor sir lord lady shri smt pm eam fm counterpart leader pope "
    "archbishop marshal judge justice mayor head lawmaker analyst economist editor scientist "
    "deputy majesty ceo cfo founder author mp mep mla bishop pastor rabbi imam inspector "
    "superintendent sergeant constable officer manager correspondent lawyer attorney prosecutor "
    "historian researcher teacher coach adv colleague resident administrator lieutenant brigadier "
    "father commodore speaker rapporteur treasurer facilitator coordinator moderator convener "
    "convenor negotiator mediator councillor undersecretary registrar ombudsman pontiff "
    "taoiseach".split()
)
OFFICES = frozenset(
    "state defence defense foreign external home affairs commerce treasury trade finance energy "
    "army navy air staff war national security press political senior former principal vice under "
    "joint permanent prime top acting high rear assistant special cabinet interior health "
    "environment chief official economic military supreme white house".split()
)
BODIES = frozenset(
    "ministry department government council commission committee house office congress parliament "
    "senate kremlin pentagon agency bank organisation organization union court army navy military "
    "embassy foundation institute university party assembly administration bureau command "
    "secretariat authority nations company group fund forces police regime ministry's nato asean "
    "brics quad mea presidency cabinet".split()
)
PLURAL = frozenset(
    "ministers leaders sides diplomats countries presidents secretaries partners governments "
    "nations".split()
)
STATEMENTS = frozenset(
    "statement communique communiqué declaration readout release document strategy".split()
)
UNNAMED = frozenset(
    "official officials source sources analysts experts expert critics people observers reports "
    "report media authorities "
    "reporters lawmakers villagers residents witnesses protesters aide aides diplomat neighbours "
    "neighbors doctors investigators activists spokespeople economists "
    "delegation delegations delegate delegates member members participant participants partner ally allies "
    "senators legislators parliamentarians negotiators mediators envoys ambassadors commissioners "
    "representatives spokespersons spokesmen politicians campaigners commentators researchers states".split()
)
PRONOUNS = frozenset("he she they".split())
CONNECTORS = frozenset("of for the &".split()) | PARTICLES
NO_SPEAKERS = frozenset(
    "article chapter resolution charter agreement treaty act section constitution convention "
    "covid i".split()
)
DETERMINERS = frozenset(
    "the a an his her their its this that both these those our another one two three four "
    "some".split()
)
DAYS, MONTHS = frozenset(calendar_names.DAYS), frozenset(calendar_names.MONTHS)
STARTERS = (
    DAYS
    | MONTHS
    | frozenset(
        "the a an in on at but and or so yet then also earlier later meanwhile however last this "
        "that today yesterday separately for from with by to of his her their its our both "
        "moreover further thus here there now once speaking addressing we it you i some many most "
        "several all others everyone nobody one each another says added adds wrote tweeted asked "
        "asks replied declared warned told".split()
    )
)
SUBORDINATORS = frozenset(
    "because after when while since although though if that which where who whom whose before as "
    "than until unless whether what how why despite".split()
)
SKIPPED = DAYS | frozenset(
    "has had have also then later further earlier again once often even still however therefore "
    "meanwhile today yesterday on "
    "late early morning evening night afternoon himself herself both always never did would".split()
)
PREPOSITIONS = frozenset("of for by from at in with on to between against".split())


class Word(NamedTuple):
    """A word or mark, its offsets, its small letters without a possessive, if it is capital."""

    text: str
    start: int
    end: int
    low: str
    capital: bool

    @property
    def role(self) -> bool:
        return self.low in TITLES or "-" in self.low and not TITLES.isdisjoint(self.low.split("-"))


_make = partial(tuple.__new__, Word)  # as Word._make, which also asks for the length


def split_words(text: str) -> list[Word]:
    """Return words and marks with their offsets; initials and short titles keep their full stop."""
    words: list[Word] = []
    if ", Jr" in text or ", Sr" in text:
        text = _JUNIOR.sub(_without_commas, text)
    for match in _TOKEN.finditer(text):
        word = match[0]
        start, end = match.span()
        if word == "." and words and words[-1].end == start and _takes_stop(words[-1]):
            words[-1] = words[-1]._replace(text=words[-1].text + ".", end=end)
            continue
        low = word.lower()
        if low[-1] == "s" and low[-2:] in ("'s", "’s"):
            low = low[:-2]
        capital = word[0].isupper() or word[1:2] != "" and bool(_PREFIXED.match(word))
        words.append(_make((word, start, end, low, capital)))
    return words


def _without_commas(match: re.Match[str]) -> str:
    """Return the same number of characters: "Marcos, Jr., said" without its commas."""
    return f"  {match[1]}".ljust(len(match[0]))


def _takes_stop(word: Word) -> bool:
    dotted = word.text[-2:-1] == "." and word.text.isupper()
    return word.capital and (len(word.text) == 1 or dotted or word.low in _SHORT_TITLES)
