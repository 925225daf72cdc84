# syntax=docker/dockerfile:1
# syndetect in a container of its own: docker run --rm -v "$PWD:/work" syndetect scan .
FROM python:3.13-slim AS build
WORKDIR /source
COPY pyproject.toml constraints.txt README.md LICENSE hatch_build.py ./
COPY syndetect syndetect
RUN python -m venv /opt/syndetect \
    && /opt/syndetect/bin/pip install --no-cache-dir --disable-pip-version-check -c constraints.txt '.[inputs]'

FROM python:3.13-slim
# Git tells what changed since a revision, and what is ignored. Debian has one release of it, so none is named.
# hadolint ignore=DL3008
RUN apt-get update -qq \
    && apt-get install -y -qq --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*' \
    && useradd --create-home --uid 1000 reader
COPY --from=build /opt/syndetect /opt/syndetect
ENV PATH=/opt/syndetect/bin:$PATH PYTHONDONTWRITEBYTECODE=1
# A number, so that a cluster sees that it is nobody's root.
USER 1000
WORKDIR /work
ENTRYPOINT ["syndetect"]
CMD ["--help"]
