"""Words of goods that are broken, spoilt or not as they should be, told after they arrived (not asked before)."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

BROKEN = re.compile(
    r"开线|破洞|破了|有个?洞|污渍|掉扣|勾丝|瑕疵|发霉|霉了|变质|胀袋|有虫|异物|坏了(?!怎么办|咋办|能|包|可以)|拉肚子|吃坏"
    r"|[开脱]胶(?!吗|么|不)|[裂断漏塌瘪化烂臭馊碎]了(?!怎么办|咋办|能|吗|么)|掉[漆皮毛粒](?:了|严重|厉害)|生锈了|长毛了|发芽了|生虫|死包|生包|不(?:制[热冷]|通电|出[水风热]|转了|亮了|响了)"
    r"|[充开连](?:不[进上了]|不了)电?机?|黑屏|死机|没(?:声音|反应|电了(?!能|可以|还))|(?:用|穿|戴|买)了?[^,。]{0,6}就(?:坏|破|裂|断|掉|不)"
    r"|(?:有|全|都|里面|半)[^,。]{0,6}(?:是|都)?(?:坏|烂|破|碎|裂|霉)(?:的|了)"
    r"|(?:收到|打开|拆开|切开|开出来|开开来|到手)[^,。]{0,12}(?:是[坏生烂空碎假旧]|都[坏烂碎]|有[洞虫裂划]|不一样|不对)"
)
"""A fault told as a fact."""

HOW_TO = re.compile(r"怎么(?!办|回事|处理|赔|这样|弄的|又|还)|如何(?!处理)|咋(?!办|回事|又|还)|怎样(?!处理)")
"""A way of doing is asked for, not a remedy."""
