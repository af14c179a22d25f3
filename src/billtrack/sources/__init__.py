"""Official files to model values: pure functions of bytes, except the clients."""
