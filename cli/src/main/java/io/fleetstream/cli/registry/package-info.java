/**
 * The operator's rows: devices, manifests and models, from files to the compacted topics and back.
 */
package io.fleetstream.cli.registry;
