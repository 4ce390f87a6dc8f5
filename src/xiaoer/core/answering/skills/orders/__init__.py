"""The shopper's own orders: their state, their lines, their invoice."""
