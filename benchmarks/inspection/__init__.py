"""Labelled chats for inspection and the script that judges the judges."""
