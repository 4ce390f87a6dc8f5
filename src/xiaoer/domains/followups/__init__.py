"""Follow-ups (跟进 · 催付 · 回访): what a shop says without being asked, and when it must not.

In: rules of the shop, orders and chats as they stand. Out: messages that pass brakes and gate, or lines to copy where a
platform allows no sending; what they brought, measured against a hold-out group.
"""
