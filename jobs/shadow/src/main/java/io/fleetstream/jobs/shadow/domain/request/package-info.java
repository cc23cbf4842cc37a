/** What a device says: topics and payloads of requests, read without ever failing. */
package io.fleetstream.jobs.shadow.domain.request;
