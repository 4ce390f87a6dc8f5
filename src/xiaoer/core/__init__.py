"""What is true and right: text, facts, reading, rulebook, grounding, answering.

Pure: no I/O but its own packaged data, no framework, and time is always an argument.
"""
