/** Requests of things that wait for an answer, counted between uplink and downlink. */
package io.fleetstream.bridge.requests;
