"""Roll-call votes: the files of the House Clerk (EVS) and of the Senate (LIS), to ``Vote``.

``parse_vote`` reads either, told apart by the root element.  A file that is another vote than the one asked for, or no
vote at all, is refused; see ``sources.votes.published`` for what the two sites answer when there is no vote.
"""

from billtrack.sources.votes.reading import parse_vote

__all__ = ["parse_vote"]
