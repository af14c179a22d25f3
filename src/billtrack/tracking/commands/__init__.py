"""The tracking commands: settle arguments, ask one question, show one answer."""
