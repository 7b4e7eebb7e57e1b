"""Layout: each case is a text of our own and the blocks that a reader sees in it."""

import pytest

from geograph.reading import segment_blocks


def blocks(text: str, *, title: str | None = None) -> list[tuple[str, str]]:
    """Kind (its first letter; x for boilerplate) and content of each block."""
    letters = {"headline": "h", "bullet": "b", "paragraph": "p", "boilerplate": "x"}
    return [(letters[block.kind.value], text[block.start : block.end]) for block in segment_blocks(text, title=title)]


def test_headline_block_bullets_and_paragraphs() -> None:
    text = (
        "Norway Sends Frigates South as Sudan Fighting Spreads\n\nBergen's Fleet Finds New Task in the Red Sea\n"
        "  • Danish navy should join, king says\n  • Talks in Oslo are failing, Sweden's Roe says\n\n"
        "Norway's king ordered two frigates to the Red Sea on Tuesday.\n\nThey will sail on Friday, he said."
    )
    assert blocks(text) == [
        ("h", "Norway Sends Frigates South as Sudan Fighting Spreads"),
        ("h", "Bergen's Fleet Finds New Task in the Red Sea"),
        ("b", "Danish navy should join, king says"),
        ("b", "Talks in Oslo are failing, Sweden's Roe says"),
        ("p", "Norway's king ordered two frigates to the Red Sea on Tuesday."),
        ("p", "They will sail on Friday, he said."),
    ]


def test_headline_that_wraps_after_a_small_word_is_one() -> None:
    text = "Norway to Send Frigates to the Red Sea as\nSudan Fighting Spreads\nKing Calls for Calm\n\nTwo ships left."
    assert blocks(text)[:2] == [
        ("h", "Norway to Send Frigates to the Red Sea as\nSudan Fighting Spreads"),
        ("h", "King Calls for Calm"),
    ]


def test_sentence_case_headline_before_paragraphs() -> None:
    text = (
        "Norway sends two frigates to the Red Sea\nParliament voted late on Monday for the plan.\nThe vote was close."
    )
    assert [kind for kind, _ in blocks(text)] == ["h", "p", "p"]


@pytest.mark.parametrize(
    "text",
    ["Norway attacks Sudan with two frigates", "The king said he would go", "norway sends ships", "Two ships left."],
)
def test_a_lone_sentence_is_a_paragraph(text: str) -> None:
    assert blocks(text) == [("p", text)]


def test_a_lone_title_is_a_headline() -> None:
    assert blocks("Norway Attacks Sudan") == [("h", "Norway Attacks Sudan")]


def test_no_more_than_three_headlines_in_sentence_case() -> None:
    text = "\n\n".join(f"the {word} ship sails from Bergen to the far south".capitalize() for word in "abcde")
    assert [kind for kind, _ in blocks(text)] == ["h", "h", "h", "p", "p"]


def test_headline_with_short_form_at_its_end() -> None:
    text = "Norway Signs Pact With U.S.\n\nThe pact was signed with the U.S.\n\nIt holds."
    assert [kind for kind, _ in blocks(text)] == ["h", "p", "p"]


def test_headlines_with_question_and_exclamation_marks() -> None:
    text = "Will Norway Strike Again?\n\nNobody knows.\n\nWho Pays?\n\nWill it rain? Perhaps it will."
    assert [kind for kind, _ in blocks(text)] == ["h", "p", "h", "p"]


def test_a_title_with_a_full_stop_is_known_by_the_metadata() -> None:
    text = "Norway strikes.\n\nTwo ships left."
    assert [kind for kind, _ in blocks(text)] == ["p", "p"]
    assert [kind for kind, _ in blocks(text, title="Norway  strikes.")] == ["h", "p"]


def test_wrapped_paragraphs_are_one_block_each() -> None:
    one = (
        "President Jane Doe ordered Norwegian naval forces in the North Sea to\n"
        "Bergen and Oslo on Tuesday, where the Swedish and the Danish fleets will\n"
        "meet President Karin Roe, Prime Minister John Roe and the\n"
        "Danish king. She spoke in the harbour."
    )
    two = "Sweden, which holds the chair of the council, said on Monday that it\nwould send a ship of its own."
    assert blocks(f"{one}\n\n{two}\n") == [("p", one), ("p", two)]


def test_an_indented_line_opens_a_paragraph() -> None:
    one = (
        "The envoy left Oslo for talks with the Danish and the Swedish ministers\n"
        "in Aarhus. It rained on them all the way to the ferry at Gothenburg port."
    )
    two = "Sweden, which holds the chair of the council, said on Monday that it\nwould send a ship."
    assert blocks(f"{one}\n   {two}") == [("p", one), ("p", two)]


