#!/usr/bin/env bash
# Builds every image and runs the whole system in containers on a plain Debian machine: no registry, no cluster, no daemon
# that is running already. What it needs comes from Debian's packages and npm; containers/README.md tells the steps.
# Usage, as root: npm run check:containers. KEEP_CONTAINERS=1 leaves daemon and system running, and says where.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/node_modules/.bin:$PATH"
containers="$PWD/infrastructure/containers"
work=$(mktemp -d /tmp/besteam-containers.XXXXXX)
cache="${XDG_CACHE_HOME:-$HOME/.cache}/besteam"
mkdir -p "$cache"
daemon=

step() { printf '\n=== %s (%s s)\n' "$1" "$SECONDS"; }

finish() {
  local status=$?
  set +e
  if [[ ${KEEP_CONTAINERS:-} ]]; then
    printf 'left running: export DOCKER_HOST=%s DOCKER_CONFIG=%s; end it with: kill %s\n' "$DOCKER_HOST" "$DOCKER_CONFIG" "$daemon"
    exit "$status"
  fi
  if [[ $daemon ]]; then
    # Its networks would stay: a daemon leaves them to the next one, which there will not be.
    /usr/bin/docker ps --all --quiet | xargs --no-run-if-empty /usr/bin/docker rm --force > /dev/null
    /usr/bin/docker network prune --force > /dev/null
    kill "$daemon" && wait "$daemon"
    iptables-restore < "$work/iptables"
    echo "$forwarding" > /proc/sys/net/ipv4/ip_forward
  fi
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT TERM

lacking=()
[[ -x /usr/bin/docker && -x /usr/sbin/dockerd ]] || lacking+=(docker.io)
command -v iptables > /dev/null || lacking+=(iptables)
command -v debootstrap > /dev/null || lacking+=(debootstrap)
if ((${#lacking[@]})); then
  step "Installing ${lacking[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${lacking[@]}" > /dev/null
fi

step 'Docker'
# Images are built on this machine's own network, so the daemon needs no bridge of its own. The firewall rules and the
# forwarding by which it keeps Compose's networks apart are put back as they were.
iptables-save > "$work/iptables"
forwarding=$(cat /proc/sys/net/ipv4/ip_forward)
export DOCKER_HOST="unix://$work/docker.sock" DOCKER_CONFIG="$work/config" DOCKER_BUILDKIT=1
"$containers/compose-plugin.sh" "$cache" "$DOCKER_CONFIG/cli-plugins"
cat > "$work/daemon.json" << JSON
{
  "hosts": ["$DOCKER_HOST"], "data-root": "$work/data", "exec-root": "$work/exec", "pidfile": "$work/docker.pid",
  "storage-driver": "overlay2", "oom-score-adjust": 0, "log-level": "warn",
  "bridge": "none"
}
JSON
dockerd --config-file "$work/daemon.json" > "$work/dockerd.log" 2>&1 &
daemon=$!
until /usr/bin/docker version > /dev/null 2>&1; do
  kill -0 "$daemon" 2> /dev/null || { daemon=; cat "$work/dockerd.log"; exit 1; }
  sleep 0.2
done
/usr/bin/docker version --format 'dockerd {{.Server.Version}}'
/usr/bin/docker compose version

step 'The base image'
"$containers/base-image.sh" "$cache" node:24-bookworm-slim

node "$containers/main.ts"
