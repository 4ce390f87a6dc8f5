"""After-sales cases (售后单): from the request to the refund, with what each side must do and until when.

In: requests of shoppers and agents, platforms' exports. Out: `case.changed` events, lines in the conversation, money
figures that agree. The states and times are `core.rulebook.casework`; the decision is the judge's.
"""
