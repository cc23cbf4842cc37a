/** Manifests: which devices are registered when they are first seen. */
package io.fleetstream.jobs.ingest.domain.manifest;
