"""The desk (工作台): conversations, numbered messages, visits, routing, sockets.

In: messages of shoppers, agents and robots. Out: acknowledged messages, and events for everyone who watches.
The journal (`journal.py`) is the one road on which messages are written.
"""
