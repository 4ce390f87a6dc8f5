"""Privacy (个人信息): what a shopper may ask for, and what goes by itself when its time is over.

In: a shopper, or a shop's periods. Out: a copy of everything held about somebody; his erasure from chats, files,
orders, logs and the feed; old chats and pictures deleted. A legal hold (法律保全) stops both.
Source: 个人信息保护法 第19条（保存期限）、第45条（查阅复制）、第47条（删除）; 电子商务法 第31条: the trade
itself stays three years.
"""
