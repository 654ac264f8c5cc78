"""The two addresses a watchman asks."""

from flask.testing import FlaskClient


def test_a_living_process_says_so(client: FlaskClient):
    assert client.get("/healthz").json["status"] == "alive"


def test_a_migrated_database_is_ready(client: FlaskClient):
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json["status"]) == (200, "ready")
