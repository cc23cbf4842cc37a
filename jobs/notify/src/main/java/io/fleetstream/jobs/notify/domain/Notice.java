package io.fleetstream.jobs.notify.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstream.schemas.AlarmEvent;

/**
 * What a target is told.
 *
 * @param id the same whenever the same is told again
 * @param lane notices of one lane are told one after the other
 * @param body JSON in UTF-8; nobody writes into it
 */
@SuppressWarnings("ArrayRecordComponent") // one object per request; never compared
public record Notice(String id, String lane, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Of an alarm.
     *
     * @param template null for the alarm as it is
     */
    public static Notice of(AlarmEvent event, Template template) {
        ObjectNode document = AlarmDocument.of(event);
        JsonNode body = template == null ? document : template.fill(document);
        try {
            return new Notice(
                    AlarmDocument.id(event), event.getDeviceId(), JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of values cannot be written", e);
        }
    }
}
