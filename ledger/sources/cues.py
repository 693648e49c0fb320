"""What gives away that a line is not the article: the words of pages, captions and readers.

Each cue is a pattern of its own, for one stripped line. A newcomer who meets a page that the
reader takes wrongly adds its words here, and a line to tests/test_sources_regions.py.
"""

from __future__ import annotations

import re
from typing import Final

LONGEST_CUE: Final = 240
"""Lines longer than this are prose; no cue but a credit at their end is looked for in them."""


def _any_of(*patterns: str) -> re.Pattern[str]:
    """A pattern for lines in lower case."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_FURNITURE: Final = _any_of(
    # sites about themselves
    r"an official website of .{3,60}",
    r"here['’]s how you know\W*",
    r"official websites use \.\w+",
    r"(?:a )?\.(?:gov|mil|edu|eu) websites? belongs? to .*",
    r"secure \.\w+ websites use https",
    r"a lock \( ?\S* ?\) or https://.*",
    r"skip to (?:main )?(?:content|navigation)",
    r"(?:we use|this (?:site|website|page) uses) cookies.*",
    r"(?:accept|reject|manage)(?: all)? cookies",
    r"(?:please )?enable javascript.*",
    r"(?:world|us|uk|europe|local|breaking|latest|top) news",
    r"(?:home|menu|search|close|close button|log ?in|sign in|register|back to top|loading\W*)",
    r"(?:skip|toggle|open|close) (?:navigation|menu|search|advert(?:isement)?)",
    # adverts and subscriptions
    r"(?:-+ ?)?(?:advertisement|advertising|advert|ad|sponsored|promoted)(?: - .{0,40})?",
    r"(?:article|story) continues (?:below|after).*",
    r"(?:sign up|subscribe|register)(?: now| today| here| free)?"
    r"(?: (?:for|to|and) .{0,100})?[.!»›→]?",
    r"(?:get|receive) (?:the|our|all the) .{0,60}(?:newsletter|inbox|app)\b.{0,60}",
    r"(?:download|get) (?:the|our) .{0,30}\bapp\b.{0,30}",
    r"support (?:our|independent) journalism.{0,60}|donate(?: now)?|become a member.{0,40}",
    # sharing
    r"(?:share|tweet|pin|email|e-mail|whatsapp|facebook|twitter|x|telegram|linkedin|reddit"
    r"|copy link|print|save|bookmark|listen|print this|flipboard|messenger|copied|link copied!?)"
    r"(?: (?:this|on|via|by|to) .{0,40})?",
    r"share this (?:article|story|page|post|video)(?:close button|comments?|copied)*",
    r"copy/paste the .{0,40}(?:link|code).{0,60}",
    r"follow (?:.{1,60} )?on (?:twitter|x|facebook|instagram|telegram|linkedin|google news"
    r"|mastodon|bluesky|youtube|whatsapp|threads)\b.{0,60}",
    r"follow us\b.{0,60}|(?:or )?e-?mail (?:him|her|them|us)\b.{0,60}",
    r"please let us know if you['’]re having (?:issues|trouble|problems) with commenting\W*",
    r"your email address will not be published.{0,60}|required fields are marked.{0,10}",
    r"(?:show|hide|view|read|load|see)(?: (?:all|more|less|full))?"
    r" (?:comments?|replies|stories|articles?|posts?|photos|gallery|bio|results)(?: \([0-9,]+\))?",
    # who wrote it, when, and whose it is
    r"(?:first |last )?(?:published|updated|modified|posted)(?: on| at)?:? ?(?:\w{3,9}day,? )?"
    r"(?:[0-9]{1,2}[ /:.-]|[a-z]{3,9}\.? [0-9])[^$€£%]{0,50}",
    r"\(?(?:(?:additional )?reporting|writing|editing|edited|written|compiled) by"
    r" (?:[^.]|\b[a-z]\.){3,200}\.?\)?",
    r"our standards: .{3,80}",
    r"(?:reuters|ap|afp|dpa|associated press|upi|tass|ukrinform|interfax)",
    r"[0-9]{1,3} (?:min(?:ute)?s?|sec(?:ond)?s?) (?:read|watch|listen)",
    r"(?:©|\(c\)|copyright)\W{0,3}(?:©|\(c\)|[0-9]{4}).{0,120}",
    r"(?:this (?:article|story|post|video) (?:was|has been|first) .{0,30}"
    r"(?:published|appeared)|originally published)\b.{0,80}",
    r"(?:[>»›→▶+-]+ ?)?(?:read|see|watch|listen|related)(?: more| also| next| it| too| here)*: ?"
    r".{3,200}",
    r"(?:terms of (?:use|service)|privacy policy|cookie policy|contact us|about us|sitemap)"
    r"(?:\W+(?:terms of (?:use|service)|privacy policy|cookie policy|contact us|about us))*",
)
"""Whole lines that belong to the page and not to the article."""

_BETWEEN_BUTTONS: Final = re.compile(r"\s*[|·•/]\s*|\s{2,}")
_BUTTON: Final = _any_of(
    r"home|menu|search|close|log ?in|sign ?(?:in|up|out)|register|subscribe|world|europe|politics|"
    r"business|economy|markets?|sports?|culture|opinion|weather|live|video|photos?|podcasts?|"
    r"newsletters?|news|analysis|latest|about(?: us)?|contact(?: us)?|more|help|share|print|"
    r"e-?mail|save|facebook|twitter|x|whatsapp|telegram|linkedin|instagram|youtube|rss|archive|"
    r"tech(?:nology)?|science|health|travel|lifestyle|arts|books|money|africa|asia|americas|"
    r"middle east|ukraine|war|defen[cs]e|my account|faq|careers|press|media|events",
)
"""What may stand on a line of buttons: "Home | World | Live"."""

_RESERVED: Final = "all rights reserved"
_RIGHTS: Final = re.compile(rf"[^.]{{0,100}}\b{_RESERVED}\W*")

_BYLINE: Final = re.compile(
    r"By\s+(?:[A-Z][\w.'’-]*|and|with|in|for|of|the|de|van|von|&|,|\||[a-z]{1,3})"
    r"(?:,?\s+(?:[A-Z][\w.'’-]*|and|with|in|for|of|the|de|van|von|&|\|)){0,9}"
)
"""A line that names who wrote the article."""

_LINK: Final = re.compile(
    r"\[?(?:[A-Z][\w/-]*)(?: [\w/-]+){0,4} ?[-–—] ?[^.!?]{2,120}(?:\]\(.*)?", re.IGNORECASE
)
_PUBLICATION: Final = re.compile(
    r"\b(?:articles?|releases?|reports?|statements?|speech(?:es)?|letters?|declarations?|papers?"
    r"|briefings?|interviews?|factsheets?|websites?|blogs?|videos?|documents?|communiqu[eé]s?)\b",
    re.IGNORECASE,
)

RELATED: Final[re.Pattern[str]] = _any_of(
    r"(?:you )?(?:might|may) also (?:like|enjoy|be interested in)",
    r"(?:related|recommended|suggested|further)"
    r"(?: (?:stories|articles?|content|news|topics|(?:internet |external )?links|posts|coverage"
    r"|reading|videos?|for you))?",
    r"more (?:from|on|about|in) [^.!?]{1,50}",
    r"more (?:stories|news|top stories|like this|articles|coverage|headlines)",
    r"(?:read|watch|see|up|what to read|what['’]s) (?:more|next|also)",
    r"(?:trending|popular|top|latest|must[- ]read|breaking)"
    r" (?:now|stories|news|posts|headlines|articles|videos)",
    r"also (?:on|in) (?:this (?:page|site|section|issue|edition)|our site|the site)|see also"
    r"|our coverage",
    r"trending|recommended|most (?:read|popular|viewed|shared|watched|recent)(?: .{1,30})?",
    r"don['’]t miss|editors?['’]?s?['’]? (?:picks?|choice)|elsewhere on .{1,40}|around the web",
    r"from (?:the|around the) web|sponsored (?:content|stories|links)|promoted (?:content|stories)"
    r"|partner content|in other news|other news|previous article|next article|topics|tags",
)
"""Headings of lists of other articles."""

COMMENT_FORM: Final[re.Pattern[str]] = _any_of(
    r"(?:leave|post|add|write|submit|make) (?:a|your) (?:reply|comment|response)(?: .{0,30})?",
    r"(?:log|sign) ?in to (?:comment|reply|leave a comment|post)(?: .{0,30})?|cancel reply",
    r"(?:you must be|please) (?:log(?:ged)?|sign(?:ed)?) ?in to (?:post|comment|leave).{0,40}",
)
"""Headings of the form in which readers may comment; pages end with it."""

COMMENT_HEADING: Final[re.Pattern[str]] = _any_of(
    r"(?:(?:view|show|read|see|all|top|reader|readers['’]|user|latest|best|recent)\W+)*"
    r"(?:[0-9][0-9,.]*\W+)?(?:reader )?comments?(?:\W{0,3}[0-9][0-9,.]*)?\W*(?:below)?",
    r"[0-9][0-9,.]* (?:responses?|replies|thoughts?)(?: (?:to|on) .{1,120})?",
    r"what (?:our )?readers (?:say|think|are saying)\W*",
    r"comments? (?:section|from (?:our )?readers)",
    r"(?:reader|readers['’]) (?:responses|reactions|letters|opinions|views|feedback)",
)
"""Headings under which readers' comments stand."""

