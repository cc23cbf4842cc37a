package io.fleetstream.emulator.replay;

import com.fasterxml.jackson.core.JsonPointer;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Where one metric comes from.
 *
 * @param pointer place in the line
 * @param unit UCUM code to publish with it
 * @param scale factor applied to the recorded value
 */
record MetricSource(JsonPointer pointer, Optional<String> unit, Optional<BigDecimal> scale) {}
