# The web and the worker process alike; compose.yaml says which.
FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 OPSPLANNER_INSTANCE=/var/lib/opsplanner
WORKDIR /srv/opsplanner
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY wsgi.py ./
COPY migrations ./migrations
COPY opsplanner ./opsplanner
RUN useradd --system --create-home --home-dir "$OPSPLANNER_INSTANCE" opsplanner
USER opsplanner
EXPOSE 8000
# Reached only through the proxy, which says who asked and that they asked over HTTPS.
CMD ["waitress-serve", "--listen=*:8000", "--threads=8", "--connection-limit=1000", "--asyncore-use-poll", \
     "--channel-timeout=30", "--trusted-proxy=*", "--trusted-proxy-count=1", \
     "--trusted-proxy-headers=x-forwarded-for x-forwarded-proto", "--clear-untrusted-proxy-headers", "wsgi:app"]
