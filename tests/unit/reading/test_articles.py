"""``make_article``: cleaning, identity, language, title."""

import hashlib
from datetime import date

import pytest

from geograph.reading import make_article
from geograph.reading.languages import guess_language, normal_tag
from geograph.types import BlockKind, Severity


def test_id_is_the_hash_of_the_cleaned_text() -> None:
    article = make_article("\ufeffTwo ships\r\nleft.\r", source="a.txt", published=date(2015, 11, 17))
    assert article.text == "Two ships\nleft.\n"
    assert article.id == hashlib.sha256(b"Two ships\nleft.\n").hexdigest()
    assert article.problems == ()
    assert article.published == date(2015, 11, 17)
    assert article.source == "a.txt"


def test_nothing_is_normalised_that_need_not_be() -> None:
    text = "Cafe\u0301 \u00a0 “x”\u202e\u00ad\ttab \U0001f6a2"
    assert make_article(text).text == text


@pytest.mark.parametrize(
    ("raw", "clean", "message"),
    [
        ("a\x00b\x1bc\x85d", "a b c d", "3 control characters"),
        ("a\ud800b", "a\ufffdb", "1 lone surrogates"),
        ("a\uffffb\ufdd0", "a\ufffdb\ufffd", "2 noncharacters"),
    ],
)
def test_what_cannot_be_carried_is_replaced_and_noted(raw: str, clean: str, message: str) -> None:
    article = make_article(raw)
    assert article.text == clean
    (problem,) = article.problems
    assert problem.severity is Severity.NOTE
    assert message in problem.message


def test_surrogate_pairs_are_joined_without_a_word() -> None:
    article = make_article("a \ud83d\udea2 sails")
    assert article.text == "a \U0001f6a2 sails"
    assert article.problems == ()


def test_title_is_the_opening_headline() -> None:
    text = "By Jane Doe\n\n# Norway *sends*\n  ships\n\nTwo ships left."
    assert make_article(text).title == "Norway sends"
    assert make_article("Two ships left.\n\nA New Front\n\nIt rained.").title is None
    assert make_article(text, title=" Given \n title\x00").title == "Given title"


def test_a_title_of_metadata_leaves_the_text_alone() -> None:
    article = make_article("Two ships left.", title="Norway Sends Ships")
    assert article.text == "Two ships left."
    assert [block.kind for block in article.blocks] == [BlockKind.PARAGRAPH]
    repeated = make_article("Norway sends ships.\nTwo ships left.", title="Norway sends ships.")
    assert [block.kind for block in repeated.blocks] == [BlockKind.HEADLINE, BlockKind.PARAGRAPH]


SAMPLES = {
    "en": "The navy said on Monday that two of its ships had left the port and were on their way to the south.",
    "de": "Die Marine hat am Montag mitgeteilt, dass zwei Schiffe den Hafen verlassen haben und nach Süden fahren.",
    "fr": "La marine a dit lundi que deux de ses navires ont quitté le port et sont en route pour le sud.",
    "es": "La marina dijo el lunes que dos de sus barcos han salido del puerto y van con rumbo al sur por la noche.",
    "it": "La marina ha detto che due delle sue navi sono uscite dal porto e che la rotta è per il sud.",
    "pt": "A marinha disse que dois dos seus navios saíram do porto e que não há mais barcos em uma baía do sul.",
    "nl": "De marine heeft gezegd dat twee van de schepen uit de haven zijn en naar het zuiden varen met een lading.",
    "ru": "Военный флот сообщил, что два его корабля вышли из порта и идут на юг после учений в море.",
    "ar": "قال الجيش إن سفينتين غادرتا الميناء في طريقهما إلى الجنوب بعد أن تأخرتا عن الموعد",
    "zh": "海军周一表示两艘军舰已经离开港口驶向南方",
    "ja": "海軍は月曜日に二隻の船が港を出て南に向かったと発表した",
    "ko": "해군은 월요일 두 척의 배가 항구를 떠났다고 밝혔다",
    "und": "საზღვაო ძალებმა განაცხადეს",
}


@pytest.mark.parametrize(("tag", "text"), SAMPLES.items(), ids=list(SAMPLES))
def test_language_is_guessed(tag: str, text: str) -> None:
    assert guess_language(text) == tag
    article = make_article(text)
    assert article.language == tag
    assert [p.severity for p in article.problems] == ([] if tag == "en" else [Severity.NOTE])


@pytest.mark.parametrize("text", ["", "Putin, Hollande", "12 345", "Marine Le Pen in Rio de Janeiro", "Sí!"])
def test_without_evidence_it_is_english(text: str) -> None:
    assert guess_language(text) == "en"


def test_a_given_language_is_kept_and_a_false_one_doubted() -> None:
    assert make_article(SAMPLES["en"], language="en_GB").language == "en-GB"
    assert make_article(SAMPLES["en"], language="en_GB").problems == ()
    doubted = make_article(SAMPLES["fr"], language="en")
    assert doubted.language == "en"
    assert "French" in doubted.problems[0].message
    assert make_article("Oui.", language="French").language == "fr"
    assert "French" in make_article("Oui.", language="fr").problems[0].message


@pytest.mark.parametrize(
    ("value", "tag"),
    [("EN", "en"), ("en_us", "en-US"), ("zh-Hans-CN", "zh-Hans-CN"), ("", None), ("??", None), (None, None)],
)
def test_language_tags(value: str | None, tag: str | None) -> None:
    assert normal_tag(value) == tag
