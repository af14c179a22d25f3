"""Official material to model: pure functions of bytes, except the two clients."""
