"""What is owed (待办): tasks of cases, promises and by hand in one list, each with a time; the clock that watches them.

In: changes of cases, promises in outgoing messages, what people write down. Out: `task.changed` events; a warning at
each rung of the ladder, once; cases closed whose shopper let his time pass.
"""
