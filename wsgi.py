"""The application object for web servers and for `flask --app wsgi`."""

from opsplanner.app import create_app

app = create_app()
