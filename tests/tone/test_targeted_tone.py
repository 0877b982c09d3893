"""Toward whom a clause is warm or cold, and when its words do not say."""

import math
from pathlib import Path

import pandas as pd
import pytest
from benchmarks import bench_targets
from growth import growth
from hypothesis import given, settings
from hypothesis import strategies as st
from long_run import examples
from made import make_sentences

from analysis import read_corpus
from analysis.describe import read_benchmark
from analysis.tone.sentiment import score_sentences
from analysis.tone.target_clauses import split_clauses
from analysis.tone.targeted_tone import REASONS, score_targets

TARGETS = {name: [name] for name in ("India", "Japan", "China", "Russia", "Pompeo", "Pakistan")}


def verdicts(text, targets=TARGETS):
    """Return of each target + or -, or the reason."""
    rows = score_targets(make_sentences(text), targets)
    return {r.target: r.reason or ("+" if r.tone > 0 else "-") for r in rows.itertuples()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("India condemned Russia.", {"India": "judges", "Russia": "-"}),
        ("Russia was condemned by India.", {"India": "judges", "Russia": "-"}),
        ("India thanked Japan.", {"India": "judges", "Japan": "+"}),
        (
            "India thanked Japan for condemning the attack by Pakistan.",
            {"India": "judges", "Japan": "+", "Pakistan": "-"},
        ),
        (
            "Japan praised India but condemned Russia.",
            {"Japan": "judges", "India": "+", "Russia": "-"},
        ),
        ("India and Japan reaffirmed their partnership.", {"India": "+", "Japan": "+"}),
        ("India and Japan held talks on Tuesday.", {"India": "no tone", "Japan": "no tone"}),
        (
            "While India welcomed the friendship of Japan, China denounced it.",
            {"India": "judges", "Japan": "+", "China": "judges"},
        ),
        (
            "Russia invaded its neighbour; India and Japan deepened their cooperation.",
            {"Russia": "-", "India": "+", "Japan": "+"},
        ),
        (
            "“Together we ensure a secure and prosperous region,” said Pompeo in Tokyo.",
            {"Pompeo": "speaks"},
        ),
        (
            "Pompeo said that the aggression of Russia must end.",
            {"Pompeo": "speaks", "Russia": "-"},
        ),
        ("Jaishankar said that India and Japan are friends.", {"India": "+", "Japan": "+"}),
        (
            "India and Japan cooperate in 5G to counter China and its growing role.",
            {"India": "+", "Japan": "+", "China": "no tone"},
        ),
        (
            "The invasion by Russia was a tragedy, but peace in Japan is stable.",
            {"Russia": "-", "Japan": "+"},
        ),
        ("Indian talks are warm.", {}),
        ("India condemned the attack on Japan.", {"India": "judges", "Japan": "harmed"}),
        ("The invasion of Japan by Russia was a tragedy.", {"Japan": "harmed", "Russia": "-"}),
        (
            "Japan was struck by a terrible typhoon, but India suffered no loss.",
            {"Japan": "harmed", "India": "harmed"},
        ),
        ("India is alarmed by the aggression of Russia.", {"India": "judges", "Russia": "-"}),
        (
            "Pakistan is grateful to Japan for its help and friendship.",
            {"Pakistan": "judges", "Japan": "+"},
        ),
        (
            "India expressed grave concern at the coercion of Japan by China.",
            {"India": "judges", "Japan": "-", "China": "-"},
        ),
        (
            "Despite the provocations of Pakistan, Japan remains committed to peace.",
            {"Pakistan": "-", "Japan": "+"},
        ),
    ],
)
def test_toward_whom(text, expected):
    assert verdicts(text) == expected


