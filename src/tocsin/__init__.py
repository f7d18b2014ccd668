"""Tocsin reads the world's reporting into a sealed, sourced register of incidents."""

__version__ = "0.1.0"
