"""The same answers for a browser and for an assistant, read-only; needs the extra ``serve``."""
