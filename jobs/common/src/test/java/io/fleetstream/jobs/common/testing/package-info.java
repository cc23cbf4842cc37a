/** Fixtures for the tests of every job; in the test jar of this module. */
package io.fleetstream.jobs.common.testing;
