"""Which parts of a page are the article."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.resources import folder
from ledger.sources import cues
from ledger.sources.decode import decode
from ledger.sources.regions import Region, RegionKind, regions

ARTICLE = [
    "The government will send ten more tanks to Ukraine, the minister said on Tuesday.",
    "It approved a package worth $250 million last week, after months of delay in parliament.",
    "The first of the tanks are expected to arrive in the spring, according to the ministry.",
]


def page(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


def of_kind(text: str, *kinds: RegionKind) -> str:
    return "".join(text[part.start : part.end] for part in regions(text) if part.kind in kinds)


def body(text: str) -> str:
    return of_kind(text, RegionKind.BODY)


@pytest.mark.parametrize(
    "extra",
    [
        ["Leave a Reply", "Your email address will not be published.", "Name *", "Email *"],
        ["You May Also Like", "Storm sinks a ferry", "A ferry with 40 people on board sank on…"],
        ["Related Stories", "Minister defends 300 million cut"],
        ["More from Europe", "Farmers block 12 roads"],
        ["Follow the newsroom on X: @newsroom"],
        ["Related: Five charts on the 60 billion dollar bill"],
        ["Share this article"],
        ["(Reporting by the Kyiv bureau; Editing by the desk)"],
        ["© 2024 The Daily Example. All rights reserved."],
        ["News article - Example Times", "Press release – Ministry of Defence (in Dutch)"],
        ["Sign up for our newsletter", "Privacy policy | Terms of use"],
        ["Please let us know if you're having issues with commenting."],
        ["Comments", "We gave 350 tanks already and nobody counts them, what a joke this is."],
        ["12 Comments", "They should have sent 40 jets long ago, two years too late for that."],
        ["3 thoughts on “Ten more tanks”", "Forty jets would do more than ten tanks ever will."],
        ["View all comments (7)", "Forty jets would do more than ten tanks ever will do."],
        ["Join the conversation", "tankfan77", "2 hours ago", "I counted 350 of them.", "Reply"],
    ],
    ids=lambda extra: str(extra[0]),
)
def test_what_follows_an_article_is_not_its_body(extra: list[str]) -> None:
    assert body(page(*ARTICLE, *extra)).strip() == page(*ARTICLE).strip()


@pytest.mark.parametrize(
    "extra",
    [
        ["An official website of the European Union", "Here's how you know"],
        ["Skip to main content", "We use cookies to improve this site."],
        ["Share", "Comments", "Facebook", "X", "Copy link"],
        ["By Our Correspondent in Kyiv", "Published 14 March 2024, 10:30 GMT"],
        ["ADVERTISEMENT"],
        ["3 min read"],
    ],
    ids=lambda extra: str(extra[0]),
)
def test_what_stands_above_an_article_is_not_its_body(extra: list[str]) -> None:
    text = page("Ten more tanks for Ukraine", "\n".join(extra), *ARTICLE)
    assert body(text).strip() == page(*ARTICLE).strip()
    assert of_kind(text, RegionKind.HEADLINE).strip() == "Ten more tanks for Ukraine"


@pytest.mark.parametrize(
    "caption",
    [
        "A tank fires a 122mm gun near the front. (Photo by A. Reporter/Agency via Getty Images)",
        "The minister with 54 colleagues in Brussels, April 29, 2024. (Reuters/Example)",
        "The minister and 54 guests. AP Photo/Example\nCopyright Example/Copyright 2024 The AP",
        "Two people talk at a table.\nMeeting of 54 states\nCredit: Staff photographer",
        "FILE PHOTO: A tank near the front in 2022.",
        "Photo: Ministry of Defence",
        "The minister (left) is seen with 54 guests in Kyiv on 12 March 2024.",
        "The minister, left, with 54 guests in Kyiv on 12 March 2024.",
        "KYIV, UKRAINE - MARCH 12: A tank of the 28th brigade. (AFP/Example)",
        "The minister and 54 guests in Kyiv\n\nThe minister and 54 guests are seen in Kyiv on "
        "12 March 2024. (AFP via Getty Images)",
    ],
)
def test_captions_are_not_body(caption: str) -> None:
    text = page("Ten more tanks for Ukraine", ARTICLE[0], caption, *ARTICLE[1:])
    assert of_kind(text, RegionKind.CAPTION).strip() == caption
    assert body(text).split() == page(*ARTICLE).split()


READERS = [
    "The army has 350 tanks and keeps most of them in storage.\nSome Reader\nAnd 21 types of gun.",
    "@Some Reader, I agree with all of that.",
    "I wrote to my representative that 43% is not enough.",
    "Other Reader\n@Some, nobody reads letters.",
    "At least the 1.3 million who left are safe, in my opinion.",
]


def test_comments_without_a_heading_are_found_by_the_way_readers_write() -> None:
    text = page(*ARTICLE, *READERS)
    assert body(text).strip() == page(*ARTICLE).strip()
    assert "350 tanks" in of_kind(text, RegionKind.COMMENTS)


def test_comments_are_found_in_a_text_without_blank_lines() -> None:
    text = "\n".join([*ARTICLE, *READERS[1:]])
    assert body(text).strip() == "\n".join(ARTICLE)


@pytest.mark.parametrize(
    "paragraph",
    [
        "“I am grateful for 10 tanks. My country needs more,” the president said in Kyiv.",
        "@DefenceU wrote on Tuesday that the ten tanks had crossed the border at noon.",
        "Two days ago the ministry confirmed that the ten tanks had crossed the border.",
        "Comments by the minister on the $250 million package were welcomed in Kyiv.",
        "The discussion about the $250 million lasted for months, and is not over yet.",
        "Source: the ministry's own list, which names ten tanks and twenty guns in all.",
        "It will be spent on ammunition (source: Ministry of Defence), and on ten tanks.",
        "The package is seen as a signal; it was approved in Berlin on March 12, 2024, in full.",
        "By Friday, the ministry will have sent ten tanks and twenty guns to the border.",
        "Share of the aid that has arrived by now: 40 percent, according to the ministry.",
        "Copyright law had nothing to do with the delay of the $250 million, he added.",
        "- 10 Leopard 2 tanks\n- 90 Stryker vehicles\n- generators and winter clothing",
        "Related costs of $5 million will be paid from the budget of next year, it said.",
        "Published figures show that $5 billion was promised and $2 billion delivered.",
    ],
)
def test_a_paragraph_of_the_article_is_not_lost(paragraph: str) -> None:
    text = page("Ten more tanks for Ukraine", ARTICLE[0], paragraph, *ARTICLE[1:])
    assert body(text) == page(ARTICLE[0], paragraph, *ARTICLE[1:])


def test_an_opinion_in_the_first_person_is_body() -> None:
    paragraphs = [
        f"I have said {word} that we should send more, and I will say it to my readers again."
        for word in ("once", "twice", "often", "always", "again", "before")
    ]
    assert body(page("Send more", *paragraphs)) == page(*paragraphs)


def test_the_article_goes_on_after_a_box_inside_it() -> None:
    text = page(*ARTICLE[:1], "Read more", "Storm sinks a ferry", *ARTICLE[1:], *ARTICLE)
    assert body(text).count("package worth $250 million") == 2
    assert "ferry" not in body(text)


def test_a_button_for_comments_above_an_article_does_not_swallow_it() -> None:
    text = page("Ten more tanks", ARTICLE[0], ARTICLE[1], "Comments", *ARTICLE * 3)
    assert body(text).count("first of the tanks") == 3


@pytest.mark.parametrize("heading", ["Comments", "Readers' comments", "Comments (2)"])
def test_comments_below_an_article_of_one_paragraph(heading: str) -> None:
    article, comment = " ".join(ARTICLE), "Peter K.: Germany gave 10 billion euros to Ukraine!"
    longer = "A reader from the coast: our country gave 10 billion euros and got nothing for it."
    assert body(page(article, heading, comment)).strip() == article
    assert body(page(article, heading, comment, longer)).strip() == article


def test_the_times_of_a_live_blog_are_no_comments() -> None:
    text = page(*ARTICLE, "14:52", ARTICLE[0], "14.31", ARTICLE[1], "13:58", ARTICLE[0])
    assert of_kind(text, RegionKind.COMMENTS) == ""


def test_comments_end_where_other_articles_are_listed() -> None:
    text = page(*ARTICLE, "2 comments", "Send 40 jets instead!", "Related", "Ferry sinks")
    assert of_kind(text, RegionKind.COMMENTS).strip() == "Send 40 jets instead!"
    assert "Ferry" in of_kind(text, RegionKind.FURNITURE)


@pytest.mark.parametrize("text", [ARTICLE[0], page(*ARTICLE), "Ten tanks", "\n \n", "Ten\n"])
def test_without_a_headline_all_is_body(text: str) -> None:
    assert regions(text) == [Region(RegionKind.BODY, 0, len(text))]


def test_a_headline_is_told_from_a_wrapped_paragraph() -> None:
    paragraph = "\n".join(line for text in ARTICLE for line in (text[:50], text[50:]))
    assert body(paragraph) == paragraph
    text = f"Ten more tanks for Ukraine\n{ARTICLE[0]}\n{ARTICLE[1]}\n"
    assert of_kind(text, RegionKind.HEADLINE) == "Ten more tanks for Ukraine\n"
    listed = "- 10 Leopard tanks\n\n" + ARTICLE[0]
    assert body(listed) == listed


def test_nothing_has_no_regions() -> None:
    assert regions("") == []


LINES = st.lists(
    st.sampled_from(
        [
            *ARTICLE,
            *READERS,
            *("", " ", "\t", "Comments", "Leave a Reply", "Related Stories", "Share", "Reply"),
            *("Photo: Agency", "(AP Photo/Example)", "2 hours ago", "By Example", "- 10 tanks"),
            *("Press release - Ministry", "@You, I agree", "Ten more tanks", "\u2028", "é…"),
        ]
    ),
    max_size=25,
).map("\n".join)


@given(LINES | st.text(max_size=300))
def test_regions_tile_the_text(text: str) -> None:
    parts = regions(text)
    assert "".join(text[part.start : part.end] for part in parts) == text
    assert [part.start for part in parts] == [0, *(part.end for part in parts)][: len(parts)]
    assert all(part.start < part.end for part in parts)
    assert all(one.kind is not two.kind for one, two in pairwise(parts))


@pytest.mark.parametrize(
    ("article", "beside", "inside"),
    [
        ("000", ["Getty Images", "Follow Simon Kent", "commenting"], ["For as long as it takes"]),
        (
            "001",
            ["122mm", "3/3/24", "Copyright", "You might also like"],
            ["€276 million", "€55 billion"],
        ),
        ("002", ["7-year-old", "13 novelists", "Reuters/", "killed"], ["more than $60 billion"]),
        ("003", ["54 countries", "VIRIN", "HTTPS", "Related Stories"], ["main battle tanks"]),
        (
            "004",
            ["350 Tanks", "5 Types", "21 in storage", "43%", "83%", "1.3 million"],
            ["Feb. 15, one week", "long-delayed military aid package"],
        ),
    ],
)
def test_the_five_articles(article: str, beside: list[str], inside: list[str]) -> None:
    (path,) = (folder("seeds") / "articles").glob(f"{article}_*.txt")
    text = decode(path.read_bytes()).text
    for words in beside:
        assert words in text
        assert words not in body(text)
    for words in inside:
        assert words in body(text)


def test_cues_for_lines_in_lower_case_have_no_capitals() -> None:
    lowered = (
        cues._FURNITURE,
        cues.RELATED,
        cues.COMMENT_FORM,
        cues.COMMENT_HEADING,
        cues.CONVERSATION,
        cues._CAPTION_START,
        cues._READER_UI,
    )
    for cue in lowered:
        assert not re.search(r"(?<!\\)[A-Z]", cue.pattern), cue.pattern
