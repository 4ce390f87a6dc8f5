"""Reports (日报/周报): what a day or a week came to, by the definitions of inspection, with the chats behind it.

In: chats, orders, cases, inspections. Out: shop reports that write themselves, personal reports, the dashboard.
"""
