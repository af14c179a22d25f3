"""What is kept on disk: records people read, and the archive that can be rebuilt."""
