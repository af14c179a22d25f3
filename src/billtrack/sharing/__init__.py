"""Documents for other people: brief, site and digest."""
