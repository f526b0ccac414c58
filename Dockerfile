# One image: `web` and `worker` differ by command only. Built with uv from uv.lock, runs as nobody.
FROM python:3.13.9-slim-bookworm AS build
# Tracebacks name lines, not columns: the tables of columns take 1 MB of each process.
ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PROJECT_ENVIRONMENT=/opt/venv \
    PYTHONNODEBUGRANGES=1
WORKDIR /app
RUN pip install --no-cache-dir "uv==0.9.11"
COPY pyproject.toml uv.lock .python-version ./
RUN uv sync --frozen --no-dev --no-install-project
COPY . .
# None needs a database or a secret; all become part of the image. Compiling at each start would
# take seconds, and up to 4 MB of memory that is not given back.
RUN /opt/venv/bin/python -m compileall -q catalog licensing shop \
    && /opt/venv/bin/pybabel --quiet compile --directory locale --domain django \
    && /opt/venv/bin/python manage.py collectstatic --noinput --verbosity 0 \
    && /opt/venv/bin/python -m whitenoise.compress --quiet var/static \
    && mkdir -p var/media var/private var/uploads

FROM python:3.13.9-slim-bookworm
ENV PATH=/opt/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    PYTHONNODEBUGRANGES=1 HOST=0.0.0.0
RUN useradd --system --uid 10001 --home-dir /app shop
WORKDIR /app
COPY --from=build /opt/venv /opt/venv
# The code belongs to root: the process that serves it can change no line of it.
COPY --from=build /app /app
RUN install -d -o shop -g shop var/media var/private var/uploads
# No process of the image starts with the published secrets of a development shop.
ENV SHOP_MODE_REQUIRED=1
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s CMD ["python", "-m", "shop.healthcheck"]
ENTRYPOINT ["sh", "/app/deploy/entrypoint.sh"]
CMD ["gunicorn", "-c", "shop/gunicorn.py"]
