"""The robot (智能客服): reads along, answers or suggests as each shop wishes, hands over honestly.

In: the shopper's lines as events of the desk. Out: messages marked as automatic, suggestions, hand-overs.
"""
