/** Shadows while their job is killed, moved and rescaled, judged by what others see of them. */
package io.fleetstream.faults.shadow;