CONVERSATION: Final[re.Pattern[str]] = _any_of(
    r"join the (?:conversation|discussion|debate)\W*|have your say\W*",
    r"(?:the )?(?:discussion|conversation|debate|responses|reactions|replies)(?: \([0-9,]+\))?",
)
"""Headings that are readers' only where readers are to be heard below them."""

_CREDIT: Final = re.compile(
    r"via getty|getty images|/ ?(?:afp|ap|reuters|epa|anadolu|dpa|efe)\b"
    r"|\b(?:ap|reuters|afp|file|epa|dpa|handout) photo\b|photo(?:graph)? (?:by|courtesy|credit)\b"
    r"|\A(?:picture|image|photo|photograph|illustration|credit)s?: "
    r"|\b(?:reuters|afp|ap|epa|dpa) ?/ ?\w|\Ahandout\b|\bshutterstock\b",
    re.IGNORECASE,
)
_IN_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]{3,120})[)\]]\W{0,2}\Z")
_TAIL: Final = re.compile(
    r"(?:via Getty(?: Images)?|Getty Images|/ ?(?:AFP|AP|Reuters|EPA|Anadolu(?: Agency)?)"
    r"|Copyright\s+(?:©\s*)?[^/.]{2,60}/.{2,80}|Copyright\s+[0-9]{4}.{0,80})\W{0,2}\Z"
)

