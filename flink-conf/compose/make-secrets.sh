#!/bin/sh
# Writes the passwords docker-compose.yml mounts, each once, under .fleet/compose.
set -eu
directory="$(dirname "$0")/../../.fleet/compose"
mkdir -p "$directory"
# Nobody else on this host enters; the files themselves are read by the users of several images.
chmod 700 "$directory"
for name in postgres-password minio-user minio-password grafana-password; do
    file="$directory/$name"
    if [ ! -s "$file" ]; then
        head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n' > "$file"
        chmod 644 "$file"
        echo "wrote .fleet/compose/$name"
    fi
done
