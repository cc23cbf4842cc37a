package io.fleetstream.jobs.prediction.function;

/**
 * Where a device belongs, as its reading said.
 *
 * @param org organisation
 * @param site site
 * @param type device type
 * @param model device model; null if the registry has none
 */
public record Place(String org, String site, String type, String model) {}
