/** Devices that report something else than most of their cohort. */
package io.fleetstream.jobs.shadow.drift;
