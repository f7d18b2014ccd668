"""Every address of the desk: one module a place, one line here."""

from tocsin.desk.web.routes import live, log, register, report, search, story, watch

ROUTES = [
    *watch.ROUTES,
    *story.ROUTES,
    *report.ROUTES,
    *register.ROUTES,
    *search.ROUTES,
    *log.ROUTES,
    *live.ROUTES,
]
