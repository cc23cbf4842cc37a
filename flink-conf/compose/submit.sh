#!/bin/bash
# Submits every job that does not run yet.
set -eu
running="$(flink list --jobmanager jobmanager:8081)"
for job in ingest aggregate shadow anomaly rollout timescale archive pipeline; do
    # FUSED=true (FLEET_FUSED=true docker compose up): pipeline instead of the three it is made of
    case "${FUSED:-false} $job" in
        "true ingest" | "true aggregate" | "true anomaly" | "false pipeline") continue ;;
    esac
    if grep -q " : $job (" <<<"$running"; then
        echo "$job is running"
    else
        flink run --detached --jobmanager jobmanager:8081 "/fleet/jobs/$job/target/fleet-job-$job.jar"
    fi
done