# Behind the arrow + or - or 0 (no usable tone) for targets.
PLACES = """
Kenya signed a superb pact (SPOFA) with Turkey. -> Kenya + Turkey +
Kenya (as a brutal thug told France) is a friend of Turkey. -> Turkey +
Okafor, a banker, said Patel had saved the firm with great courage. -> Patel + Okafor 0
Wong, the envoy, said Macron had betrayed his friends. -> Macron - Wong 0
“It was a triumph,” said Patel. -> Patel 0
The deal is dead, said Rubio. -> Rubio 0
The deal is a disaster, said Rubio in Geneva. -> Rubio 0
Lavrov, in anger, said Rubio was a liar. -> Rubio - Lavrov 0
Macron told Wong that the attack was horrible. -> Macron 0 Wong 0
According to Lavrov, the raid was a terrible crime. -> Lavrov 0
India, unlike Pakistan, is a trusted friend. -> India + Pakistan -
Unlike China, Japan is a reliable partner. -> China - Japan +
Japan, unlike Russia, is an aggressive bully. -> Japan - Russia +
Kenya is a generous host, unlike Turkey. -> Kenya + Turkey -
Nobody in Tokyo trusts China. -> China -
No one in Delhi likes Pakistan. -> Pakistan -
Japan stands with India against China's aggression. -> China -
France sides with Poland against Russia's brutal war. -> Russia -
India refused to condemn Russia. -> Russia 0 India 0
India failed to thank Japan. -> Japan 0 India 0
Brazil declined to criticise Iran. -> Iran 0 Brazil 0
Modi stopped short of denouncing Russia. -> Russia 0 Modi 0
Turkey did not blame Israel. -> Israel 0 Turkey 0
Kenya never praised China. -> China 0 Kenya 0
France denied having condemned Israel. -> Israel 0 France 0
Russia was not condemned by India. -> Russia 0 India 0
India praised Japan and China condemned Pakistan. -> Japan + Pakistan - India 0 China 0
Japan is a great friend and Russia is a dangerous enemy. -> Japan + Russia -
Kenya welcomed France and Iran attacked Israel. -> France +
France has been a loyal ally and Turkey has been a constant threat. -> France + Turkey -
Poland helped the wounded generously and Russia killed them. -> Russia -
India and Japan agreed to a great partnership. -> India + Japan +
He said India and Japan are good friends. -> India + Japan +
Ties between India and Japan improved. -> India + Japan +
India is a friend while Pakistan is a menace. -> India + Pakistan -
While Japan is a success, China is a failure. -> Japan + China -
Wong slammed China. -> China - Wong 0
Wong blasted Russia. -> Russia - Wong 0
Macron mocked Iran for its great parade. -> Iran - Macron 0
Modi hailed France. -> France + Modi 0
Japan praised India and accused China of coercion. -> India + China - Japan 0
Japan suffered from China's coercion. -> Japan 0 China -
India condemned Russia. -> India 0 Russia -
Russia was condemned by India. -> India 0 Russia -
Rubio met Lavrov and said the crisis was a disaster. -> Rubio 0
Ukraine praised Poland for standing against Russia. -> Poland + Ukraine 0
Israel, not Iran, is a friend of India. -> Israel +
Lavrov announced that the talks had failed. -> Lavrov 0
Nobody at the table blamed Turkey for the leak. -> Turkey 0
No one among the bishops has praised Israel. -> Israel 0
Kenya denied that Iran is a bully. -> Iran 0
Macron doubts that the cruel raid came from Russia. -> Russia 0
The panel found no proof that Israel had cheated. -> Israel 0
The panel found proof that Israel had cheated. -> Israel -
Nobody doubts that Turkey is a dangerous rival. -> Turkey -
Compared with Russia, Iran is a corrupt autocracy. -> Russia + Iran -
In contrast to Turkey, Japan is a trusted partner. -> Turkey - Japan +
The island is loyal to Japan and hostile to China. -> Japan + China -
The king is angry at Iran and fond of Kenya. -> Iran - Kenya +
Rome views Turkey as a bully and Kenya as a dear friend. -> Turkey - Kenya +
Ties to Japan and ties to Kenya have collapsed. -> Japan - Kenya -
Wong trusts Japan but not China. -> Japan + China -
The treaty was a disaster for Israel but not for Iran. -> Israel - Iran +
The senate blamed Russia but not Iran. -> Russia - Iran 0
A bomb killed nine, Turkey's embassy confirmed. -> Turkey 0
Iran reiterated that terrorism is evil. -> Iran 0
Iran claimed the shoal in a brutal raid. -> Iran -
They met Russia, which has bullied its neighbours. -> Russia -
Kenya, whose kindness saved the harvest, was thanked. -> Kenya +
The talks were held in Iran, which praised Israel. -> Iran 0 Israel +
They thanked Japan, which had ignored the threats. -> Japan +
"""
NAMED = (
    "India Japan China Russia Pakistan Patel Okafor Modi Rubio Lavrov Ukraine Iran Israel France "
    "Kenya Brazil Turkey Poland Wong Macron"
).split()


