package io.fleetstream.jobs.notify.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.avro.specific.SpecificRecord;

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

    /** Of a record. */
    public static <T extends SpecificRecord> Notice of(T told, Subject<T> subject) {
        ObjectNode document = RecordDocument.of(told);
        Template template = subject.template();
        JsonNode body = template == null ? document : template.fill(document);
        try {
            return new Notice(subject.id(told), subject.lane(told), JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of values cannot be written", e);
        }
    }
}
