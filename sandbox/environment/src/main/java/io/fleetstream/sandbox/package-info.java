/**
 * The whole stack on one machine, for the demo and for every integration test: start it, use it,
 * break it, stop it.
 *
 * <p>Where the services run is a matter of the {@link io.fleetstream.sandbox.ServiceProvider}:
 * processes of this machine by default, containers where there is an engine for them.
 */
package io.fleetstream.sandbox;
