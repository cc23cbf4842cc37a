/** Models that score windows, as an operator's commands write and read them. */
package io.fleetstream.cli.prediction;