def test_one_paragraph_a_line() -> None:
    lines = [
        "Norway's parliament voted on Monday for a larger fleet in the south, with only the left against it, but late.",
        "The vote was close.",
        "“We will sail,” the captain said, “as soon as the wind allows it, and not one hour later than that.”",
        "Sweden abstained.",
    ]
    assert blocks("\n".join(lines)) == [("p", line) for line in lines]


def test_a_wrapped_line_may_begin_with_a_dash_or_a_number() -> None:
    text = (
        "The president - who left Oslo on Monday for talks with Sweden about\n"
        "- among other things - fish, said so on the third and again on May\n"
        "12. He will be back."
    )
    assert blocks(text) == [("p", text)]


@pytest.mark.parametrize("sign", ["•", "-", "*", "–", "—", "+", "▪", "◦", "‣"])
def test_bullets_without_their_sign(sign: str) -> None:
    text = f"Norway voted.\n\n{sign} Two ships sail to the south\n  and one north\n{sign} Sweden waits.\n\nIt rained."
    assert blocks(text) == [
        ("p", "Norway voted."),
        ("b", "Two ships sail to the south\n  and one north"),
        ("b", "Sweden waits."),
        ("p", "It rained."),
    ]


def test_numbered_bullets_count_from_one() -> None:
    text = "Three points:\n1. Oslo stays\n2) Bergen goes\n(3) Aarhus waits\n\n1991. A year of war.\n\n12. He came."
    kinds = [kind for kind, _ in blocks(text)]
    assert kinds == ["p", "b", "b", "b", "p", "p"]
    assert blocks(text)[1][1] == "Oslo stays"
    assert blocks(text)[5][1] == "12. He came."


def test_bullet_sign_without_a_space() -> None:
    assert blocks("•Danish navy joins\n•Sweden waits") == [("b", "Danish navy joins"), ("b", "Sweden waits")]
    assert blocks("-5 degrees were measured at the port.") == [("p", "-5 degrees were measured at the port.")]


def test_a_paragraph_after_a_list_is_no_part_of_it() -> None:
    assert [kind for kind, _ in blocks("- Norway votes.\n- Sweden waits.\nThe king left.")] == ["b", "b", "p"]


def test_markdown() -> None:
    text = (
        "# Norway *sends* ships\n\nTwo Ships\n=========\n\nThe [ministry](https://example.org/m) said **two** ships\n"
        "left.\n\n"
        "What is next\n---\n> It is late, the king said.\n\n---\n[Read more](https://example.org/n)\n"
    )
    assert blocks(text) == [
        ("h", "Norway *sends* ships"),
        ("h", "Two Ships"),
        ("x", "========="),
        ("p", "The [ministry](https://example.org/m) said **two** ships\nleft."),
        ("h", "What is next"),
        ("x", "---"),
        ("p", "It is late, the king said."),
        ("x", "---"),
        ("x", "[Read more](https://example.org/n)"),
    ]


def test_a_hashtag_is_no_heading() -> None:
    assert blocks("#Norway votes today, the king said.") == [("p", "#Norway votes today, the king said.")]


def test_section_headings_in_the_middle() -> None:
    text = (
        "Two ships left Bergen.\n\nA New Front\n\nSweden waits.\n\nWHO IS TO BLAME\nThe army says it was the navy.\n\n"
        "What happens next\n\nThe king will speak."
    )
    assert [kind for kind, _ in blocks(text)] == ["p", "h", "p", "h", "p", "h", "p"]


def test_a_short_unfinished_line_at_the_end_is_no_heading() -> None:
    assert blocks("Two ships left Bergen.\n\nSweden waits for them")[-1] == ("p", "Sweden waits for them")


def test_an_introduction_to_a_list_is_a_paragraph() -> None:
    assert [kind for kind, _ in blocks("Two ships left Bergen.\n\nThe king said:\n- We sail")] == ["p", "p", "b"]


def test_adverts_and_prompts_are_boilerplate() -> None:
    text = (
        "Norway Sends Frigates\nBy Jane Doe\nNovember 17, 2015\n\nTwo ships left Bergen on Tuesday.\n\n"
        "ADVERTISEMENT\n\nRead more: Sweden's Road\n\nThe king said so.\n\nShare this\n\nSign up for our newsletter\n\n"
        "We use cookies to improve your experience.\n\n(Updates with king's comment in second paragraph.)\n\n"
        "It’s on the Harbour Wire before it’s anywhere. LEARN MORE\n\n© 2015 The Harbour Post"
    )
    news = [content for kind, content in blocks(text) if kind != "x"]
    assert news == ["Norway Sends Frigates", "Two ships left Bergen on Tuesday.", "The king said so."]


def test_wrapped_boilerplate_is_seen_as_a_whole() -> None:
    text = (
        "Two frigates left the harbour of Bergen on Tuesday for the Red Sea, the\nministry said.\n\n"
        "Get the best of our reporting from the northern seas, every morning and\nbefore anyone else, in your inbox."
    )
    assert [kind for kind, _ in blocks(text)] == ["p", "x"]


