"""Reasons why a sum is no gift: it is a total, a budget, or a share.

Rows as in :mod:`ledger.reading.reasons`.
"""

from __future__ import annotations

from typing import Final

OTHER_MONEY: Final[tuple[tuple[str, str, str], ...]] = (
    (
        "past total",
        r"\b(?:brings?|bringing|brought|takes|taking|raises|raising|lifts|lifting|pushes|"
        r"pushing)\b[^;]*\b(?:total|aid|support|"
        r"assistance|funding|help|contributions?|sum|commitments?|spending|pay(?:out|ment)s|"
        r"disbursements|it|that|what)\b[^;]*\bto\b"
        r"(?:(?!, including\b)[^;]){0,40}$",
        "",
    ),
    (
        "past total",
        r"(?<!tally )(?<!counter )(?<!contribution )(?<!envelope )(?<!share )(?<!part )(?<!pledge )"
        r"(?<!offer )"
        r"\b(?:rise|rises|rising|stands?|stood) (?:up )?(?:to|"
        r"at)\b[^;]{0,16}$",
        "",
    ),
    (
        "past total",
        r"\b(?:has|have) (?:now )?(?:totall?ed|amounted|been(?! (?:paid|given|sent|set|transferred|"
        r"disbursed|released|delivered|handed|told|instructed|signed|earmarked|ringfenced)\b)|"
        r"reached(?! an? (?:[a-z-]+ )?(?:agreement|deal)))\b[^;]{0,30}$",
        r"^[^;]*\b(?:since|so far|to date|during)\b|^",
    ),
    (
        "past total",
        r"(?<!of the )(?<!of that )\b(?:total|overall|combined|cumulative|entire)\b[^;]{0,70}"
        r"\b(?:exceeds?|exceeded|"
        r"amounts? to|comes? to|is|are|will be|reach(?:es|ed)?|stands? at|surpass(?:es|ed)?)\b"
        r"[^;]{0,24}$",
        "",
    ),
    ("past total", r"\bfund\b[^;]{0,12}\bwhich (?:amounts to|totals|is worth)\b[^;]{0,16}$", ""),
    (
        "past total",
        r"\b(?:amount|sum|aid|support|assistance)\b[^;]{0,60}\breach(?:es|ed)\b[^;]{0,8}$",
        "",
    ),
    ("past total", r"\b(?:totals|totall?ed)\b[^;]{0,24}$", ""),
    (
        "past total",
        r"\ba total of\b[^;]{0,24}$",
        r"^[^;,]{0,24}\bsince (?:the (?:start|beginning|outbreak|war|invasion)|20[0-9]{2})\b",
    ),
    (
        "past total",
        r"\b(?:cuts?|cutting|reduc(?:ed|es|ing)|slash(?:ed|es|ing)|trimm(?:ed|ing))\b[^;]{0,60}"
        r"\bfrom\b[^;,]{0,12}[0-9][^;,]{0,24}\bto\b[^;,]{0,8}$",
        "",
    ),
    (
        "past total",
        r"\b(?:aid|assistance|funding|support|budget|spending)\b[^;]{0,60}"
        r"\b(?:fall|falls|fell|fallen|drops?|dropped) (?:again |further )?to\b[^;]{0,12}$",
        "",
    ),
    ("past total", r"\bborrowing\b[^;]{0,24}$", ""),
    ("past total", r", to a (?:new )?total of\b[^;]{0,24}$", ""),
    (
        "past total",
        r"\b(?:only|just|less than|than|some|about|nearly|as) [^;]{0,8}$",
        r"^ of (?:the )?[^;,]{1,24}\b(?:needed|required|requested|sought|asked for|it needs)\b",
    ),
    (
        "past total",
        r"\btotal (?:\w+ ){0,2}(?:support|aid|assistance|help|value)\b[^;]{0,40}: *$",
        "",
    ),
    (
        "past total",
        r"\b(?:(?<!worth )in total"
        r"(?!,? (?:governments|donors|countries|participants|delegations|they) "
        r"(?:pledged|promised|offered)\b)|cumulative(?:ly)?"
        r"|(?<!has a )(?<!have a )(?<!with a )total value of)\b[^;]*$",
        "",
    ),
    ("past total", r"\b(?:fund|facility)\b[^;]{0,80}\bamounts? to\b[^;]{0,16}$", ""),
    (
        "past total",
        r"\b(?:hitherto|(?<!package )(?<!contribution )(?<!donation )(?<!grant )to date|thus far|"
        r"since "
        r"(?!sent|given|paid|brought|\w+ed\b)\w+|now ongoing|past \w+)\b\W{1,3}$",
        "",
    ),
    (
        "past total",
        r"\b(?:raise|increase|lift|boost)[sd]?\b[^;]{0,60}\bby\b[^;,]{0,16}[0-9][^;]{0,24}"
        r"\bto\b[^;,]{0,12}$",
        "",
    ),
    ("past total", "", r"^\s*(?:mark|threshold|barrier)\b"),
    (
        "past total",
        r"\bused to (?:give|send|provide|pay|donate|contribute)\b[^;]{0,40}$",
        "",
    ),
    (
        "past total",
        r"\b(?:aid|assistance|support|help|contributions? this year)\b(?! package)"
        r"[^;]*\b(?:comes?|amounts?) to\b"
        r"[^;]{0,16}$",
        "",
    ),
    ("past total", r"", r"^ (?:in|on) (?:foreign|overseas) aid\b(?! (?:to|for) )"),
    ("past total", r"\bresponsible for\b[^;]{0,20}$", ""),
    ("past total", r"\bmore than doubled\b[^.]*$", ""),
    ("past total", r"", r"^[^;,]{0,20}\balready (?:committed|provided|given|spent|pledged) by\b"),
    (
        "past total",
        r"\b(?:between (?:19|20)[0-9]{2} and (?:19|20)[0-9]{2}|"
        r"from (?:19|20)[0-9]{2} (?:to|until) (?:19|20)[0-9]{2})\b(?:(?! as well as\b)[^;]){0,60}$",
        "",
    ),
    (
        "past total",
        r"\b(?:bring|brings|bringing|brought|takes|taking)\b[^;]{0,20}\b(?:number|count|tally|"
        r"figure|strength|fleet)\b[^;]{0,60}\bto\b[^;]{0,16}$",
        "",
    ),
    ("past total", r"\b(?:spent|spends?|had given)\b[^;]{0,24}$", r"^ (?:a|per|each|every) year\b"),
    ("past total", r"\bhaving (?:spent|given|provided|paid)\b[^;]{0,48}$", ""),
    (
        "past total",
        r"\b(?:aid|assistance|oda|lending)\b[^;]{0,60}\b(?:came|amounted|rose|fell|grew|climbed|"
        r"dropped)\b[^;]{0,40}\bto\b[^;]{0,10}$",
        "",
    ),
    (
        "past total",
        r"\b(?:lent|disbursed|invested|spent|gave|provided)\b[^;]{0,16}$",
        r"^ (?:last year|in 20[0-9]{2})\b(?! (?:to|for))",
    ),
    (
        "past total",
        r"\breceived\b[^;]{0,24}$",
        r"^[^;]{0,30}\b(?:in (?:all of )?20[0-9]{2}|last year|in the first|from abroad|since|"
        r"so far)\b",
    ),
    (
        "past total",
        r"\b(?:in addition to|on top of|besides) the (?:more than |some |over |roughly |about |"
        r"nearly |around |almost )?$",
        r"^[^;]*\bsince\b",
    ),
    ("not aid", r"\bstate aid\b[^;]{0,80}$", ""),
    ("taken in", r"\b(?:has|have|had) (?:meanwhile )?(?:taken|brought) in\b[^;]{0,12}$", ""),
    ("taken in", r"\b(?:took|brought|brings?) in\b[^;]{0,12}$", ""),
    (
        "past total",
        r"\b(?:ongoing|active|existing|current) (?:projects|operations|programmes|programs)\b"
        r"[^;]{0,16}\bworth\b[^;]{0,12}$",
        "",
    ),
    (
        "past total",
        r"\bpackages\b(?<=[0-9] packages)[^;]{0,48}\b(?:worth|totalling|valued at)\b[^;]{0,12}$",
        "",
    ),
    (
        "past total",
        r"\bin 20[0-9]{2},? (?:[^;]{0,30}\breceived|"
        r"(?:it|they|the fund) (?:disbursed|allocated|lent|spent))\b[^;]{0,16}$",
        "",
    ),
    (
        "past total",
        "",
        r"^[^;,]{0,20}\bagainst (?:an? |the |its |this )?[^;,]{0,24}"
        r"\b(?:targets?|needs?|requirements?)\b",
    ),
    (
        "past total",
        "",
        r"^[^;,]{0,20}\b(?:first|second|third|fourth|last) (?:quarter|half|\w+ months)\b"
        r"[^;,]{0,16}, (?:more|less|up|down|twice|half)\b",
    ),
    (
        "past total",
        r"\b(?:value|worth) of\b[^;]{0,60}\b(?:until|by|since|so far|to date)\b[^;]{0,20}\b"
        r"(?:is|was|amounts to|comes to)\b[^;]{0,8}$",
        "",
    ),
    ("past total", r"^since\b[^;]{0,90}$", r"^[^;,]{0,40}\b(?:has|have) been\b"),
    ("past total", r"\bcounted by\b[^;]{0,80}$", ""),
    ("past total", r"\balone (?:gave|spent|put in|provided|contributed|paid)\b[^;]{0,16}$", ""),
    (
        "past total",
        r"\b(?:portfolio|institute|tracker|tally(?! stood)|auditors?|inspector general|"
        r"think[- ]tank)\b"
        r"[^;]{0,70}\b(?:at|is|counts?|counted|arrives? at|comes to|consists of|includes|worth)\b"
        r"[^;]{0,24}$",
        "",
    ),
    (
        "past total",
        r"\bin (?:19|20)[0-9]{2}\b[^;]{0,50}\b(?:approved|financed|funded|supported|signed)\b"
        r"[^;]{0,24}\b(?:projects|operations|investments|loans)\b[^;]{0,16}$",
        "",
    ),
    ("past total", r"\barrives? at\b[^;]{0,12}$", ""),
    ("past total", r"\b(?:adds|they add|which add|these add) up to\b[^;]{0,12}$", ""),
    ("past total", r"['’]s (?:\w+ ){0,2}(?:support|aid|assistance|help) is\b[^;]{0,8}$", ""),
    (
        "past total",
        r"\b(?:before (?:it|them)|previous [a-z]+|earlier [a-z]+) (?:was|were|are) worth\b"
        r"[^;]{0,8}$",
        "",
    ),
    (
        "past total",
        r"\b(?:has|have) spent\b[^;]{0,24}$",
        r"^ on (?:ukraine|foreign aid|aid|the war|ukrainians)\b",
    ),
    ("past total", "", r"^ received (?:of|against|so far|to date)\b"),
    (
        "past total",
        r"\bfund\b[^;]{0,60}\b(?:received|got|raised|collected|taken in|took in)\b[^;]{0,24}$",
        r"^(?! from [a-z]|[^;,]{0,48}\b(?:announced|pledged|promised|committed)\b)",
    ),
    (
        "past total",
        r"\baccording to\b[^;]{0,40}\b(?:institute|tracker|economists|analysts|study|think[- ]tank)"
        r"\b[^;]*$",
        "",
    ),
    ("past total", r"\blending (?:of|worth|totalling)\b[^;]{0,12}$", ""),
    ("not aid", r"\b(?:wealth|sovereign|pension|oil) fund\b[^;]{0,80}$", ""),
    ("not aid", "", r"^(?! (?:from|out|taken) )[^;,]{0,32}\breserves\b"),
    ("not aid", r"\bfund (?:lost|made|earned)\b[^;]{0,16}$", ""),
    ("not aid", r"\bincome\b[^;]{0,48}$", ""),
    (
        "not aid",
        "",
        r"^ (?:of|in) [^;,]{0,24}\b(?:cohesion|structural|regional) (?:money|funds?)\b",
    ),
    ("not aid", r"\bframework (?:credits?|loans?|envelopes?)\b[^;,]{0,24}$", ""),
    ("not aid", r"\bcapital (?:increase|hike)\b[^;]{0,12}$", ""),
    (
        "past total",
        r"\bputs?\b[^;]{0,60}\b(?:help|aid|support|assistance)\b[^;]{0,40}\bat\b[^;]{0,12}$",
        "",
    ),
    (
        "past total",
        r"\b(?:auditors?|audit|inspectors?|study|review|tracker)\b[^;]{0,60}\bfound\b[^;]{0,12}$",
        r"^(?! of the\b)",
    ),
    (
        "past total",
        r"\bwith (?:this|that|it|these|those),? [^;]{0,40}\bwill (?:be (?:spending|giving|"
        r"providing)|have (?:spent|given|provided|sent|contributed))\b[^;]{0,16}$",
        "",
    ),
    (
        "past total",
        r"\b(?:contributions|grants|gifts|donations|sums|pledges|projects) "
        r"(?:below|under|above|over|of less than) $",
        "",
    ),
    ("left to spend", r"\bvaults?\b[^;]{0,30}\b(?:held|holds?|had|has)\b[^;]{0,40}$", ""),
    ("left to spend", "", r"^[^;]{0,16}\b(?:refill|replenish|restock) (?:its|their|our|the)\b"),
    ("left to spend", r"\b(?:has|have|had)\b[^;,]{0,24}$", r"^[^;,.]{0,50}\bleft\b"),
    ("share of the economy", r"\b(?:gdp|gni|gross (?:domestic|national))\b[^;]{0,20}$", r""),
    (
        "share of the economy",
        "",
        r"^\s*(?:of|in) (?:its |their |the country's )?(?:gdp|gni|gross)\b",
    ),
    (
        "a share",
        r"\bout of (?:the |every )?$",
        r"^(?![^;]{0,40}\b(?:promised|pledged|planned|that are to be|ha[sd] been|have been)\b)",
    ),
    ("a share", r"\b(?:percent|per cent) of (?:about |some )?$", ""),
    (
        "past total",
        r"\bof (?:(?<=% of )|(?<=\bpercent of )|(?<=\bper cent of ))"
        r"(?:the |its |their |a )?(?:about |some )?$",
        r"^(?![^;,]{0,40}\b(?:promised|pledged|announced|committed|approved|earmarked|granted)\b)",
    ),
    ("a share", r"\b(?:one|two|three|four) (?:in|out of) (?:every )?$", ""),
    (
        "left to spend",
        r"\b(?:fund|account|pot|kitty|coffers) "
        r"(?:holds?|held|contains?|has|had)(?: only| just| some)?\s$",
        "",
    ),
    (
        "left to spend",
        "",
        r"^[^;]{0,40}\b(?:is|are|was|were) (?:still )?(?:left|unspent|unused)\b(?! (?:for|to)\b)",
    ),
    ("left to spend", "", r"^ remains? (?:available|unspent|unused|uncommitted)\b"),
    ("left to spend", r"\bauthority for\b[^;]{0,12}$", ""),
    ("left to spend", "", r"^[^;]{0,16}\b(?:left|remaining) (?:in|of|to)\b"),
    (
        "left to spend",
        r"\b(?:authority|room|money|funds?) (?:left )?to (?:give|send|spend|draw|"
        r"provide)\b[^;]{0,12}$",
        "",
    ),
)
