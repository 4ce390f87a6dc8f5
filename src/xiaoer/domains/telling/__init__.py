"""Tell first (预先告知): affected orders are told before they ask; parcels that stand still; a shopper's record.

In: stock-outs and delays that the shop knows of, orders with their parcels. Out: one gated message each with its reply
tracked, payouts in their register, tasks with a draft for each alarm.
"""
