/** What every way to run services needs: ports, passwords, checks. */
package io.fleetstream.sandbox.support;
