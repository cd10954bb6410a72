#!/usr/bin/env bash
# Builds this service's image and brings it up with what it needs of its own: DynamoDB, Redis and RabbitMQ.
# Usage: dockerize.sh            then https://localhost:8445/api/players/v1/docs
#        dockerize.sh COMMAND …  any other command of Docker Compose on them, such as logs, ps or down
set -euo pipefail
cd "$(dirname "$0")"
compose=(docker compose --file ../../infrastructure/compose/compose.yaml --file compose.yaml)
if (($#)); then exec "${compose[@]}" "$@"; fi
exec "${compose[@]}" up --build --detach --wait players