def test_links_below_a_related_heading_are_boilerplate() -> None:
    text = (
        "Two ships left Bergen on Tuesday.\n\nRelated stories\nKhartoum Bakers Close Shops\n- Sweden's Long Road\n"
        "Kosti falls to the army\n\nThe king will speak on Friday, his court said.\n\nA New Front\n\nIt rained."
    )
    assert [kind for kind, _ in blocks(text)] == ["p", "x", "x", "x", "x", "p", "h", "p"]


def test_a_related_heading_at_the_top_does_not_eat_the_headline() -> None:
    text = "Most read\n\nNorway Sends Frigates\n\nTwo ships left Bergen on Tuesday."
    assert [kind for kind, _ in blocks(text)] == ["x", "h", "p"]


def test_bullets_may_be_boilerplate() -> None:
    text = "Two ships left Bergen.\n\n- Share on Facebook\n- Sweden waits"
    assert [kind for kind, _ in blocks(text)] == ["p", "x", "b"]


def test_datelines_and_calls_are_cut_off() -> None:
    text = "BERGEN, Nov 17 (Reuters) - Two ships left on Tuesday. READ MORE"
    assert blocks(text) == [
        ("x", "BERGEN, Nov 17 (Reuters) -"),
        ("p", "Two ships left on Tuesday."),
        ("x", "READ MORE"),
    ]


def test_a_plain_dateline_counts_in_the_first_paragraph_only() -> None:
    text = "OSLO — Two ships left.\n\nNATO — Norway's ally — waits.\n\nOSLO — Sweden waits."
    assert [kind for kind, _ in blocks(text)] == ["x", "p", "p", "p"]


def test_several_calls_at_the_end_are_cut_one_by_one() -> None:
    text = "Two ships left. (AP Photo/Jane Doe) Read more »"
    assert [kind for kind, _ in blocks(text)] == ["p", "x"] or [kind for kind, _ in blocks(text)] == ["p", "x", "x"]
    assert blocks(text)[0] == ("p", "Two ships left.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Share prices fell in Oslo after the strike, and the king asked to read more of the treaty.",
        "By Tuesday, Norwegian ships had left Bergen.",
        "Subscribers to the treaty met in Doha.",
        "The court was told that the ministry's site planted cookies on dissidents' phones.",
        "Related attacks killed three soldiers.",
        "Follow-up strikes hit Kosti, the army said on Twitter.",
        "Photographs published on Monday show the wreck of the ferry.",
        "Reuters reported that two ships had left Bergen.",
        "“Sign the treaty now,” the envoy told the rebels.",
        "Update: none of the 24 sailors survived, the navy said on Monday.",
        "Copyright law will change in China, officials said.",
        "Watch officers on the bridge saw two missiles.",
        "Donate blood, the mayor of Kosti told her town.",
    ],
)
def test_real_sentences_are_read(sentence: str) -> None:
    text = f"Two ships left Bergen on Tuesday.\n\n{sentence}\n\nIt rained."
    assert blocks(text)[1] == ("p", sentence)


def test_lines_without_a_letter_are_boilerplate() -> None:
    assert [kind for kind, _ in blocks("Two ships left.\n* * *\nSweden waits.\n-----\n…")] == ["p", "x", "p", "x", "x"]


def test_nothing_in_nothing() -> None:
    assert segment_blocks("") == ()
    assert segment_blocks(" \n\t\n\u2028") == ()


def test_writers_names_above_a_date_are_no_headlines() -> None:
    text = "Norway sends two ships\nJane Doe in Oslo\nHarbour News, Bergen\n17 November 2015\nTwo ships left Bergen."
    assert [kind for kind, _ in blocks(text)] == ["h", "x", "x", "x", "p"]
    text = "Norway Strikes\n17 November 2015\nTwo ships left Bergen."
    assert [kind for kind, _ in blocks(text)] == ["h", "x", "p"]


def test_lines_longer_than_the_wrap_are_paragraphs() -> None:
    long = (
        "The ministers of Norway and Sweden spoke in Oslo of ships, of fish, and of the price of grain in Sudan. " * 2
    )
    wrapped = "The envoy left Oslo for talks with the Danish and the\nSwedish ministers. The king was there too."
    text = f"{wrapped}\n\n{long.strip()}\nIt rained on them all.\n\n{wrapped}"
    assert [kind for kind, _ in blocks(text)] == ["p", "p", "p", "p"]


def test_rows_of_a_markdown_table_are_no_headlines() -> None:
    assert [kind for kind, _ in blocks("| Ship | Port |\n|---|---|\n| Doe | Bergen |")] == ["p", "x", "p"]
