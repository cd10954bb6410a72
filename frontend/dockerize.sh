#!/usr/bin/env bash
# Builds the web app's image and brings it up alone.
# Usage: dockerize.sh            then https://localhost:8447
#        dockerize.sh COMMAND …  any other command of Docker Compose on it, such as logs, ps or down
set -euo pipefail
cd "$(dirname "$0")"
compose=(docker compose --file ../infrastructure/compose/compose.yaml --file compose.yaml)
if (($#)); then exec "${compose[@]}" "$@"; fi
exec "${compose[@]}" up --build --detach --wait edge
