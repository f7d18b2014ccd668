"""The desk in a browser: pages over the day's stories and the register, served to this machine only."""

from tocsin.desk.web.house import House
from tocsin.desk.web.pages import app, serve

__all__ = ["House", "app", "serve"]
