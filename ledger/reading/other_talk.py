"""Reasons why a figure is no claim: it is asked for, denied, imagined, or counts something else.

Rows as in :mod:`ledger.reading.reasons`.
"""

from __future__ import annotations

from typing import Final

OTHER_TALK: Final[tuple[tuple[str, str, str], ...]] = (
    ("denied", r"\bposts? (?:that|which|claim|says?|said)\b[^;]{0,110}$", ""),
    ("denied", r"\b(?:claimed|claims|alleged|alleges) that\b[^;]{0,60}$", ""),
    (
        "denied",
        r"\b(?:den(?:y|ies|ied)(?!,)|dismiss(?:es|ed)|rumours?|speculation)\b[^;]{0,60}$",
        "",
    ),
    (
        "denied",
        r"(?:^|[:–—] )no, [^;]{0,60}\b(?:did not|didn't|has not|hasn't|have not|won't|will not|"
        r"is not|isn't|does not|doesn't)\b[^;]*$",
        "",
    ),
    ("denied", r"\bnot (?:let|allow(?:ed)?|permit(?:ted)?)\b[^;]{0,60}$", ""),
    ("denied", r"\bis it true (?:that )?[^;]{0,90}$", ""),
    ("denied", r"\b(?:not true|no truth|wrong|false) that\b[^;]*$", ""),
    (
        "votes",
        r"\bvot(?:e[sd]?|ing)\s$|\bby\s$|\bto\s$",
        r"^ (?:votes )?(?:to|against) [0-9]+\b(?!\.[0-9]| [mb]illion)",
    ),
    ("votes", r"\bvot(?:e[sd]?|ing) (?:[0-9]+ )?to $", ""),
    (
        "a number in a row",
        r"\b(?:day|page|phase|stage|chapter|paragraph|article|section|route|episode|table)\s$",
        r"^[^a-z]{0,2}(?:[^a-z0-9 ]|$)",
    ),
    ("a number in a row", r"\b(?:category|grade|tier|class|magnitude|annex|lot)\s$", ""),
    ("temperature", r"\bminus\s$", ""),
    (
        "request or need",
        r"\b(?:wait(?:s|ed|ing)? for|(?<!long-)await(?:s|ed|ing)?)\b[^;]{0,24}$",
        "",
    ),
    (
        "request or need",
        r"\b(?:(?<!humanitarian )(?<!urgent )needs?|needed|need for|requires?|required|"
        r"requirements?|"
        r"(?:asks?|asked|asking)(?! (?:about|whether|how|if|why|when|what)|"
        r"[^;]* (?:permission|approval) to)|"
        r"requests?(?!,)|requested|appeal(?:s|ed|ing)?(?! with)|lacks?|lacking|gap|short of|"
        r"shortage|hoped for|hoping for|demand(?:s|ed)?|calls? for|called for)\b[^;]{0,48}$",
        "",
    ),
    (
        "request or need",
        "",
        r"^(?![^;,()]{0,40}\b(?:promised|pledged)\b)[^;,()]{0,40}\b(?:is|are|was|were) "
        r"(?:still |urgently )?(?:needed|required|missing)\b",
    ),
    (
        "request or need",
        r"\bagainst (?:the )?(?:about |some )?$",
        r"^ (?:that (?:is|was|were) )?(?:requested|needed|required|sought|asked)\b",
    ),
    ("people", "", r"^ (?:wounded|injured|displaced|sick)\b"),
    ("request or need", r"\bunless\b[^;]{0,24}$", ""),
    (
        "request or need",
        "",
        r"^[^;]{0,60}\b(?:got|received|raised|attracted|has) (?:only |just |about )?[0-9.]+ ?"
        r"(?:per ?cent|%)",
    ),
    (
        "request or need",
        "",
        r"^[^;]{0,40}\b(?:is|was|are|remains?) (?:only |just |about |currently )?"
        r"(?:[0-9.]+|[a-z]+) ?(?:per ?cent|%) (?:funded|financed|covered|paid)",
    ),
    (
        "request or need",
        r"\bresponse plan\b[^;]{0,20}$"
        r"|\bappeal\b[^;]{0,40}, which (?:amounts to|totals|comes to)\b[^;]{0,8}$",
        "",
    ),
    (
        "request or need",
        r"\b(?:aims?|hopes?|hoping|aiming) to (?:raise|collect)\b[^;]{0,16}$",
        "",
    ),
    ("request or need", r"\bwants?\b(?! to\b)[^;]{0,16}$", ""),
    ("request or need", r"\bcall(?:s|ed)? on\b[^;]{0,90}$", ""),
    ("request or need", "", r"^ (?:more )?to be (?:funded|financed|found|paid for)\b"),
    ("request or need", r"\bhole\b[^;]{0,16}$", ""),
    ("request or need", "", r"^ (?:required|needed)\b"),
    (
        "request or need",
        "",
        r"^ (?:out )?of the [^;,]{0,8}[0-9][^;,]{0,16} (?:requested|required|needed|sought)\b",
    ),
    ("request or need", "", r"^ (?:[a-z-]+ ){0,3}appeals?\b"),
    ("request or need", r"\bwithout (?:the |another |a further )?$", ""),
    (
        "hypothetical",
        r"(?<!consider )(?<!considering )(?<!considers )(?<!discussing )"
        r"(?<!weighing )(?<!decision on )(?<!decide )(?<!decided )(?<!deciding )"
        r"\bwhether\b[^;]{0,60}"
        r"\b(?:would|will|could|should|to|can)\b[^;]{0,40}$",
        "",
    ),
    ("hypothetical", r"\b(?:might|may|could) be\b[^;]{0,40}$", ""),
    ("hypothetical", r"\bopposition\b[^;]{0,40}\bwould\b[^;]{0,20}$", ""),
    (
        "hypothetical",
        r"\b(?:if|were (?:we|they|it|he|she)|suppose|imagine|imaginary|were to|scenarios?|"
        r"would have|would['’]ve|"
        r"could have|would cost|what would (?:it|we|they|be|happen))\b[^;:]{0,90}$",
        "",
    ),
    (
        "holdings",
        "",
        r"^ (?:that|which) (?:are|is|remain|remains) (?:operational|in service|left|still)\b",
    ),
    (
        "holdings",
        r"(?<!all )\bof (?:its|their|our|his|her) (?:own )?$",
        r"^(?![^;]{0,60}\b(?:promised|pledged|planned|announced|committed)\b)",
    ),
    ("request or need", r"\b(?:target|goal|aim) of\b[^;,]{0,16}$", ""),
    ("holdings", r"\bone of (?:its|their|his|her|our)\s$", ""),
    ("holdings", "", r"^\s*(?:is|are|was|were) (?:left|still) in the\b"),
    ("holdings", "", r"^ in (?:service|storage|depots?|reserve)\b"),
    ("holdings", "", r"^ in the bank\b"),
    ("holdings", r", (?:currently|now) (?:about |some )?$", r"^ (?![mb]illion)"),
    (
        "casualties or damage",
        "",
        r"^ (?:[a-z-]+ ){0,2}(?:houses|homes|buildings|schools|roofs|bridges) (?:were |have been |"
        r"had been )?(?:lost|damaged|destroyed|flattened|collapsed|swept|washed)\b",
    ),
    (
        "casualties or damage",
        "",
        r"^ [a-z]+ (?:have |had )?(?:lost their (?:lives|homes)|died|been killed|were killed)\b",
    ),
    ("casualties or damage", r"\bdamage to (?:about |some |more than )?$", ""),
    ("holdings", r"\b(?:army|military|navy|force|forces|country)['’]s\s+$", ""),
    (
        "holdings",
        r"\b(?:has|have|had|owns?|operates?|flies|keeps?|army of|fleet of|stocks? of|"
        r"inventory of|park of|runs)\b\s*(?:about |some |only |around |more than |over |"
        r"nearly |fewer than )?$",
        r"",
    ),
    (
        "what carries the rest",
        r"\b(?:flew|flown|brought|carried|airlifted)\b[^;]{0,60}\b(?:with|by)\s$",
        r"^ (?:[a-z0-9-]+ ){0,2}(?:planes|aircraft|helicopters|hercules|ships|flights|trucks)\b",
    ),
    (
        "what carries the rest",
        r"\bconvoys? of (?:about |some )?$",
        r"^ (?:\w+ )?(?:trucks|lorries)\b",
    ),
    (
        "what carries the rest",
        "",
        r"^[^;]{0,60}\bto (?:bring (?:home|back)|evacuate|rescue|pick up|fly (?:home|out))\b",
    ),
    (
        "what carries the rest",
        r"(?<!flown )(?<!flew )(?<!brought )(?<!sent )(?<!shipped )"
        r"\b(?:in|on|aboard|by|on board)\s$",
        r"^ (?:[a-z0-9-]+ ){0,2}(?:wagons|lorries|trucks|planes|flights|ships|containers|"
        r"pallets|aircraft)"
        r"\b",
    ),
    ("people", r"\bpopulation\b[^;]{0,20}$", ""),
    (
        "people",
        "",
        r"^ (?:face|are facing|are (?:acutely |severely )?(?:hungry|starving|displaced)|"
        r"go hungry|suffer|have fled|fled|live in|are living|cannot)\b",
    ),
    (
        "people",
        r"\beach (?:family|household|refugee|person|child|pupil|school)\b[^;]{0,60}$",
        "",
    ),
    (
        "comparison",
        r"\b(?:over|under)(?:stated|valued|estimated)\b[^;]{0,90}\bby\b[^;,]{0,12}$",
        "",
    ),
    ("comparison", r"\bexceed(?:s|ed)?\b[^;]{0,40}\bby\s$", ""),
    ("comparison", "", r"^\s*(?:behind|ahead of) schedule\b"),
    ("comparison", "", r"^\s*(?:above|below|more than|less than|up on|down on)\b"),
    (
        "capacity",
        r"\b(?:hospital|ward|clinic|camp|centre|center|school)s?\b[^;,]{0,24} "
        r"(?:of|for) (?:about |some |up to )?$",
        r"^ (?:\w+ )?(?:beds|places|rooms|patients|pupils|stations)\b",
    ),
    ("capacity", "", r"^ [a-z]+ (?:a|an|per) (?:second|minute|hour|day)\b"),
    (
        "capacity",
        r"\b(?:built|manufactured)\b[^;]{0,12}$",
        r"^(?! (?:[a-z-]+ ){0,2}"
        r"(?:houses|homes|schools|hospitals|clinics|shelters|wells|bridges)\b)",
    ),
    (
        "capacity",
        r"\b(?:can|could) (?:make|produce|build|hold|fire|(?:turn|churn) out)\b"
        r"[^;]{0,20}$|\b(?:produces?|"
        r"produced|makes|capacity of|(?<!its )(?<!their )(?<!shipment )(?<!package )"
        r"(?<!convoy )(?<!consignment )(?<!batch )holds)\b[^;]{0,20}$",
        "",
    ),
    (
        "the frame",
        r"\b(?:under|out of|within|part of) (?:a|an|the|its)\b(?! extended)[^;,]{0,30}\b"
        r"(?:facility|fund|framework|scheme|envelope)\b[^;,]{0,8}\b(?:worth|of)\b[^;,]{0,8}$",
        "",
    ),
    (
        "the frame",
        r"\b(?:ceiling|spending limit|limit for)\b[^;]{0,60}$",
        "",
    ),
    ("the frame", r"\btotal (?:framework|frame) of\b[^;,]{0,8}$", ""),
    ("history", r"\bin (?:the )?(?:1[0-9]{3}|200[0-4])s?\b[^;]*$", ""),
    (
        "casualties or damage",
        "",
        r"^ (?:of (?:them|these|the|[0-9]+)(?: [a-z0-9-]+)? )?"
        r"(?:were|was|had been|have been) (?:shot|downed|destroyed|"
        r"intercepted|killed|damaged|hit|lost|wounded|cut|closed)\b",
    ),
    (
        "casualties or damage",
        "",
        r"^ (?:[a-z-]+ ){0,3}(?:(?:have|has|had) )?(?:died|perished|starved|drowned)\b",
    ),
    (
        "casualties or damage",
        "",
        r"^ (?:[a-z-]+ ){0,3}(?:were|was|have been|had been) "
        r"(?:looted|stolen|seized|burned|burnt)\b",
    ),
    (
        "casualties or damage",
        r"\b(?:killed|killing|wounded|fires|"
        r"fire(?! (?:engine|truck|unit|department|brigade|control))|"
        r"fired|firing|destroyed|damaged|lost|"
        r"shot down|downed|launched|intercepted)\b[^;]{0,32}$",
        "",
    ),
    (
        "casualties or damage",
        "",
        r"^ (?:[a-z-]+ ){0,3}(?:lies?|lay|is|are|was|were) in (?:ruins|ashes|rubble|tatters)\b",
    ),
    (
        "an estimate",
        r"\b(?:estimates?|forecasts?|projections?|reckoning|calculations?) (?:by|of|from|made)\b"
        r"[^;]{0,60}$",
        "",
    ),
    ("private donor", "", r"^[^;,]{0,30}\bfrom (?:private|a (?:charity|foundation|company))\b"),
    (
        "private donor",
        r"\b(?:rheinmetall|knds|lockheed|raytheon|boeing|saab|bae systems|blackrock|microsoft|"
        r"spacex|gazprom|naftogaz|pfizer|moderna)\b[^;]{0,24}$",
        "",
    ),
    (
        "private donor",
        r"\bcampaign\b[^;]{0,40}\b(?:passed|raised|topped|brought in)\b[^;]{0,12}$",
        "",
    ),
    (
        "private donor",
        r"(?<!'s )(?<!its )(?<!their )"
        r"\b(?:constituents|neighbours|listeners|readers|parish|pupils|fans)\b"
        r"[^;]{0,30}$",
        "",
    ),
    ("private donor", r"\bcollect(?:s|ed|ing)?\b[^;,]{0,24}$", ""),
    (
        "private donor",
        r"\b(?:private|philanthropic|billionaire|foundation|charity|company(?! of)|companies|"
        r"investors?|bank loans?)\b[^;]{0,40}$",
        "",
    ),
    (
        "private donor",
        r"\bthe charity [^;]{0,60}\b(?:said|says) (?:that )?it (?:had|has)\b[^;]{0,40}$",
        "",
    ),
    ("denied", r", (?:and )?not (?:the )?$", ""),
    (
        "where it goes",
        r"(?<!pay )(?<!paid )(?<!pays )(?<!flew )(?<!flown )(?<!brought )"
        r"\b(?:to|for|in|at|across) "
        r"(?:about |around |some |more than |over |up to |another |the )?$",
        r"^ (?:[a-z-]+ ){0,2}(?:hospitals|schools|clinics|substations|kindergartens|universities|"
        r"camps|(?:power|police|fire|pumping|border) stations|buildings|warehouses|laboratories|"
        r"centres|centers|libraries|orphanages|"
        r"plants|settlements|districts|ports|bases|governorates|provinces|counties|municipalities|"
        r"villages|towns)\b",
    ),
    (
        "where it goes",
        r"\b(?:insulation|renovation|repair|reconstruction|rehabilitation|refurbishment|"
        r"electrification|restoration|modernisation|modernization|upgrading) of "
        r"(?:about |some |over |more than )?$",
        "",
    ),
    (
        "where it goes",
        r"\bincluding (?:about |some |over )?$",
        r"^ (?:[a-z-]+ ){0,2}(?:kindergartens|schools|hospitals|clinics|villages|towns)\b",
    ),
    (
        "a measure",
        r"\b(?:payload|capacity|range|displacement|thrust|length|loads?) (?:of )?"
        r"(?:up to |about )?$",
        "",
    ),
    (
        "what it is for",
        r"(?:[mb]illion|\b[mb]n|[$€£][0-9.,]+)\b[^;]{0,60}\bto (?:[a-z-]+ [^;]{0,40}\band )?"
        r"(?:build|rebuild|repair|run|open|reopen|operate|renovate|rehabilitate|restore|construct|"
        r"reconstruct|refit|equip|upgrade|furnish|connect)\b[^;]{0,20}$",
        r"^ (?:[a-z-]+ ){0,3}(?:schools?|classrooms?|clinics?|centers?|centres?|hospitals?|homes?|"
        r"houses?|shelters?|wells?|bridges?|kilomet(?:re|er)s|km|posts|stations|facilities|wards|"
        r"boreholes|plants|kitchens|latrines)\b",
    ),
    ("a measure", r"\b(?:harvest|crop)\b[^;]{0,24}$", ""),
    ("a measure", r"\bweigh(?:s|ing|ed)?\b(?! in)[^;]{0,16}$", ""),
    ("opinion", r"\b(?:should|ought to|must)\b[^;]{0,60}$", ""),
    (
        "prediction of others",
        r"\b(?:mobili[sz]e|leverage|attract|unlock)(?:s|d|ed)?\b[^;]{0,24}$",
        r"^ (?:in|of) (?:\w+ )?(?:private |public )?investments?\b",
    ),
    (
        "prediction of others",
        r"\b(?:(?:mobili[sz]e|leverage)[sd]?|(?:attract|unlock)(?:s|ed)?)\b[^;]{0,40}"
        r"\b(?:private|investment)",
        "",
    ),
)
