#!/bin/bash
# Entry of the Flink containers: our config.yaml instead of the image's, and credentials from files
# instead of settings, which the web UI would show.
set -eu
cp /fleet/flink-conf/config.yaml "$FLINK_HOME/conf/config.yaml"
AWS_ACCESS_KEY_ID="$(cat /run/secrets/minio-user)"
AWS_SECRET_ACCESS_KEY="$(cat /run/secrets/minio-password)"
export AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY
exec /docker-entrypoint.sh "$@"
