/** The job shadow: device shadows as AWS IoT has them. */
package io.fleetstream.jobs.shadow;
