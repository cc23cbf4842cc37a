/**
 * Random cut forests: how unusual the last values of a stream are beside a sample of those before.
 */
package io.fleetstream.jobs.anomaly.domain.forest;
