"""The desk in a browser: pages over the day's stories and the register, served to this machine only."""

from tocsin.desk.web.app import app, serve
from tocsin.desk.web.house import House

__all__ = ["House", "app", "serve"]
