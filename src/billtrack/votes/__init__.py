"""Who voted how: the roll calls of a measure, by party and member, and what its cosponsors did."""
