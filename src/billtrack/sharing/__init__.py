"""Documents for other people: brief and site."""
