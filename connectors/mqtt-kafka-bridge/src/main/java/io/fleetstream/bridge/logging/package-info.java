/** Logging that does not flood. */
package io.fleetstream.bridge.logging;
