"""Makes `rules/wording/02_sounds.toml`: sensitive words with one or all characters swapped for their sound.

A word of three or more characters is written anew with one character swapped for another of the same sound (降雪糖);
any word also with its characters swapped for pinyin, one or all (jiang血糖, jiangxuetang). What is an ordinary word by
the dictionary of segmentation, or stands in the harmless lines of the tune set or of the texts given, is left
out; so is what begins with 不 or 给 and would be a sentence cut short (不要联|系).
Run after a change of WORDS: `python tools/disguises.py [TEXT …]`, with files of real chats if there are any.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import rjieba
from pypinyin import Style, lazy_pinyin, pinyin

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "src/xiaoer/core/rulebook/rules/wording"
TUNE = ROOT / "benchmarks/gate/tune_sentences.jsonl"

WORDS = """
闲鱼 淘宝 抖音 快手 电话 手机 微信 扣扣 好评 返现 红包 差评 晒图 评价 截图 收款 付款 群号 私聊 加我 偷拍 高仿
企鹅号 微信群 扣扣号 抖音号 快手号 视频号 手机同号 私聊我 找我领 加油卡
治颈椎病 治腰椎病 治高血压 治糖尿病 治失眠 治便秘 治关节炎 治鼻炎 治湿疹 治脚气 治胃病 治痛风
降三高 减脂瘦身 瘦身 加微信 加我微信 微信号 公众号 小程序 朋友圈 二维码 支付宝 收款码 付款码
银行卡 卡号 转账 打款 线下交易 私下交易 手机号 联系方式 进群 拉群 加好友 扫码 拼多多 小红书
淘宝店 实体店 直播间 好评返现 好评有礼 五星好评 晒图返 晒图有礼 返红包 删差评 改差评 改评价 改好评
追评返 截图领 给好评 写好评 好评截图 刷好评 刷销量 刷数据 刷评价 补单 空包 做数据 冲销量 佣金
虚假交易 身份证 验证码 支付密码 登录密码 户口本 国家级 世界级 全网最低 最低价 最便宜 第一品牌
全国第一 全网第一 销量第一 行业第一 独一无二 绝无仅有 遥遥领先 史上最低 首屈一指 极品 顶级 至尊
领导品牌 全球首发 国家免检 最好的 最好吃 最好用 最高级 最优质 最划算 最先进 最专业 最正宗 最权威
最安全 最有效 颈椎病 腰椎病 高血压 高血糖 高血脂 糖尿病 降血压 降血糖 降血脂 降三高 关节炎 前列腺
心脏病 脂肪肝 痔疮 失眠 鼻炎 湿疹 便秘 痛风 癌症 抗癌 防癌 治疗 治愈 根治 疗效 消炎 止痛 杀菌
减肥 瘦身 减脂 燃脂 丰胸 排毒 补肾 壮阳 补气血 补血 活血化瘀 清热解毒 祛湿 安神 助眠 改善睡眠
调理月经 月经不调 内分泌 免疫力 抵抗力 增强免疫 延年益寿 抗衰老 抗氧化 养胃 护肝 解酒 明目 美白
祛斑 淡斑 祛痘 祛痘印 去皱 抗皱 除皱 祛皱 防脱 生发 瘦脸 换肤 干细胞 医美级 械字号 药妆 神经病
王八蛋 不要脸 脑残 白痴 傻逼 骗子 垃圾 滚蛋 滚犊子 穷鬼 废物 智障 贱人 去死 混蛋 不退不换
概不退换 特价不退 清仓不退 拆封不退 不能退货 不给退 不支持退货 无理由 恕不退换 签收概不 折旧费
手续费 特价 清仓 拆封 开发票 不开发票 发票 税点 办公用品 确认收货 提前收货 点收货 退款原因 不想要
拍错 质量问题 七天无理由 个人原因 电子烟 仿真枪 处方药 高仿 精仿 假货 原单 尾单 复刻 烟弹
针孔摄像 窃听器 弓弩 象牙 莆田 代考
"""


def common_characters() -> str:
    """The 3,755 characters of the first level of GB 2312."""
    out = []
    for high in range(0xB0, 0xD8):
        for low in range(0xA1, 0xFF):
            try:
                out.append(bytes([high, low]).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return "".join(out)


def by_sound() -> dict[str, list[str]]:
    """Sound without tone → common characters."""
    sounds: dict[str, list[str]] = defaultdict(list)
    for character in common_characters():
        for sound in pinyin(character, style=Style.NORMAL)[0][:1]:
            sounds[sound].append(character)
    return sounds


def homophones(word: str, sounds: dict[str, list[str]]) -> Iterator[str]:
    """The word with one character swapped for another of its sound."""
    for place, sound in enumerate(lazy_pinyin(word)):
        for other in sounds.get(sound, ()):
            if other != word[place]:
                yield word[:place] + other + word[place + 1 :]


def in_pinyin(word: str) -> Iterator[str]:
    """The word with its characters swapped for pinyin: each mix of the two."""
    for way in itertools.product(*zip(word, lazy_pinyin(word), strict=True)):
        text = "".join(way)
        if text != word and len(text) > 3:
            yield text


def ordinary(text: str, harmless: str) -> bool:
    """Whether the text is a word of its own or stands in harmless lines."""
    return text in harmless or (len(text) < 5 and len(rjieba.cut(text, hmm=False)) == 1)


def main() -> None:
    rows = [json.loads(line) for line in TUNE.read_text("utf-8").splitlines()]
    texts = [Path(name).read_text("utf-8") for name in sys.argv[1:]]
    harmless = "\n".join([*texts, *(r["text"] for r in rows if r["verdict"] == "pass")])
    sounds = by_sound()
    lines = [
        "# Made by tools/disguises.py: words with characters swapped for others of their sound, or for pinyin.",
        "[written]",
    ]
    words = list(dict.fromkeys(WORDS.split()))
    plain = set(words)
    for word in words:
        swapped = homophones(word, sounds) if len(word) > (3 if word[0] in "不给" else 2) else ()
        written = dict.fromkeys((*swapped, *in_pinyin(word)))
        kept = [w for w in written if w not in plain and not ordinary(w, harmless)]
        lines.append(f'"{word}" = "{" ".join(kept)}"')
    (RULES / "02_sounds.toml").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
