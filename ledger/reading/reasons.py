"""Reasons why a figure is no claim: a name, and the words in front of the figure and behind it.

Each row is looked at in this order; the first that fits decides. A figure is refused where both
patterns fit; an empty one fits always. What is in front ends at the figure, what is behind begins
there.
"""

from __future__ import annotations

from typing import Final

REASONS: Final[tuple[tuple[str, str, str], ...]] = (
    (
        "past total",
        r"\b(?:brings?|bringing|brought|takes|taking|raises|raising|lifts|lifting|pushes|"
        r"pushing)\b[^;]*\b(?:total|aid|support|"
        r"assistance|funding|help|contributions?|sum|commitments?|spending|it|that)\b[^;]*\bto\b"
        r"[^;]{0,40}$",
        "",
    ),
    (
        "past total",
        r"\b(?:rise|rises|rising|stands?|stood) (?:up )?(?:to|"
        r"at)\b[^;]{0,16}$",
        "",
    ),
    (
        "past total",
        r"\b(?:has|have) (?:now )?(?:totall?ed|amounted|reached|been)\b[^;]{0,30}$",
        r"^[^;]*\b(?:since|so far|to date|during)\b|^",
    ),
    (
        "past total",
        r"(?<!of the )(?<!of that )\b(?:total|overall|combined|cumulative|entire)\b[^;]{0,70}"
        r"\b(?:exceeds?|exceeded|"
        r"amounts? to|comes? to|is|are|reach(?:es|ed)?|stands? at|surpass(?:es|ed)?)\b[^;]{0,24}$",
        "",
    ),
    ("past total", r"\bfund\b[^;]{0,12}\bwhich (?:amounts to|totals|is worth)\b[^;]{0,16}$", ""),
    ("past total", r"\b(?:totals|totall?ed)\b[^;]{0,24}$", ""),
    (
        "past total",
        r"\b(?:(?<!worth )in total|cumulative(?:ly)?|(?<!has a )(?<!have a )total value of)\b"
        r"[^;]*$",
        "",
    ),
    ("past total", r"\b(?:fund|facility)\b[^;]{0,80}\bamounts? to\b[^;]{0,16}$", ""),
    ("not aid", r"\b(?:wealth|pension|oil) fund\b[^;]{0,80}$", ""),
    ("not aid", r"\bfund (?:lost|made|earned)\b[^;]{0,16}$", ""),
    ("not aid", r"\bincome\b[^;]{0,48}$", ""),
    ("denied", r"\bposts? (?:that|which|claim|says?|said)\b[^;]{0,110}$", ""),
    ("denied", r"\b(?:claimed|claims|alleged|alleges) that\b[^;]{0,60}$", ""),
    (
        "past total",
        r"\b(?:hitherto|to date|thus far|since "
        r"(?!sent|given|paid|brought|\w+ed\b)\w+|now ongoing|past \w+)\b\W{1,3}$",
        "",
    ),
    ("past total", "", r"^\s*(?:mark|threshold|barrier)\b"),
    (
        "past total",
        r"\b(?:aid|assistance|support|help)\b(?! package)[^;]*\b(?:comes?|amounts?) to\b"
        r"[^;]{0,16}$",
        "",
    ),
    (
        "a sale",
        r"\b(?:sold|sells?|sale (?:to|of)|bought(?! with))\b[^;,]{0,60}$",
        r"^(?![^;]{0,80}\bfor (?:the )?(?:ukraine|ukrainian|kyiv)\b)",
    ),
    (
        "a sale",
        r"\b(?:buy|buys|purchase[sd]?|purchase of)\b[^;]{0,60}$",
        r"^(?![^;]{0,90}\bfor (?:the )?(?:ukraine|ukrainian|kyiv)\b)[^;,]{0,40}\bfrom\b",
    ),
    (
        "a sale",
        "",
        r"^[^;]{0,30}\bto buy\b(?![^;]{0,90}\bfor (?:ukraine|kyiv)\b)[^;]{0,60}\bfrom\b",
    ),
    (
        "own budget",
        r"\bspends\b[^;]{0,24}$",
        r"^(?![^.;]{0,60}\b(?:aid|help|support|for|to|ukraine|kyiv|assistance)\b)",
    ),
    ("own budget", "", r"^[^;]{0,40}\bfor (?:its|their|our) (?:armed forces|army|military|navy)\b"),
    ("a loan paid back", r"\brepa(?:id|ys?|ying)\b[^;]{0,30}$", ""),
    (
        "a sale",
        r"\bfor which (?:it|he|she|they|[a-z]+) (?:was|were|had been|has been) paid\b[^;]{0,16}$",
        "",
    ),
    ("cost or price", r"\bearn(?:s|ed|ing)?\b[^;]{0,24}$", ""),
    ("own budget", "", r"^[^;]{0,40}\bfor (?:itself|themselves)\b"),
    ("past total", r"", r"^ (?:in|on) (?:foreign|overseas) aid\b(?! (?:to|for) )"),
    ("votes", r"\bvot(?:e[sd]?|ing)\s$|\bby\s$|\bto\s$", r"^ (?:votes )?(?:to|against) [0-9]+\b"),
    ("votes", r"\bvot(?:e[sd]?|ing) (?:[0-9]+ )?to $", ""),
    ("temperature", r"\bminus\s$", ""),
    ("own budget", r"\bbudget, which\b[^;]{0,40}$", ""),
    ("cost or price", r"\bprice,\s*$", ""),
    ("request or need", r"\b(?:wait(?:s|ed|ing)? for|await(?:s|ed|ing)?)\b[^;]{0,24}$", ""),
    ("past total", r"\bresponsible for\b[^;]{0,20}$", ""),
    ("past total", r"\bmore than doubled\b[^.]*$", ""),
    ("past total", r"", r"^[^;,]{0,20}\balready (?:committed|provided|given|spent|pledged) by\b"),
    (
        "request or need",
        r"\b(?:needs?|needed|need for|requires?|required|requirements?|"
        r"(?:asks?|asked|asking)(?! (?:about|whether|how|if|why|when)|"
        r"[^;]* (?:permission|approval) to)|"
        r"requests?|requested|appeal(?:s|ed|ing)?(?! with)|lacks?|lacking|gap|short of|shortage|"
        r"hoped for|hoping for|demand(?:s|ed)?|calls? for|called for)\b[^;]{0,48}$",
        "",
    ),
    (
        "request or need",
        "",
        r"^(?![^;,()]{0,40}\b(?:promised|pledged)\b)[^;,()]{0,40}\b(?:is|are|was|were) "
        r"(?:still |urgently )?(?:needed|required|missing)\b",
    ),
    (
        "cost or price",
        r"\b(?:(?<!at a )costs?|costing|price[sd]?|priced at|worth of damage|damage|losses|"
        r"revenues?|profits?|exports?|imports?|economy(?!['’]?s? (?:minist|department))|output|"
        r"reserves|debt|deficit|interest(?! in|[^;,]* (?:grant|loan) of)|tariffs?|"
        r"assets)\b[^;,]{0,32}$",
        "",
    ),
    (
        "cost or price",
        "",
        r"^\s*(?:a|an|per|each|apiece)\s+(?:dose|month|piece|unit|tonne|ton|barrel|day|"
        r"head|person|child|refugee|guest|soldier|shot|copy|ticket|litre|kilo|hour|pupil|family|household)\b",
    ),
    (
        "own budget",
        r"\b(?:defen[cs]e|own|aid|development|national|state|federal|annual|"
        r"foreign assistance|oda|ministry's|general|total)\s+(?:\w+\s+)?(?:budget|"
        r"spending|expenditure)\b[^;]{0,60}$",
        "",
    ),
    (
        "own budget",
        r"\bbudgets?\b(?! (?:committee|support|assistance|aid|help|hole))[^;,]{0,36}$",
        "",
    ),
    ("own budget", r"\bon (?:its|their|his|our) own\b", ""),
    (
        "own budget",
        r"\b(?:spends?|spent|spending)\b[^;]{0,24}$",
        r"^[^;]{0,30}\b(?:on (?:its|their|defen[cs]e|the armed|arms|weapons|pensions)|a year on)\b",
    ),
    (
        "own budget",
        "",
        r"^[^;]{0,40}\b(?:on|for) (?:its|their|our) own\b|^[^;]{0,24}\b(?:replacement|"
        r"replace|replenish|backfill)\b",
    ),
    ("share of the economy", r"\b(?:gdp|gni|gross (?:domestic|national))\b[^;]{0,20}$", r""),
    (
        "share of the economy",
        "",
        r"^\s*(?:of|in) (?:its |their |the country's )?(?:gdp|gni|gross)\b",
    ),
    (
        "earlier level",
        r"\bfrom (?:about |around |some |nearly )?$",
        r"^[^;]{0,40}\bto\b\s*(?:about |around |some |nearly )?(?:[$€£¥0-9]|[a-z]{2,3}\s?[$0-9])",
    ),
    (
        "earlier level",
        r"\b(?:up from|down from|compared (?:with|to)|instead of|rather than|versus)\b[^;,]{0,24}$",
        "",
    ),
    ("cost or price", r"\btender\b[^;]{0,40}$", ""),
    ("earlier level", r"\((?:before|previously|formerly|was|until now)\b:?\s*$", ""),
    (
        "hypothetical",
        r"(?<!consider )(?<!considering )(?<!considers )(?<!discussing )"
        r"(?<!weighing )(?<!decide )\bwhether\b[^;]{0,60}"
        r"\b(?:would|will|could|should|to|can)\b[^;]{0,40}$",
        "",
    ),
    (
        "denied",
        r"\b(?:den(?:y|ies|ied)|dismiss(?:es|ed)|rumours?|speculation)\b[^;]{0,60}$",
        "",
    ),
    (
        "past total",
        r"\b(?:between (?:19|20)[0-9]{2} and (?:19|20)[0-9]{2}|"
        r"from (?:19|20)[0-9]{2} (?:to|until) (?:19|20)[0-9]{2})\b[^;]{0,60}$",
        "",
    ),
    (
        "past total",
        r"\b(?:bring|brings|bringing|brought|takes|taking)\b[^;]{0,20}\b(?:number|count|tally|"
        r"figure|strength|fleet)\b[^;]{0,60}\bto\b[^;]{0,16}$",
        "",
    ),
    ("past total", r"\b(?:spent|spends?|had given)\b[^;]{0,24}$", r"^ (?:a|per|each|every) year\b"),
    ("cost or price", r"\b(?:put|puts|estimated|comes?|came) at a cost of\b[^;]{0,24}$", ""),
    ("past total", r"\bhaving (?:spent|given|provided|paid)\b[^;]{0,48}$", ""),
    ("own budget", r"\b(?:defen[cs]e|army|military) would (?:get|receive)\b[^;]{0,12}$", ""),
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
        "request or need",
        "",
        r"^[^;]{0,60}\b(?:got|received|raised|attracted|has) (?:only |just |about )?[0-9.]+ ?"
        r"(?:per ?cent|%)",
    ),
    (
        "request or need",
        "",
        r"^[^;]{0,40}\b(?:is|was|are|remains?) (?:only |just |about |currently )?[0-9.]+ ?"
        r"(?:per ?cent|%) (?:funded|financed|covered|paid)",
    ),
    (
        "earlier level",
        r"\bto\b[^;]{0,48}\bfrom (?:about |around |some |nearly |almost |roughly )?$",
        "",
    ),
    (
        "holdings",
        "",
        r"^ (?:that|which) (?:are|is|remain|remains) (?:operational|in service|left|still)\b",
    ),
    (
        "past total",
        r"\b(?:value|worth) of\b[^;]{0,60}\b(?:until|by|since|so far|to date)\b[^;]{0,20}\b"
        r"(?:is|was|amounts to|comes to)\b[^;]{0,8}$",
        "",
    ),
    ("past total", r"^since\b[^;]{0,90}$", r"^[^;,]{0,40}\b(?:has|have) been\b"),
    (
        "own budget",
        r"\bspend\b[^;]{0,24}$",
        r"^ (?:in (?:19|20)[0-9]{2}|next year|this year)\b(?![^;]{0,60}\b(?:ukrain\w*|kyiv|aid|"
        r"help|for|on|to)\b)",
    ),
    (
        "what carries the rest",
        "",
        r"^[^;]{0,60}\bto (?:bring (?:home|back)|evacuate|rescue|pick up|fly (?:home|out))\b",
    ),
    (
        "request or need",
        r"\bappeal\b[^;]{0,40}, which (?:amounts to|totals|comes to)\b[^;]{0,8}$",
        "",
    ),
    ("cost or price", r"\bprices?\b[^;]{0,70}\bto\b[^;,]{0,8}$", ""),
    (
        "own budget",
        r"\b(?:our|its|their) own (?:army|armed forces|military|troops|soldiers|forces)\b"
        r"[^;]{0,60}$",
        "",
    ),
    (
        "a share",
        r"\bout of (?:the |every )?$",
        r"^(?![^;]{0,40}\b(?:promised|pledged|planned)\b)",
    ),
    (
        "a sale",
        r"\b(?:sign(?:s|ed)?|inked|sealed|won)\b[^;]{0,16}$",
        r"^ (?:deal|order)s? (?:for|to buy)\b"
        r"(?![^;]{0,80}\bfor (?:the )?(?:ukrain\w*|kyiv)\b)",
    ),
    (
        "things bought",
        r"\b(?:deal|order) (?:for|to buy)\s$",
        r"^(?![^;]{0,80}\bfor (?:the )?(?:ukrain\w*|kyiv)\b)",
    ),
    ("request or need", r"\bwants?\b(?! to\b)[^;]{0,16}$", ""),
    ("hypothetical", r"\b(?:might|may|could) be\b[^;]{0,40}$", ""),
    (
        "things bought",
        r"\b(?:buys|is buying|are buying|purchases)\b[^;,]{0,32}$",
        r"^(?![^;]{0,90}\b(?:for|to give|to send|to hand|to donate|together|jointly)\b)",
    ),
    ("a debt", "", r"^ (?:of|in) debt\b"),
    ("request or need", r"\bcall(?:s|ed)? on\b[^;]{0,90}$", ""),
    ("request or need", "", r"^ (?:more )?to be (?:funded|financed|found|paid for)\b"),
    ("request or need", r"\bhole\b[^;]{0,16}$", ""),
    ("people", r"\bpopulation\b[^;]{0,20}$", ""),
    ("cost or price", r"\binterest\b[^;]{0,24}$", r"^ (?:a|per) year\b"),
    (
        "holdings",
        r"(?<!all )\bof (?:its|their|our|his|her) (?:own )?$",
        r"^(?![^;]{0,60}\b(?:promised|pledged|planned|announced|committed)\b)",
    ),
    ("comparison", r"\b(?:overstated|understated|exceed(?:s|ed)?)\b[^;]{0,40}\bby\s$", ""),
    (
        "own budget",
        r"\bon (?:defen[cs]e|its army|its armed forces|the military)\b[^;]{0,40}$",
        "",
    ),
    ("past total", r"\bcounted by\b[^;]{0,80}$", ""),
    ("a debt", "", r"^ (?:of|in) debt relief\b"),
    ("holdings", r"\bone of (?:its|their|his|her|our)\s$", ""),
    ("capacity", "", r"^ [a-z]+ (?:a|an|per) (?:second|minute|hour|day)\b"),
    (
        "what carries the rest",
        r"\b(?:in|on|aboard|by)\s$",
        r"^ (?:[a-z0-9-]+ ){0,2}(?:wagons|lorries|trucks|planes|flights|ships|containers|"
        r"pallets|aircraft)"
        r"\b",
    ),
    ("own budget", r"\bown (?:means|funds|resources|money)\b[^;]{0,24}$", ""),
    (
        "the frame",
        r"\b(?:under|out of|within|part of) (?:a|an|the|its)\b(?! extended)[^;,]{0,30}\b"
        r"(?:facility|fund|framework|scheme|envelope)\b[^;,]{0,8}\b(?:worth|of)\b[^;,]{0,8}$",
        "",
    ),
    ("history", r"\bin (?:the )?(?:1[0-9]{3}|200[0-4])s?\b[^;]*$", ""),
    ("a debt", r"\b(?:creditors|bondholders)\b[^;]{0,60}$", ""),
    ("a debt", "", r"^[^;]{0,40}\b(?:creditors|bondholders)\b"),
    (
        "casualties or damage",
        "",
        r"^ (?:of (?:them|these|the|[0-9]+)(?: [a-z0-9-]+)? )?"
        r"(?:were|was|had been|have been) (?:shot|downed|destroyed|"
        r"intercepted|killed|damaged|hit|lost|wounded|cut|closed)\b",
    ),
    ("past total", r"\balone (?:gave|spent|put in|provided|contributed|paid)\b[^;]{0,16}$", ""),
    ("holdings", "", r"^\s*(?:is|are|was|were) (?:left|still) in the\b"),
    (
        "left to spend",
        r"\b(?:fund|account|pot|kitty|coffers) "
        r"(?:holds?|held|contains?|has|had)(?: only| just| some)?\s$",
        "",
    ),
    (
        "own budget",
        r"\b(?:draft|annual|state|federal|national|supplementary) budget (?:for|of) [0-9]{4}\b"
        r"[^;]{0,90}$",
        "",
    ),
    ("general budget", "", r"^\s*(?:omnibus |government )?spending (?:law|bill|plan|deal)\b"),
    (
        "past total",
        r"\b(?:portfolio|institute|tracker|tally|auditors?|inspector general|think[- ]tank)\b"
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
    (
        "earlier level",
        r"\b(?:last|previous) (?:year|spring|summer|autumn|winter|time|month)['’]s "
        r"(?:\w+ )?(?:conference|meeting|event|summit|round)\b[^;]{0,60}$",
        "",
    ),
    (
        "left to spend",
        "",
        r"^[^;]{0,40}\b(?:is|are|was|were) (?:still )?(?:left|unspent|unused)\b(?! (?:for|to)\b)",
    ),
    ("past total", r"\barrives? at\b[^;]{0,12}$", ""),
    (
        "the frame",
        r"\b(?:ceiling|spending limit|limit for)\b[^;]{0,60}$",
        "",
    ),
    ("own budget", r"\b(?:vote|estimate|appropriation)s? (?:was|is|were|are)\b[^;]{0,16}$", ""),
    ("cost or price", r"\b(?:tax|taxes|levy|levies)\b\W{1,3}$", ""),
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
    (
        "earlier level",
        r"\b(?:earlier|previous) (?:donor |pledging )?(?:conferences?|meetings?|summits?)\b"
        r"[^;]{0,70}$",
        "",
    ),
    (
        "an estimate",
        r"\b(?:estimates?|forecasts?|projections?|reckoning|calculations?) (?:by|of|from|made)\b"
        r"[^;]{0,60}$",
        "",
    ),
    ("private donor", "", r"^[^;,]{0,30}\bfrom private\b"),
    ("request or need", "", r"^ (?:required|needed)\b"),
    ("past total", "", r"^ received (?:of|against|so far|to date)\b"),
    ("cost or price", r"\b(?:takes|eats|swallows|devours)\b(?! (?:over|on|out)\b)[^;]{0,24}$", ""),
    ("a share", r"\b(?:percent|per cent) of (?:about |some )?$", ""),
    ("earlier level", r"\b(?:begun|began|started) (?:with|at)\b[^;]{0,12}$", ""),
    (
        "earlier level",
        r"\bin (?:19|20)[0-9]{2},? (?:the|a|an|it|they)\b[^;]{0,40}\b(?:raised|collected)\b"
        r"[^;]{0,12}$",
        "",
    ),
    ("holdings", "", r"^ in (?:service|storage|depots?|reserve)\b"),
    (
        "past total",
        r"\bfund\b[^;]{0,60}\b(?:received|got|raised|collected)\b[^;]{0,24}$",
        r"^(?! from [a-z])",
    ),
    (
        "private donor",
        r"\b(?:rheinmetall|knds|lockheed|raytheon|boeing|saab|bae systems|blackrock|microsoft|"
        r"spacex|gazprom|naftogaz|pfizer|moderna)\b[^;]{0,24}$",
        "",
    ),
    ("a debt", r"\bbonds? (?:of|worth)\b[^;]{0,16}$", ""),
    ("cost or price", r"\bat (?:about |around |some )?$", r"^ (?:each|apiece|a piece)\b"),
    ("cost or price", "", r"^ (?:total )?(?:cost|price|price tag)\b"),
    (
        "where it goes",
        r"(?<!pay )(?<!paid )(?<!pays )(?<!flew )(?<!flown )(?<!brought )"
        r"\b(?:to|for|in|at|across) "
        r"(?:about |around |some |more than |over |up to |another |the )?$",
        r"^ (?:[a-z-]+ ){0,2}(?:hospitals|schools|clinics|substations|kindergartens|universities|"
        r"camps|(?:power|police|fire|pumping|border) stations|buildings|warehouses|laboratories|"
        r"centres|centers|libraries|orphanages|"
        r"plants|settlements|districts|ports|bases)\b",
    ),
    ("cost or price", "", r"^ (?:are|is|were|was) (?:stolen|smuggled|wasted)\b"),
    ("holdings", "", r"^ in the bank\b"),
    ("left to spend", r"\bauthority for\b[^;]{0,12}$", ""),
    ("cost or price", r"\bputs? at\b[^;]{0,12}$", ""),
    (
        "casualties or damage",
        "",
        r"^ (?:[a-z-]+ ){0,3}(?:were|was|have been|had been) "
        r"(?:looted|stolen|seized|burned|burnt)\b",
    ),
    ("denied", r"\b(?:not true|no truth|wrong|false) that\b[^;]*$", ""),
    (
        "own budget",
        "",
        r"^,? on (?:its |their |our )?(?:defen[cs]e|armed forces|refugees|asylum|pensions)\b",
    ),
    (
        "a sale",
        r"\b(?:contract|deal|order) for\b[^;]{0,12}$",
        r"^(?![^;]{0,80}\bfor (?:the )?(?:ukrain\w*|kyiv)\b)[^;]{0,60}\bfrom\b",
    ),
    (
        "cost or price",
        r"\blost\b[^;]{0,12}$",
        r"^(?![^;]{0,30}\b(?:aid|assistance|support|funding|help)\b)",
    ),
    (
        "past total",
        r"\baccording to\b[^;]{0,40}\b(?:institute|tracker|economists|analysts|study|think[- ]tank)"
        r"\b[^;]*$",
        "",
    ),
    (
        "things bought",
        r"\b(?:army|navy|air force|armed forces|military) (?:will |would |is to |are to )?"
        r"(?:gets?|receives?)\b[^;]{0,16}$",
        "",
    ),
    (
        "capacity",
        r"\b(?:built|manufactured)\b[^;]{0,12}$",
        r"^(?! (?:[a-z-]+ ){0,2}"
        r"(?:houses|homes|schools|hospitals|clinics|shelters|wells|bridges)\b)",
    ),
    ("a share", r"\b(?:one|two|three|four) (?:in|out of) (?:every )?$", ""),
    ("not aid", r"\bcapital (?:increase|hike)\b[^;]{0,12}$", ""),
    ("cost or price", r"\bprize\b[^;]{0,8}$", ""),
    ("hypothetical", r"\bopposition\b[^;]{0,40}\bwould\b[^;]{0,20}$", ""),
    ("own budget", "", r"^[^;]{0,12}\bfor the (?:bundeswehr|armed forces|military)\b"),
    (
        "people",
        r"\beach (?:family|household|refugee|person|child|pupil|school)\b[^;]{0,60}$",
        "",
    ),
    ("a measure", r"\b(?:harvest|crop)\b[^;]{0,24}$", ""),
    ("request or need", r"\bwithout (?:the |another |a further )?$", ""),
    ("opinion", r"\b(?:should|ought to|must)\b[^;]{0,60}$", ""),
    (
        "hypothetical",
        r"\b(?:if|were (?:we|they|it|he|she)|suppose|imagine|imaginary|were to|would have|"
        r"could have|would cost|what would (?:it|we|they|be|happen))\b[^;:]{0,90}$",
        "",
    ),
    ("private donor", r"\bcollect(?:s|ed|ing)?\b[^;,]{0,24}$", ""),
    (
        "private donor",
        r"\b(?:private|philanthropic|billionaire|foundation|charity|company|companies|"
        r"investors?|bank loans?)\b[^;]{0,40}$",
        "",
    ),
    ("general budget", r"\b(?:general|omnibus) spending bill\b[^;]*$", r""),
    ("general budget", "", r"^[^;]{0,20}\bin all\b"),
    ("left to spend", "", r"^[^;]{0,16}\b(?:left|remaining) (?:in|of|to)\b"),
    (
        "casualties or damage",
        r"\b(?:killed|killing|wounded|fires|"
        r"fire(?! (?:engine|truck|unit|department|brigade|control))|"
        r"fired|firing|destroyed|damaged|lost|"
        r"shot down|downed|launched|intercepted)\b[^;]{0,32}$",
        "",
    ),
    (
        "own budget",
        "",
        r"^[^;]{0,50}\bin (?:the|its|their) (?:\w+ )?budget\b(?! (?:support|aid|year))",
    ),
    (
        "left to spend",
        r"\b(?:authority|room|money|funds?) (?:left )?to (?:give|send|spend|draw|"
        r"provide)\b[^;]{0,12}$",
        "",
    ),
    ("holdings", r"\b(?:army|military|navy|force|forces|country)['’]s\s+$", ""),
    ("a measure", r"\bweigh(?:s|ing|ed)?\b(?! in)[^;]{0,16}$", ""),
    ("comparison", "", r"^\s*(?:above|below|more than|less than|up on|down on)\b"),
    ("exchange rate", "", r"^\s*(?:to|against) the (?:dollar|euro|pound)\b"),
    (
        "holdings",
        r"\b(?:has|have|had|owns?|operates?|flies|keeps?|army of|fleet of|stocks? of|"
        r"inventory of|park of|runs)\b\s*(?:about |some |only |around |more than |over |"
        r"nearly |fewer than )?$",
        r"",
    ),
    (
        "prediction of others",
        r"\b(?:(?:mobili[sz]e|leverage)[sd]?|(?:attract|unlock)(?:s|ed)?)\b[^;]{0,40}"
        r"\b(?:private|investment)",
        "",
    ),
    (
        "capacity",
        r"\b(?:can|could) (?:make|produce|build|hold|fire)\b[^;]{0,20}$|\b(?:produces?|"
        r"produced|makes|capacity of|(?<!its )(?<!their )(?<!shipment )(?<!package )"
        r"(?<!convoy )(?<!consignment )(?<!batch )holds)\b[^;]{0,20}$",
        "",
    ),
)
