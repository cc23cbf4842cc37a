/** The shell of every Java process of the sandbox; depends on nothing but the JDK. */
package io.fleetstream.sandbox.host;
