"""Whom "he" and whom "she" can mean: by title, or by a given name that is plainly one of the two.

Only what is beyond doubt; of every other name neither is said. The names are those that are common
in English, German, French, Spanish, Indian and Japanese public life.
"""

from .vocabulary import split_words

_HE_TITLES = frozenset(
    "mr king prince sir lord shri spokesman chairman congressman sheikh pope archbishop imam".split()
)
_SHE_TITLES = frozenset(
    "mrs ms miss madam madame queen princess lady dame smt spokeswoman chairwoman "
    "congresswoman".split()
)
_HE = frozenset(
    "abdul ahmed ajit ali alexander andrew anthony antonio antony arun barack ben benjamin bill boris "
    "carlos charles christopher david donald edward emmanuel eric ernesto friedrich fumio george "
    "hans henry hiroshi ivan jack jake james jan jens jim joe john jonas jose josé joseph juan karl "
    "keir kenji kevin klaus lars lloyd luis manmohan marco mark martin michael mike minoru mohammed "
    "muhammad narendra ned nicolas oleg olaf oscar pablo paul pedro peter piotr rajnath ravi recep rex "
    "richard robert rohan ronald sanjay scott sergei sergey shigeru shinzo stefan steven sven takeshi "
    "thomas tim tom tomas tony viktor vladimir volodymyr william yoshihide yusuf".split()
)
_SHE = frozenset(
    "agnes alice amy ana angela anita anna annalena anne ann annie aisha barbara carmen caroline "
    "catherine charlotte christine claire claudia diana elena elizabeth ellen emily emma erna eva "
    "fatima fiona giorgia gita grace hanna hannah helen hillary indira ingrid isabel jacinda jane "
    "janet jen jennifer jill joanna julia julie kamala karen karine karoline kate katherine kirsten "
    "laura leila linda lisa louise lucia lucy magdalena margaret maria marie marina marise martha mary "
    "melanie meera mette michelle monica nancy natalia nicola nirmala nina olena olga patricia penny "
    "priti rachel rebecca retno rosa ruth sanna sara sarah sonia sophie susan sushma teresa theresa "
    "ursula valerie victoria wendy yoko yuriko".split()
)


def read_gender(name: str, intro: str = "") -> str:
    """Return "he" or "she" where a title that introduces a name, or a given name, says so, else "".

    Examples
    --------
    >>> read_gender("Ann Lee"), read_gender("Rao", "Mr Rao"), read_gender("Kim Lee")
    ('she', 'he', '')
    """
    lows = {word.low.strip(".") for word in split_words(intro)}
    he, she = bool(lows & _HE_TITLES), bool(lows & _SHE_TITLES)
    if he != she:
        return "he" if he else "she"
    given = name.split()[0].lower() if " " in name else ""
    return "he" if given in _HE else "she" if given in _SHE else ""
