/** What the windows must be, computed from all readings at once, in the plainest Java. */
package io.fleetstream.jobs.aggregate.oracle;
