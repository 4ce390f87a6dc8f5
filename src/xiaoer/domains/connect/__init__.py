"""Connect (接口): how other programs work with a shop: API keys with scopes, and webhooks that tell what happens.

In: a bearer token, or the shop's feed. Out: an identity with rights, or signed posts with a log that can be replayed.
"""
