"""Changes to orders (订单操作): decided by the rulebook, confirmed by the shopper, done once, written back.

In: wishes of agents and of the robot. Out: cards in the chat, changed orders, cases, tasks with steps for platforms
without an interface, lines in the order's timeline. The door is `service`: `propose`, `answer`, `open_in`.
"""
