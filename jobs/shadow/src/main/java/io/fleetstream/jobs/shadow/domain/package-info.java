/** What a shadow does with a request; pure Java, see {@link ShadowEngine}. */
package io.fleetstream.jobs.shadow.domain;
