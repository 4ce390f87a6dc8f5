"""Back-end drills (后台操作): price, remark and flag, invoice, address, variant, refund, after-sales in a sandbox.

In: a shop's tables and a seed make a task with a few orders of nobody. The trainee acts on them by the rules of the
real desk. Out: the state in which he leaves the sandbox, judged field by field; nothing of the shop is touched.
"""
