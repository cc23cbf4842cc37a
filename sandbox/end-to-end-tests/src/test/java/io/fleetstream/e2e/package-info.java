/** What the end-to-end tests share: a stack, devices that publish, and the books of all stages. */
package io.fleetstream.e2e;
