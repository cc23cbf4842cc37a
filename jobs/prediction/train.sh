#!/bin/sh
# Trains the models that come with the job into a directory.
set -eu
home=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
jar="$home/target/fleet-job-prediction.jar"
[ -f "$jar" ] || {
    echo "train.sh: $jar is missing; build it first: mvn -pl jobs/prediction -am package -DskipTests -DskipITs" >&2
    exit 1
}
[ $# -eq 1 ] || {
    echo "usage: train.sh DIRECTORY" >&2
    exit 2
}
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx256m -XX:+UseSerialGC \
    -cp "$jar" io.fleetstream.jobs.prediction.training.TrainModels "$1"
