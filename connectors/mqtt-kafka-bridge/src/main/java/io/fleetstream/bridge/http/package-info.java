/** Health and metrics over HTTP. */
package io.fleetstream.bridge.http;
