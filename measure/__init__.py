"""How well and how fast Tocsin does its work: `run.py accuracy`, `run.py check`."""
