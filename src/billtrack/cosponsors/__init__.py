"""Who signed, when, with whom, and who has not; the members of Congress."""
