/** What a model takes and gives, as its definition says. */
package io.fleetstream.jobs.prediction.domain.model;
