/** Configuration of the bridge: YAML and environment to immutable, checked records. */
package io.fleetstream.bridge.config;
