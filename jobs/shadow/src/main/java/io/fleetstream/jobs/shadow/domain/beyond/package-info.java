/** What shadows can do that AWS's cannot; nothing of it happens unless a setting asks for it. */
package io.fleetstream.jobs.shadow.domain.beyond;
