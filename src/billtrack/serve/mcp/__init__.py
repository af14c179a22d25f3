"""The answers of billtrack for an assistant: tools, resources and prompts of the Model Context Protocol.

A tool asks one question of one room and returns the command's own JSON, and beside it the same answer in words: an
assistant acts on words.  So the words say what is none, not loaded, not published or failed, what billtrack computed,
which document the rest comes from, and whether a list is whole or where it continues.  Nothing here writes, goes out
to the network, or opens a file that a caller named.
"""
