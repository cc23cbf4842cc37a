/** The services of a sandbox as processes of this machine, each with a class path of its own. */
package io.fleetstream.sandbox.process;
