"""Bill texts in plain text, to ``TextVersion``: GPO's rendition (``.htm``, ``.txt``) and copies of it from the web.

Structure is read off numbers, their order and the indentation; a copy may have lost its heading, its line breaks
and the word "Resolved,".  Words are kept as they stand; what the reader cannot place it keeps in order.
"""

from billtrack.sources.plaintext.copies import as_printed
from billtrack.sources.plaintext.document import parse_plaintext
from billtrack.sources.plaintext.lines import decoded_text, read_lines
from billtrack.sources.plaintext.paragraphs import marks_additions, paragraphs

__all__ = ["as_printed", "decoded_text", "marks_additions", "paragraphs", "parse_plaintext", "read_lines"]
