"""The benches, one module a room, and the peers that stand beside them."""
