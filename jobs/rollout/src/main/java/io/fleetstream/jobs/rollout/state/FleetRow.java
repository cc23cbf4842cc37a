package io.fleetstream.jobs.rollout.state;

import java.util.Map;

/**
 * What is known of a device beside its executions.
 *
 * @param org organisation
 * @param site site
 * @param type device type
 * @param model model; empty if the registry has none
 * @param hardware hardware revision; empty if the registry has none
 * @param status what the operator wants of it; empty while the registry has no row
 * @param zone its time zone; empty if the registry has none
 * @param tags its tags
 * @param firmware firmware it reported last; empty if it never did
 * @param boot boot it reported last; empty if it never did
 */
public record FleetRow(
        String org,
        String site,
        String type,
        String model,
        String hardware,
        String status,
        String zone,
        Map<String, String> tags,
        String firmware,
        String boot) {}
