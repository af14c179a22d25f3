"""The answers of billtrack for an assistant: tools, resources and prompts of the Model Context Protocol.

A tool asks one question of one room and returns the JSON of the command, with the same answer in words, since
assistants act on words.  The words say what is none, not loaded, not published or failed, what billtrack computed,
which document the rest comes from, and whether a list is complete or how to continue it.  Nothing here writes, uses the
network, or opens a file named by the caller.  A worker process answers each call, so that a canceled call can be ended.
"""
