/** The datasets of the archive: columns, directories and order of their rows. */
package io.fleetstream.jobs.archive.dataset;
