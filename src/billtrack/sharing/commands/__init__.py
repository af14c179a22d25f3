"""The commands: arguments in, one question asked, one document out."""
