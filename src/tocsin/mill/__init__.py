"""The same day's work over an archive, on a distributed engine."""
