# One image for every role: web (`serve`), `worker` and the migration step.
# The packages are installed by the same bootstrap, from the same lock, as on any other machine.
FROM python:3.13-slim

WORKDIR /app
ENV PYTHONUNBUFFERED=1 UV_COMPILE_BYTECODE=1 UV_NO_CACHE=1 PIP_NO_CACHE_DIR=1

# Only what the packages depend on, so that a change of the code does not install them again.
COPY requirements.lock ./
COPY erp/__init__.py erp/__main__.py erp/
RUN python3 -c "from erp.__main__ import ensure; ensure('run')"

COPY . .
RUN .venv/bin/python -m compileall -q erp modules adapters migrations \
    && useradd --system --uid 10001 --no-create-home --home-dir /data erp \
    && install -d -o erp -g erp -m 0700 /data

USER erp
ENV ERP_HOST=0.0.0.0 ERP_DATA_DIR=/data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
ENTRYPOINT ["/app/.venv/bin/python", "-m", "erp"]
CMD ["serve"]
