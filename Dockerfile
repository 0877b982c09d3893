# The two commands without Python on your machine:
#
#   docker build -t shifting-priorities .
#   docker run --rm shifting-priorities make figures
#   docker run --rm shifting-priorities make test
#
# Articles of your own (read only), and results in a folder that user 1000 may write:
#
#   docker run --rm -v "$PWD/my-articles:/articles:ro" -v "$PWD/results:/results" \
#     shifting-priorities make figures CORPUS=/articles OUT=/results
FROM python:3.12-slim-bookworm

RUN apt-get update \
    && apt-get install --yes --no-install-recommends git make jq unzip \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 1000 analyst \
    && install --directory --owner=analyst --group=analyst /project /results

USER analyst
WORKDIR /project

# Libraries change less often than the project: this layer is kept until the lock changes.
COPY --chown=analyst:analyst Makefile requirements.lock ./
RUN make .venv/.ready

COPY --chown=analyst:analyst . .
RUN touch .venv/.ready

CMD ["make", "figures"]
