"""Reading (读懂): a shopper's words in, intents, entities and mood out."""
