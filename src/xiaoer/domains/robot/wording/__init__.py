"""Words by a language model (模型措辞), inside the same promises: masked going out, locked and gated coming back.

In: a draft of the engine with its cells, or what an agent has typed. Out: the same in better words, or why not.
"""
