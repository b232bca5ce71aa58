# The server as an image. Two stages: the first fetches packages by their hashes, the second holds nothing that could.
ARG PYTHON=3.13

FROM python:${PYTHON}-slim AS packages
COPY requirements.txt /
RUN python -m venv /opt/airspace \
    && /opt/airspace/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r /requirements.txt \
    && /opt/airspace/bin/pip uninstall --yes --quiet pip

FROM python:${PYTHON}-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin airspace \
    && install -d -o airspace -g airspace -m 700 /data
COPY --from=packages /opt/airspace /opt/airspace
COPY app /srv/airspace/app
COPY migrations /srv/airspace/migrations
COPY web /srv/airspace/web
# Compiled here, since the server may write nowhere but /data: the image runs with --read-only.
RUN /opt/airspace/bin/python -m compileall -q /srv/airspace/app

ENV PATH=/opt/airspace/bin:$PATH \
    PYTHONPATH=/srv/airspace \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    AIRSPACE_DATA_DIR=/data \
    AIRSPACE_HOST=0.0.0.0
WORKDIR /srv/airspace
USER airspace
VOLUME /data
EXPOSE 8321

HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8321/healthz', timeout=2)"]

# It speaks plain HTTP, so it refuses to be reached from outside until AIRSPACE_BEHIND_PROXY=true says who speaks HTTPS.
ENTRYPOINT ["python", "-P", "-m", "app.cli"]
CMD ["serve"]
