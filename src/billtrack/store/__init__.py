"""What is kept on disk: records for people to read, and an archive that can be rebuilt."""
