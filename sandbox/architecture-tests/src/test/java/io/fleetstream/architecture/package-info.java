/**
 * Rules about the project itself: which part may know which, and that files outside the code say
 * what the code says. They start nothing.
 */
package io.fleetstream.architecture;
