/** PostgreSQL as one process tree. */
package io.fleetstream.sandbox.postgres;
