#!/usr/bin/env bash
# Makes what our Dockerfiles start from: Debian bookworm, Node and npm out of their npm packages, the user `node` (1000), and
# the authorities that this machine trusts, so that `npm ci` inside trusts what it trusts outside. Debian's part is kept in
# CACHE. Usage: base-image.sh CACHE NAME
set -euo pipefail
cache=$1 name=$2
debian="$cache/debian-bookworm-minbase.tar"
root=$(mktemp -d /tmp/besteam-base.XXXXXX)
trap 'rm -rf "$root"' EXIT

if [[ ! -f $debian ]]; then
  debootstrap --variant=minbase --include=ca-certificates bookworm "$root/debian" http://deb.debian.org/debian > "$root/log" 2>&1 ||
    { tail -20 "$root/log"; exit 1; }
  rm -rf "$root"/debian/var/{cache/apt,lib/apt/lists}/* "$root"/debian/usr/share/{doc,man,locale}/*
  tar -C "$root/debian" -cf "$debian.$$" .
  mv "$debian.$$" "$debian"
  rm -rf "$root/debian"
fi

mkdir "$root/image"
tar -C "$root/image" -xf "$debian"
install -m 755 node_modules/node/bin/node "$root/image/usr/local/bin/node"
(cd "$root" && npm pack "npm@11.19.1" --silent > /dev/null 2>&1 && tar -xzf npm-*.tgz)
mkdir -p "$root/image/usr/local/lib/node_modules"
mv "$root/package" "$root/image/usr/local/lib/node_modules/npm"
chmod +x "$root/image/usr/local/lib/node_modules/npm/bin/npm-cli.js"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/image/usr/local/bin/npm"
echo 'node:x:1000:1000::/home/node:/bin/bash' >> "$root/image/etc/passwd"
echo 'node:x:1000:' >> "$root/image/etc/group"
install -d -o 1000 -g 1000 "$root/image/home/node"
cp /etc/ssl/certs/ca-certificates.crt "$root/image/etc/ssl/certs/"
tar -C "$root/image" -c . |
  /usr/bin/docker import --change 'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt' - "$name" > /dev/null
/usr/bin/docker image inspect --format "$name: {{.Size}} bytes" "$name"
