"""The thin edge: HTTP endpoints and sockets, one file per room behind them.

The only place besides `app` that knows the web framework. In: requests of signed-in staff, of widgets, of the example
storefront. Out: what the domains' services say, as their schemas. Stands above all domains, since nearly every
endpoint needs the running desk; the walls between the rooms stay below.
"""
