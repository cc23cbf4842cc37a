/** Rules as people write them: read from YAML, checked key by key, compiled once. */
package io.fleetstream.jobs.anomaly.domain.rule;
