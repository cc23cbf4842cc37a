/** {@code ./fleet demo}: one run of everything, and the proof that nothing was lost or doubled. */
package io.fleetstream.cli.demo;
