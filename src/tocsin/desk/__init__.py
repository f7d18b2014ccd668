"""The doors: the command line, and the day, which carries records from room to room; the clock, the files, the network."""
