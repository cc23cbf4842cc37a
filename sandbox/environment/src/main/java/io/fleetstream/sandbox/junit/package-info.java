/** A sandbox for the length of a JUnit 5 test class. */
package io.fleetstream.sandbox.junit;