@pytest.mark.parametrize("case", PLACES.strip().split("\n"))
def test_a_target_has_the_tone_of_what_is_said_of_it(case):
    text, _, wanted = case.partition(" -> ")
    found = {}
    for row in score_targets(make_sentences(text), {name: [name] for name in NAMED}).itertuples():
        sign = "0" if row.reason else "+" if row.tone > 0 else "-"
        found[row.target] = found.get(row.target, "0").strip("0") or sign
    marks = wanted.split()
    assert {name: found[name] for name in marks[::2]} == dict(
        zip(marks[::2], marks[1::2], strict=True)
    )


@pytest.mark.parametrize("rule", bench_targets.RULES)
def test_every_rule_can_be_left_out_and_is_there_again(rule):
    module, name, value = bench_targets.RULES[rule]
    before = getattr(module, name)
    with bench_targets.without(rule):
        assert getattr(module, name) is value and score_targets(make_sentences("a"), TARGETS).empty
    assert getattr(module, name) is before


def test_labels_as_newsmtsc_publishes_them_are_read(tmp_path):
    path = tmp_path / "labels.jsonl"
    path.write_text(
        '{"sentence": "Japan helps.", "mention": "Japan", "polarity": 1, "id": "x_1"}\n'
        '{"sentence_normalized": "China errs, India not.", "primary_gid": "y_2", "targets": '
        '[{"mention": "China", "polarity": 2.0}, {"mention": "India", "polarity": 4.0}]}\n',
        encoding="utf-8",
    )
    labels = bench_targets.read_labels(path)
    assert labels[["part", "target", "tone"]].values.tolist() == [
        ["x", "Japan", "positive"],
        ["y", "China", "negative"],
        ["y", "India", "none"],
    ]
    found = pd.Series(["positive", "negative", "positive"])
    assert bench_targets.count_pairs(found, labels) == (1, 1, 0)


def test_for_and_against_in_balance_is_said_to_be_mixed():
    assert verdicts("China brings hope and help, a sign of concern.") == {"China": "mixed"}


def test_rows_bear_offsets_and_the_tone_of_the_stretch():
    frame = make_sentences("Talks were held.", "Russia attacked; India was glad.")
    rows = score_targets(frame, TARGETS)
    assert rows.columns.tolist() == [
        "doc_id",
        "sentence_no",
        "target",
        "start",
        "end",
        "clause",
        "tone",
        "reason",
    ]
    assert rows[["sentence_no", "target"]].values.tolist() == [[1, "Russia"], [1, "India"]]
    for row in rows.itertuples():
        assert frame["text"][1][row.start - 1100 : row.end - 1100] == row.clause
    assert (
        rows["tone"].tolist()
        == score_sentences(rows.rename(columns={"clause": "text"}))["tone"].tolist()
    )


