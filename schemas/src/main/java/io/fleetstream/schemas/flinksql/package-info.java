/** The topics as tables of Flink SQL; text only, without Flink. */
package io.fleetstream.schemas.flinksql;
