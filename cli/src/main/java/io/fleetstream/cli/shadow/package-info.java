/** Requests for device shadows as an operator writes them, and their answers. */
package io.fleetstream.cli.shadow;
