"""YAML files that people edit: read whole or refused by file and line."""

import pytest

from analysis.core.yaml_file import read_yaml


def write(folder, text):
    path = folder / "mine.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_fault_is_placed_where_its_part_stands_or_at_what_lacks_it(tmp_path):
    data, place = read_yaml(write(tmp_path, "a:\n  - b: 1\n\n    c: 2\n"))
    assert data == {"a": [{"b": 1, "c": 2}]}
    assert str(place.at("a", 0, "c").fault("wrong")) == "mine.yml, line 4: wrong"
    assert (
        str(place.at("a", words=", the a").at(0, "d").fault("missing"))
        == "mine.yml, line 2, the a: missing"
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", "line 3: 'a' stands twice"),
        ("a: [", "line 1: not YAML"),
        ("a: [*b]\n", "mine.yml: holds a YAML alias"),
        ('a:\n  - "x\\ud83d"\n', "line 2: (half of a character|not YAML: found invalid Unicode)"),
        ("? [a, b]\n: c\n", "mine.yml"),
        ("a: 2020-13-45\n", "put dates and numbers in quotes"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, text, words):
    with pytest.raises(ValueError, match=words):
        read_yaml(write(tmp_path, text))


def test_lists_may_be_named_where_that_is_asked_for_and_neither_in_a_circle_nor_without_end(
    tmp_path,
):
    data, _ = read_yaml(write(tmp_path, "a: &x [1, 2]\nb: *x\n"), aliases=True)
    assert data == {"a": [1, 2], "b": [1, 2]}
    lists = "".join(
        f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 10) if i else 'x'}]\n" for i in range(9)
    )
    for text in ("a: &x [*x]\n", lists):
        with pytest.raises(ValueError, match="mine.yml: "):
            read_yaml(write(tmp_path, text), aliases=True)


def test_a_folder_and_a_file_that_is_not_there_are_named(tmp_path):
    for path in (tmp_path, tmp_path / "nowhere.yml"):
        with pytest.raises(ValueError, match="cannot be read .*; name a YAML file"):
            read_yaml(path)