_CAPTION_START: Final = _any_of(
    r"(?:file )?(?:photo|picture|image|photograph)"
    r"(?: (?:by|credit|source|caption|courtesy)[ :]|:).{2,}",
    r"(?:photo|image|picture) (?:credit|caption|source)s?$",
    r"file ?(?:photo)?(?: ?[-–—:]) .{2,}",
    r"(?:caption|credit|virin|photographer): ?.{2,}",
    r"(?:©|copyright)\s*(?:©\s*)?[^.]{2,80}/.{2,60}",
)
_CAPTION_LETTERS: Final = frozenset("FfPpIiCcVv©")
"""What captions start with: a quick look before the slow one."""
_DATELINED: Final = re.compile(
    r"[A-Z][A-Z .,'-]{3,60} ?[-–—] ?[A-Z]{3,9} [0-9]{1,2}(?:, ?[0-9]{4})?: "
)
_POSED: Final = re.compile(
    r"[ailps,(](?<!\w[a-z])(?:"
    r"(?:(?<=i)s|(?<=a)re) (?:seen|photographed) (?:at|in|on|near|with|during|before|behind|inside"
    r"|outside|flanked|\w+ing)\b|(?<=l)ooks? on\b|(?<=p)oses? (?:for|with)\b|(?<=s)hakes? hands\b"
    r"|(?<=p)ictured\b|(?<=,) (?:left|right|centre|center),"
    r"|(?<=\()(?:left|right|centre|center|L|R|C)\))"
)
_FULL_DATE: Final = re.compile(
    r"[A-Z0-9](?<!\w.)(?:(?<=[A-Z])[a-z]{2,8}\.? [0-9]{1,2},? [0-9]{4}"
    r"|(?<=[0-9])[0-9]?(?: [A-Z][a-z]{2,8} [0-9]{4}|/[0-9]{1,2}/[0-9]{2,4}))"
)
"""Like all patterns that are looked for in whole paragraphs, it begins with the characters that
may begin a match, and looks back for the edge of a word: the engine skips to them."""

_OF_FULL_DATES: Final = re.compile(r"[0-9](?:[0-9]{3}|/)")
"""What every full date has in it: a quick look before the slow one."""


def is_furniture(line: str) -> bool:
    """Whether a stripped line belongs to the page: a button, an advert, a byline."""
    if len(line) > LONGEST_CUE:
        return False
    lower = line.lower()
    if _FURNITURE.fullmatch(lower) is not None or _BYLINE.fullmatch(line) is not None:
        return True
    if _RESERVED in lower and _RIGHTS.fullmatch(lower) is not None:
        return True
    buttons = _BETWEEN_BUTTONS.split(lower) if _BUTTON.match(lower) else ()
    return len(buttons) > 1 and all(_BUTTON.fullmatch(button) for button in buttons)


