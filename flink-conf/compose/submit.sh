#!/bin/bash
# Submits every job that does not run yet.
set -eu
running="$(flink list --jobmanager jobmanager:8081)"
for job in ingest aggregate shadow anomaly timescale archive; do
    if grep -q " : $job (" <<<"$running"; then
        echo "$job is running"
    else
        flink run --detached --jobmanager jobmanager:8081 "/fleet/jobs/$job/target/fleet-job-$job.jar"
    fi
done
