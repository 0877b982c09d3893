"""Words by which lines of prose and of page furniture are told apart; none is of a single site."""

#: Words that carry grammar, not content: running prose is full of them, menus and labels are not.
FUNCTION = frozenset(
    "a about after again all also an and are as at be because been before being both but by can "
    "could did do does "
    "during each for from had has have he her him his how i if in into is it its may more most no "
    "not of on one or "
    "other our out over she should so some such than that the their them then there these they "
    "this those through to "
    "under until up was we were what when where which while who will with would you your "
    "d ll m re s t ve".split()  # the last are what follows an apostrophe
)
#: Generic words of page furniture (and, last, of reported speech), in the groups that the weights
# know.
CUES = {
    name: frozenset(words.split())
    for name, words in {
        "prompt": "subscribe subscribed subscriber subscribers subscribing subscription "
        "subscriptions newsletter newsletters signup login logged register registered registering "
        "inbox notification notifications alerts click tap download app donate donation advert "
        "adverts advertise advertisement advertising ads unsubscribe follow join sign email "
        "account membership bookmark bookmarks whatsapp telegram youtube instagram facebook "
        "twitter",
        "reader": "you your yours please us reader readers",
        "legal": "copyright reserved rights terms privacy policy cookies cookie consent conditions "
        "redistributed republished unauthorized disclaimer trademark llc opt commission affiliate",
        "related": "related recommended trending popular latest watch read more next also story "
        "stories topics tags comments comment reply discussion discuss share",
        "credit": "photo photos photograph image images picture pictures pictured getty "
        "shutterstock credit file video courtesy afp handout screengrab",
        "person": "reporter journalist editor correspondent writer columnist freelance author "
        "contributed covers",
        "speech": "said says told added according announced",
        "asks": "comment comments reply share support notification",
        "letter": "letter letters newsletter newsletters briefing digest email alerts updates",
    }.items()
}

#: First words of pleas, of greetings and thanks in a speech, and of notes below an article: other
# lines need not be looked at.
OPENINGS = {
    name: frozenset(words.split())
    for name, words in {
        "opens plea": "enjoying enjoy enjoyed like liked thank thanks",
        "opens address": "your honourable honorable distinguished dear my esteemed fellow and "
        "excellency excellencies ladies friends colleagues delegates ministers guests citizens "
        "compatriots countrymen members americans mr mrs ms madam sir thank so again i we as check",
        "opens note": "the this views opinions additional with reporting",
        "opens about": "about",
        "opens owner": "copyright",
    }.items()
}

#: News agencies: names in small letters.
AGENCIES = frozenset(
    "aap afp ani ap apa bernama bloomberg dpa efe ians kyodo pti reuters tass uni upi xinhua "
    "yonhap".split()
)
