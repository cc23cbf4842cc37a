package io.fleetstream.benchmarks.textbook;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON of a reading, for databind; a quantity is a number, a boolean, or value and unit. */
@JsonIgnoreProperties({"tags", "meta"})
final class Payload {
    @JsonAlias("deviceId")
    @JsonProperty("device_id")
    String deviceId;

    @JsonAlias("sequence")
    @JsonProperty("seq")
    Long sequence;

    @JsonAlias({"time", "timestamp"})
    @JsonProperty("ts")
    Object time;

    @JsonAlias("bootId")
    @JsonProperty("boot_id")
    String bootId;

    @JsonAlias("firmware")
    @JsonProperty("fw")
    String firmware;

    @JsonProperty("metrics")
    Map<String, Object> metrics = new LinkedHashMap<>();

    @JsonAnySetter Map<String, Object> others = new LinkedHashMap<>();
}
