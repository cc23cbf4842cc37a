/** Who is told of what, in which words, and how often it is tried; plain Java. */
package io.fleetstream.jobs.notify.domain;
