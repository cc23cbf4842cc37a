package io.fleetstream.sandbox;

/**
 * Schema registry of a sandbox. Schemas and their ids survive a restart; the global compatibility
 * is BACKWARD.
 */
public interface SchemaRegistryService extends SandboxService {
    /** Base URL of Confluent's interface, without a slash at its end. */
    String url();
}
