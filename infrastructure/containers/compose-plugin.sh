#!/usr/bin/env bash
# Puts Docker Compose 2 into a folder of plugins: the machine's own, or out of Debian trixie's package, which is unpacked and
# not installed, so that no other package changes. Usage: compose-plugin.sh CACHE PLUGINS
set -euo pipefail
cache=$1 plugins=$2
mkdir -p "$plugins"
for own in /usr/libexec/docker /usr/lib/docker; do
  if [[ -x $own/cli-plugins/docker-compose ]]; then ln -s "$own/cli-plugins/docker-compose" "$plugins"; exit; fi
done
if [[ ! -x $cache/docker-compose ]]; then
  apt=$(mktemp -d)
  trap 'rm -rf "$apt"' EXIT
  mkdir -p "$apt/lists/partial" "$apt/archives/partial"
  echo 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian trixie main' > "$apt/trixie.list"
  options=(-qq -o "Dir::Etc::sourcelist=$apt/trixie.list" -o Dir::Etc::sourceparts=- -o "Dir::State::lists=$apt/lists"
    -o "Dir::Cache=$apt" -o APT::Sandbox::User=root)
  apt-get "${options[@]}" update
  (cd "$apt" && apt-get "${options[@]}" download docker-compose && dpkg-deb --extract docker-compose_*.deb unpacked)
  install "$apt/unpacked/usr/libexec/docker/cli-plugins/docker-compose" "$cache/docker-compose"
fi
ln -s "$cache/docker-compose" "$plugins"