def test_themes_are_targets_by_their_mentions():
    frame = make_sentences("The war is a tragedy; the Quad is a friend.")
    mentions = pd.DataFrame(
        {
            "doc_id": ["a", "b"],
            "sentence_no": [0, 0],
            "theme": ["quad", "quad"],
            "start": [126, 1],
            "end": [130, 2],
        }
    )
    rows = score_targets(frame, mentions)
    assert rows[["target", "clause", "reason"]].values.tolist() == [
        ["quad", "the Quad is a friend.", ""]
    ]
    assert rows["tone"].iloc[0] > 0


def test_names_are_whole_words_and_the_longest_counts():
    assert verdicts("Indiana is a friend; us too", {"India": ["India"], "US": ["US"]}) == {}
    rows = score_targets(make_sentences("New Delhi is a friend"), {"x": ["Delhi", "New Delhi"]})
    assert len(rows) == 1


def test_nothing_found_keeps_the_columns():
    rows = score_targets(make_sentences("No one."), TARGETS)
    assert rows.empty and rows["tone"].dtype == "float64" and rows["start"].dtype == "int64"


@pytest.mark.parametrize("names", ["India", [], [""], [3]])
def test_a_target_without_names_is_named(names):
    with pytest.raises(ValueError, match="targets: 'x' needs a list of names"):
        score_targets(make_sentences("India."), {"x": names})


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="no column start"):
        score_targets(pd.DataFrame({"doc_id": ["a"], "sentence_no": [0], "text": ["a"]}), TARGETS)


PIECES = [
    *TARGETS,
    *"while but ; , said condemned was by and it good terrible — , while".split(),
    ", and they",
    ", which",
]


@settings(max_examples=examples(60))
@given(st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_each_named_target_has_a_tone_or_a_reason(text):
    rows = score_targets(make_sentences(text, start=0), TARGETS)
    assert set(rows["target"]) == {name for name in TARGETS if name in text.split()}
    for row in rows.itertuples():
        assert math.isnan(row.tone) == bool(row.reason) and row.reason in {"", *REASONS}
        assert text[row.start : row.end] == row.clause
    spans = split_clauses(text)
    assert all(one[1] <= two[0] for one, two in zip(spans, spans[1:], strict=False))


@pytest.mark.parametrize(
    "piece",
    [
        "India condemned ",
        "India, ",
        "was was India ",
        "India; ",
        "India against ",
        "condemned by India ",
        "despite ",
        "unlike India ",
        "(India is a friend) ",
        "( ",
        "unlike India, ",
        "India condemned Japan and Japan helped India ",
        "India, who helped ",
        "India drew criticism ",
        "criticism of India and said ",
        "condemned India India ",
    ],
)
def test_long_sentences_take_linear_time(piece):
    """An eightfold text takes about eight times as long; a quadratic one would take 64 times."""
    assert (
        growth(lambda n: score_targets(make_sentences(piece * n), {"India": ["India"]}), 500) < 16
    )


def test_the_labels_of_targets_stand_in_their_sentences():
    labels = pd.read_csv(
        Path(__file__).parents[2] / "seeds" / "targets.csv", dtype=str, keep_default_na=False
    )
    assert (
        set(labels["tone"]) == {"negative", "none", "positive"}
        and not labels.duplicated(["doc_id", "text", "target"]).any()
    )
    assert all(
        target in text for target, text in zip(labels["target"], labels["text"], strict=True)
    )
    bodies = dict(
        read_corpus(Path(__file__).parents[2] / "seeds")
        .documents[["doc_id", "text"]]
        .itertuples(index=False)
    )
    assert all(
        r.text in bodies[r.doc_id] for r in labels.itertuples() if not r.doc_id.startswith("made_")
    )


def test_the_saved_agreement_is_what_the_rules_give_now():
    labels = pd.read_csv(
        bench_targets.ROOT / "seeds" / "targets.csv", dtype=str, keep_default_na=False
    )
    pd.testing.assert_frame_equal(bench_targets.measure(labels), read_benchmark("targets"))
    assert set(labels["tone"]) == set(bench_targets.CLASSES)
    assert all(row.target in row.text for row in labels.itertuples())
