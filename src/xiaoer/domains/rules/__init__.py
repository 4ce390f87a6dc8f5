"""Rules (规则): what a shop adds to the rulebook, within law; notices that everybody reads and confirms.

In: words that the shop forbids, false alarms that it allows for a while, promises that better the law; notices.
Out: the words and allowances of `ShopFacts`, the `shop_rules` of a case, who has read what.
"""
