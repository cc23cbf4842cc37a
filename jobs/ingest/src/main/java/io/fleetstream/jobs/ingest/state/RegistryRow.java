package io.fleetstream.jobs.ingest.state;

/**
 * What ingest needs of a device's row in the registry.
 *
 * @param org organisation it belongs to
 * @param site where it stands
 * @param deviceType its type
 * @param model key of its model; null if the operator names none
 */
public record RegistryRow(String org, String site, String deviceType, String model) {}
