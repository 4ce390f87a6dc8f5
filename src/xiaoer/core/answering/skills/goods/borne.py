"""What a shopper can't bear (花粉过敏, 乳糖不耐): the goods whose own data names it are not recommended to him."""

# Rows of Chinese count double in width; they are kept whole.

from __future__ import annotations

import re

from xiaoer.core.facts import Product

_SAID = re.compile(r"(?:对|吃|喝|碰|闻)?([\u4e00-\u9fff]{1,4}?)(?:会|容易|就|严重|特别|有点)*(?:过敏|不耐受?)")
_EMPTY = re.compile(
    r"^(?:[我你他她它]|孩子|宝宝|老人|[我他她]妈|[我他她]爸|皮肤|体质|容易|不|会|能|没|什么|怕|有|无|易|用|是|如果|万一|要是|哪些|的人?|人|了|吃|喝|对|就|很|非常)+|(?:会|容易|都|也|就|的)+$"
)
_KINDS: tuple[tuple[str, str], ...] = (
    ("花粉|鲜花|花", r"花粉|桂花|玫瑰|茉莉|菊花|鲜花|花瓣|蜂蜜|蜂产品|蜂王浆"),
    ("坚果|核桃|杏仁|腰果|花生", r"坚果|核桃|杏仁|腰果|开心果|榛子|巴旦木|夏威夷果|碧根果|花生"),
    ("牛奶|乳糖|奶|乳", r"牛奶|奶粉|乳清|乳糖|乳制品|含乳|含奶|黄油|奶酪|奶油|炼乳"),
    ("麸质|小麦|面粉|麦", r"麸质|小麦|大麦|黑麦|燕麦|面粉"),
    ("海鲜|虾|蟹|鱼|贝", r"海鲜|虾|蟹|鱼|贝|鱿|甲壳"),
    ("鸡蛋|蛋", r"鸡蛋|蛋清|蛋黄|含蛋|蛋类|蛋制品"),
    ("大豆|豆|黄豆", r"大豆|黄豆|豆制品|豆粉"),
    ("芒果", r"芒果"),
    ("羊毛|毛", r"羊毛|羊绒|兔毛|马海毛|驼毛"),
    ("酒精|酒", r"酒精|乙醇|含酒"),
    ("金属|镍|合金", r"镍|合金|金属"),
    ("乳胶|橡胶", r"乳胶|橡胶"),
    ("香精|香料|香", r"香精|香料"),
    ("羽绒|羽毛", r"羽绒|羽毛|鹅绒|鸭绒"),
    ("鸡肉|鸡", r"鸡肉|鸡胸|鸡"),
    ("牛肉", r"牛肉"),
)
_DENIED = re.compile(r"(?:不含|无|未添加|不添加|零|没有|0)[^,，。;；、]{0,4}$")
_WHERE = re.compile(r"过敏|致敏|配料|成分|原料|面料|材质|里料|填充|不适|禁忌|注意|含|馅|主料")


def allergy_said(text: str) -> str:
    """What a line says that the shopper can't bear; "" = nothing."""
    for found in _SAID.finditer(text):
        what = _EMPTY.sub("", found[1])
        if what and any(re.search(sign, what) for sign, _ in _KINDS):
            return what
    return ""


def holds(product: Product, allergy: str) -> bool:
    """Whether the goods' own data names what can't be borne; 不含坚果 names it not."""
    words = [pattern for sign, pattern in _KINDS if re.search(sign, allergy)] or [re.escape(allergy)]
    told = [value for key, value in product.attributes if _WHERE.search(key)]
    return any(
        not _DENIED.search(text[: match.start()])
        for text in (product.title, *told)
        for pattern in words
        for match in re.finditer(pattern, text)
    )


def says_nothing(product: Product) -> bool:
    """Whether the goods' data says nothing of what they are made of."""
    return not any(_WHERE.search(key) for key, _ in product.attributes)
