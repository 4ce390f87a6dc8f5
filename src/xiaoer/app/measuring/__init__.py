"""Measuring: the road of a message against the limits of this machine.

In come numbers of sockets and seconds; a server process, an echo process and a load process are started on
127.0.0.1; out goes one object with figures. Nothing here is imported by the server.
"""
