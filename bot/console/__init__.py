"""The officials' pages: written on the server, usable without JavaScript. `site.create_console` makes the application
that is mounted at /console; each area (`areas.py`) is a package with a `router(site)`."""
