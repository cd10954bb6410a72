#!/bin/bash
# Does what the official image's entry point does, as far as compose.yaml asks for it.
set -euo pipefail
export PGDATA=/var/lib/postgresql/18/docker PATH=/opt/postgres/bin:$PATH
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA"
  chown -R 999:999 /var/lib/postgresql /var/run/postgresql
  exec setpriv --reuid=999 --regid=999 --clear-groups "$0"
fi
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  initdb --username="$POSTGRES_USER" --pwfile="$POSTGRES_PASSWORD_FILE" --auth=scram-sha-256 --encoding=UTF8 --locale=C
  echo 'host all all all scram-sha-256' >> "$PGDATA/pg_hba.conf"
  echo "CREATE DATABASE \"$POSTGRES_DB\"" | postgres --single postgres > /dev/null
fi
exec postgres -c listen_addresses='*' -c unix_socket_directories=/tmp
