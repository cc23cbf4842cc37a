/** A section of a shadow as a tree of values with their stamps; immutable, and shared freely. */
package io.fleetstream.jobs.shadow.domain.tree;
