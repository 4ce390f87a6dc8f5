"""Model lessons (范例课): a real chat with names removed and a comment beside each message.

In: a conversation of the desk and what inspection found in it. Out: a lesson that everybody of the shop can read.
"""
