"""What the judges look at: the rows of a conversation with their words in plain form, and what several of them ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from xiaoer.core.inspection.judges.hearing import Heard, shipped
from xiaoer.core.inspection.rows import Row, Talk

_PLAIN = str.maketrans("，。！？：；～（）“”　", ',.!?:;~()"" ')
_MARKS = re.compile(r"[\s,.!?:;~、…\-\"'()*_]+")
_PICTURES = re.compile(
    "[\U0001f300-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u2764]+|\\[[^\\[\\]]{1,8}\\]|/:\\S{1,6}"
)
_NOT_ADDRESS = r"亲(?![自测戚子肤身手友人情和密眼口临近生民属])"
ADDRESS = re.compile(
    rf"(?<![母父双相血乡])(?:{_NOT_ADDRESS})|宝子|宝宝们?[,.!?]|亲爱|掌柜|客官|小主|老板[,.!?]|^(?:好的?,?)?老板(?!娘?[说不没])|[哥姐][,.!?]|[宝辣]妈(?:们)?[,.!? ]|(?:^|[,.!?~ ])(?:好的?|嗯+|是的|收到)?[一-鿿]{{0,2}}(?:先生|女士|姐姐?|美女|帅哥)(?![的说那家买])"
)
GREETING = re.compile(
    r"您好|你好(?!评)|早上好|上午好|中午好|下午好|晚上好|早安|午安|早[!,.~ ]|早啊|哈[喽啰]|嗨|欢迎|hello|\bhi\b|尊敬的|(?:妈|爸|姐|哥|宝|家人们?|朋友|老师|老板)好|新年好|节日快乐",
    re.I,
)
APOLOGY = re.compile(
    r"抱歉|不好意思|对不起|对不住|过意不去|久等|道(?:个|声)?歉|致歉|包涵|见谅|谅解|给您添麻烦|让您等|让您担心|怠慢|怪我们?(?![吗咯啰么])|赔(?:个|您)?不是|我们的不是|是我们?不好|sorry",
    re.I,
)
QUESTION = re.compile(
    r"[?]|[吗么](?:[,.!~ ]|$)|干嘛|什么|怎么|咋|多少|几[个天点号时码斤件元块]|哪[个种款里儿家天些]|哪(?=[,.!~ ]|$)|多[久大长重高宽厚]|啥|为何|为啥|"
    r"有没有|是不是|能不能|可不可以|可以不|会不会|行不行|要不要|能否|是否|有无|在不|在吗|人呢|呢(?:[,.!~ ]|$)|还没|还不|怎样|如何"
)
DEMAND = re.compile(
    r"退款|退货|退钱|换货|投诉|赔|处理|解决|赶紧|快点|尽快|催|发货|说法|回复|回我|理我|发我|发个|发一下|给我|帮我|帮忙|我要|答复|转人工|人工|没写|没收到|没到|"
    r"报警|12315|举报"
)
LEAVES = re.compile(
    r"算了|再看看|再想想|考虑(?:一下|下)?|看看再说|不要了|不买了|不用了|先这样|先看看|回头(?:再|说)|下次(?:再|吧)|改天|就这样|没事了|再说吧|逛逛"
)
ANGRY = re.compile(
    r"投诉|12315|骗子|骗人|垃圾|黑店|奸商|无良|恶心|滚|有病|神经|不要脸|曝光|举报|什么态度|什么破|破店|坑人|太坑|气死|欺负|忽悠|耍我|他妈(?!妈)|(?<![妈我她咱家送给])妈的(?!妈|生日|衣|裙|礼|鞋|尺|码)|tmd|差评|"
    r"再也不|呵呵|无语|过分|服了|醉了|工商|消协|起诉|律师|离谱|太差|差劲|失望|报警"
)
HOLD = re.compile(
    r"(?:我|这边|这就)(?:去|来|先|马上|现在|这就)?(?:查查|翻(?:翻|一下|下)|问问|找找|对一?下)(?!过)|(?:我|这边)(?:马上|现在|先|这就|再)?(?:去|跟|找|向)[^,.!?]{0,6}(?:问|查|翻|找(?!我)|看(?!医生|病)|核实|确认|催|反馈|了解)(?!过|到|好|了)|(?<!辛苦您)(?<!辛苦你)(?<!麻烦您)(?:稍等|稍候|稍后回|等一?下(?!单)|等会|等一会|等我|请等)|"
    r"(?<![您你请烦以给让发])(?:帮您|帮你|给您|为您|我们?|这边|马上|先|去|来)(?:先|去|来|再|马上|这边|现在|立刻|帮您|帮你|给您|为您|跟?仓库|跟?快递|向?主管){0,3}"
    r"(?<!寄回来)(?<!过来)(?<!拿来)(?<!再来)(?<!多来)(?<!常来)(?:查询?|看|问|核实|核对|确认|了解|联系|反馈|咨询)(?:一?下|看看|看|清楚|核实)(?!医生|大夫|病)"
)
STATED = re.compile(
    r"(?:\d+|[一两二三四五六七八九十半几]+)\s*(?:个)?(?:分钟|小时|min|分(?!之)|秒|点|天|个?工作日)|今天|今晚|今日|明天|明早|明晚|上午|下午|晚上|中午|当天|后天|下周"
)
WISH = re.compile(
    r"祝|愉快|生活美满|天天开心|顺利|晚安|早点休息|早点好|好起来|健健康康|平平安安|(?:睡|吃|玩|用|穿|住)得(?:香|开心|舒服|顺手|顺心|安心)|好心情|期待(?:您(?:的)?(?:下次|再次|再来|光临|惠顾|到来)|下次|再次|(?:下次|再次)?为您)|欢迎(?:再|下次|常|随时)|常来|健康成长|早日|保重|路上(?:慢|小心|注意)|注意(?:安全|身体|保暖)"
)
LATER = re.compile(
    r"随时(?:找|联系|来|留言|叫|喊|呼|问|咨询|告诉|都|滴|在)|(?:有|任何|其他|什么|遇到|哪里|还有).{0,6}(?:问题|需要|疑问|事|不懂|不明白|困难|变动|不清楚).{0,10}(?:找|联系|来|叫|喊|呼|问|说|告诉|留言|咨询|我在|打电话|发消息|滴滴|敲|戳)|随时[^,.!?]{0,8}(?:给我|找我|问我|说|吩咐)|(?:定了|好了|[试用装看弄]完|想好|确定)[^,.!?]{0,3}(?:告诉我|找我|喊我|跟我说|说一声)|随时(?:同步|通知|告知|更新|跟进)(?:给)?(?:您|你)|随时(?:给我|滴滴|敲|戳|发)|需要(?:您)?(?:再)?来?找我|(?:需要|要|缺|想)[^,.!?]{0,16}(?:的话)?(?:跟|和)我(?:说|讲)|"
    r"(?:找|叫|喊|呼|敲|戳|滴滴|唤|招呼|联系)我(?!们?的?(?:干|有|做|什么|啥|电话))(?:一声|就[好行]|[哦哈呀啊吧])?(?=[,.!~ ]|$)|再(?:找|来找|叫|联系)我|(?:需要|变动|问题|消息|进展)[^,.!?]{0,6}告诉我|(?:尽管|直接)(?:找|说|问|联系)|找我(?:哦|哈|呀|就|[.!~]|$)"
)
MORE = re.compile(
    r"还有(?:什么|其他|其它|别的|需要|不清楚|想).{0,14}(?:吗|么|嘛|没|呢|[?])|(?:其他|其它|别的).{0,8}(?:需要|帮您|问题).{0,6}(?:吗|么|呢|[?])"
)
THANKS = re.compile(r"感谢|谢谢|多谢|谢您|谢亲|辛苦(?:您|亲)")


_HANDS_ON = re.compile(
    r"转(?:接)?(?:给|到)?(?:人工|客服|专员)|人工(?:客服)?(?:会|将|稍后|上班)|留言|非工作时间|不在线|稍后(?:为您)?(?:回复|联系)|排队"
)
"""What a robot says when it leaves the question to a person."""


def plain(text: str) -> str:
    """A line with half-width punctuation, lower case."""
    return text.translate(_PLAIN).lower()


def bare(text: str) -> str:
    """A line without punctuation and emoticons."""
    return _MARKS.sub("", _PICTURES.sub("", text))


@dataclass(slots=True)
class Case:
    """A conversation before the judges. `words[i]` = row i in plain form ("" for what is no text)."""

    talk: Talk
    rows: Sequence[Row]
    words: list[str] = field(default_factory=list)
    humans: list[int] = field(default_factory=list)
    shoppers: list[int] = field(default_factory=list)
    _heard: dict[int, Heard] = field(default_factory=dict)

    def heard(self, i: int) -> Heard:
        """What row i sounds like, listened to once."""
        if i not in self._heard:
            self._heard[i] = shipped().hear(self.rows[i].text)
        return self._heard[i]

    def human_after(self, i: int) -> int | None:
        """The first human line after row i."""
        return next((j for j in self.humans if j > i), None)

    def shopper_after(self, i: int) -> int | None:
        """The first shopper line after row i."""
        return next((j for j in self.shoppers if j > i), None)

    def before(self, i: int, side: list[int], count: int) -> list[int]:
        """Up to `count` lines of a side before row i, nearest first."""
        return [j for j in reversed(side) if j < i][:count]

    def seqs(self, *places: int) -> tuple[int, ...]:
        """The `seq` of rows, in order."""
        return tuple(sorted({self.rows[i].seq for i in places}))

    def is_question(self, i: int) -> bool:
        """Whether a shopper line asks something in words."""
        return bool(bare(self.words[i])) and QUESTION.search(self.words[i].lstrip("?!., ")) is not None

    def last_run(self) -> list[int]:
        """The shopper lines at the end that nobody, human or robot, answered."""
        run: list[int] = []
        for i in range(len(self.rows) - 1, -1, -1):
            side = self.rows[i].side
            if side == "human" or (side == "robot" and not _HANDS_ON.search(self.words[i])):
                break
            if side == "shopper":
                run.append(i)
        return run[::-1]


def case_of(talk: Talk) -> Case:
    """A talk made ready for the judges."""
    case = Case(talk, talk.rows)
    for i, row in enumerate(talk.rows):
        spoken = row.side in ("shopper", "human", "robot")
        case.words.append(plain(row.text) if spoken and row.kind == "text" else "")
        if row.side == "human":
            case.humans.append(i)
        elif row.side == "shopper":
            case.shoppers.append(i)
    return case


def is_curt(words: str, text: str, *, friendly: bool = False) -> bool:
    """At most two characters and no greeting, address or thanks: 嗯, 在的, 没有, L, 99; with `friendly` 好嘞 too."""
    core = bare(words)
    if not core or len(core) > 2 or len(text.strip()) > 4:
        return False
    polite = (
        (core[-1] in "嘞咧哒滴" and not friendly)  # 好嘞, 收哒 are warm; as a closing they are not enough
        or ADDRESS.search(words)
        or GREETING.search(words)
        or core in ("早", "谢谢", "多谢", "感谢", "抱歉", "再见", "拜拜", "晚安", "不谢", "没事", "欢迎")
    )
    return not polite
