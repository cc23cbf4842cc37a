/** What every job needs: its settings, its dead letters, its metrics. */
package io.fleetstream.jobs.common;