def is_link(line: str) -> bool:
    """Whether a stripped line names a source, as in "Press release - European Commission"."""
    if len(line) > LONGEST_CUE * 2 or _LINK.fullmatch(line) is None:
        return False
    kind = re.split(r"[-–—]", line, maxsplit=1)[0]
    return _PUBLICATION.search(kind) is not None


def is_caption(line: str) -> bool:
    """Whether a stripped line describes a picture or says whose it is."""
    may_start = line[:1] in _CAPTION_LETTERS and len(line) <= LONGEST_CUE
    if may_start and _CAPTION_START.match(line.lower()):
        return True
    tail = line[-LONGEST_CUE:]
    end = line[-3:]
    bracket = _IN_BRACKETS.search(tail) if ")" in end or "]" in end else None
    if bracket and _CREDIT.search(bracket[1]):
        return True
    credited = "/" in tail or "Getty" in tail or "Copyright" in tail
    if (credited and _TAIL.search(tail)) or _DATELINED.match(line):
        return True
    return (
        len(line) <= 500
        and _OF_FULL_DATES.search(tail) is not None
        and _FULL_DATE.search(tail) is not None
        and _POSED.search(line) is not None
    )


_ADDRESS: Final = re.compile(r"@([^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){0,2})[,:]")
_READER_UI: Final = _any_of(
    r"(?![0-9]{1,2}[.:][0-9]{2}\Z)(?:(?:reply|like|likes|dislike|report|share|flag|upvote|downvote"
    r"|edited|quote|permalink|recommend|[0-9]{1,5})\W*){1,8}",
    r"(?:reply|replying|in reply|response) to @?.{2,60}",
    r"(?:@?[\w.' -]{2,40}\W{1,3})?(?:posted |commented |edited )?(?:[0-9]{1,2}|an?) ?(?:[smhdwy]|mo"
    r"|secs?|mins?|hrs?|seconds?|minutes?|hours?|days?|weeks?|months?|years?)(?: ago)?\b.{0,20}",
    r"[\w.'’ -]{2,40} (?:says|wrote|said|replied|commented|writes)(?: on .{5,40})?:",
    r"(?:[\w.'’ -]{2,40}, )?[a-z]{3,9}\.? [0-9]{1,2},? [0-9]{4}(?: at|,)?"
    r" [0-9]{1,2}[:.][0-9]{2}.{0,10}",
)
_READER_WORDS: Final = ("reply", "ago", "says", "wrote", "said", "commented", "edited", "upvote")
_CLOCK: Final = re.compile(r":[0-9]")
_NAME: Final = re.compile(r"[A-ZÀ-Þ][\w.'’-]{1,20}(?: [A-ZÀ-Þ][\w.'’-]{0,20}){1,2}")
_FIRST_PERSON: Final = re.compile(
    r"[ILMilm](?<!\w.)"
    r"(?:(?<=[Mm])y(?:self)?|(?<=m)e|(?<=I)(?:MO)?|(?<=i)mo|(?<=l)ol|(?<=L)OL)\b"
)
_QUOTED: Final = re.compile(r"[\"“][^\"”]*[\"”]?")
_LOUD: Final = re.compile(
    r"[!?.A-Z](?:(?<=[!?])[!?]|(?<=\.)\.{3}"
    r"|(?<=[A-Z])(?<!\w.)[A-Z]{3,} [A-Z]{2,} [A-Z]{2,}\b)"
)


def is_a_readers(line: str) -> bool:
    """Whether only a reader writes such a stripped line.

    An address ("@Somebody, ..."), or what stands round comments ("2 hours ago", "Reply").
    """
    if addressed(line) is not None:
        return True
    if len(line) > 80:
        return False
    lower = line.lower()
    for word in _READER_WORDS:  # a quick look before the slow one
        if word in lower:
            break
    else:
        if not _CLOCK.search(lower):
            return False
    return _READER_UI.fullmatch(lower) is not None


def reader_score(line: str) -> int:
    """How much a stripped line sounds like a reader: 0 not at all, 3 surely.

    3: :func:`is_a_readers`; 1 each for the first person outside quotation marks, shouting, and a
    bare name.
    """
    if is_a_readers(line):
        return 3
    if len(line) <= 50 and _NAME.fullmatch(line):
        return 1
    if not (_FIRST_PERSON.search(line) or _LOUD.search(line)):
        return 0
    unquoted = _QUOTED.sub("", line)
    return bool(_FIRST_PERSON.search(unquoted)) + bool(_LOUD.search(unquoted))


def addressed(line: str) -> str | None:
    """The reader whom a stripped line addresses: ``"@Somebody, I agree"``."""
    found = _ADDRESS.match(line) if line.startswith("@") else None
    return found[1] if found else None
