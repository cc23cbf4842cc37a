package io.fleetstream.jobs.shadow.domain.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.fleetstream.jobs.shadow.domain.tree.Text;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads payloads. Whatever the bytes are, the result is a request or the faults of one. Of a member
 * that comes twice the last counts, except that a fault inside the first stays one. Thread-safe.
 *
 * <p>Most updates are read by {@link PlainReader}; the rules are here.
 */
public final class RequestReader {
    private static final int LONGEST_LONG = 18;
    private static final int TWO_BYTES = 0x80;
    private static final int THREE_BYTES = 0x800;

    // The size of the payload is the limit; those of the parser would give other answers.
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(Integer.MAX_VALUE)
                                    .maxNumberLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private final int maxBytes;
    private final int maxDepth;
    private final int maxTokenBytes;
    private final boolean nullTokenIsAbsent;
    private final boolean deltaIsIgnored;

    /**
     * A reader.
     *
     * @param maxBytes longest payload
     * @param maxDepth levels of objects and arrays in a section, its own object included
     * @param maxTokenBytes longest client token in UTF-8
     * @param nullTokenIsAbsent whether a client token may be null
     * @param deltaIsIgnored whether the state may have a member delta, which says nothing
     */
    public RequestReader(
            int maxBytes,
            int maxDepth,
            int maxTokenBytes,
            boolean nullTokenIsAbsent,
            boolean deltaIsIgnored) {
        this.maxBytes = maxBytes;
        this.maxDepth = maxDepth;
        this.maxTokenBytes = maxTokenBytes;
        this.nullTokenIsAbsent = nullTokenIsAbsent;
        this.deltaIsIgnored = deltaIsIgnored;
    }

    /**
     * Reads the payload of an update.
     *
     * @param stamp time of every leaf in it, epoch seconds
     */
    public UpdateRequest update(byte[] payload, long stamp) {
        UpdateRequest plain =
                payload.length > maxBytes
                        ? null
                        : new PlainReader(payload, stamp, maxDepth).update(maxTokenBytes);
        return plain == null ? read(payload, stamp, true) : plain;
    }

    /** As {@link #update}, whatever the payload is. */
    UpdateRequest updateByTheRules(byte[] payload, long stamp) {
        return read(payload, stamp, true);
    }

    /** Reads the payload of a get or a delete, of which only the client token counts. */
    public UpdateRequest tokenOnly(byte[] payload) {
        return payload.length == 0 ? new UpdateRequest() : read(payload, 0, false);
    }

    private UpdateRequest read(byte[] payload, long stamp, boolean update) {
        if (payload.length > maxBytes) {
            return UpdateRequest.faulty(Fault.TOO_LARGE);
        }
        if (!Utf8.isValid(payload)) {
            return UpdateRequest.faulty(Fault.NOT_UTF8);
        }
        try (JsonParser json = JSON.createParser(payload)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return UpdateRequest.faulty(Fault.NOT_JSON);
            }
            Arena arena = new Arena(payload.length);
            UpdateRequest request = new UpdateRequest();
            boolean state = false;
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String member = json.currentName();
                JsonToken token = json.nextToken();
                if (member.equals("clientToken")) {
                    clientToken(json, token, arena, request);
                } else if (update && member.equals("version")) {
                    version(json, token, request);
                } else if (update && member.equals("state")) {
                    state = true;
                    state(json, token, new SectionReader(json, arena, stamp, maxDepth), request);
                } else {
                    json.skipChildren();
                }
            }
            if (json.nextToken() != null) {
                return UpdateRequest.faulty(Fault.NOT_JSON);
            }
            if (update) {
                request.finish(state);
            }
            return request;
        } catch (JsonProcessingException e) {
            return UpdateRequest.faulty(Fault.NOT_JSON);
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail to be read", e);
        }
    }

    private void clientToken(JsonParser json, JsonToken token, Arena arena, UpdateRequest request)
            throws IOException {
        if (token == JsonToken.VALUE_NULL && nullTokenIsAbsent) {
            request.clientToken(null);
            return;
        }
        if (token != JsonToken.VALUE_STRING || utf8Length(json, maxTokenBytes) > maxTokenBytes) {
            json.skipChildren();
            request.wrongClientToken();
            return;
        }
        request.clientToken(
                arena.quoted(json.getTextCharacters(), json.getTextOffset(), json.getTextLength()));
    }

    /** Length in UTF-8, counted no further than is needed to know that it is over the limit. */
    private static int utf8Length(JsonParser json, int limit) throws IOException {
        char[] chars = json.getTextCharacters();
        int offset = json.getTextOffset();
        int bytes = 0;
        for (int i = 0; i < json.getTextLength() && bytes <= limit; i++) {
            char c = chars[offset + i];
            // the halves of a pair make four bytes together
            bytes += c < TWO_BYTES ? 1 : c < THREE_BYTES || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    private static void version(JsonParser json, JsonToken token, UpdateRequest request)
            throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            request.noVersion();
        } else if (token == JsonToken.VALUE_NUMBER_INT) {
            String digits = json.getText();
            request.version(digits.length() > LONGEST_LONG ? -1 : Long.parseLong(digits));
        } else {
            json.skipChildren();
            request.wrongVersion();
        }
    }

    private void state(
            JsonParser json, JsonToken token, SectionReader sections, UpdateRequest request)
            throws IOException {
        request.state(token == JsonToken.VALUE_NULL, token == JsonToken.START_OBJECT);
        if (token != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String member = json.currentName();
            if (member.equals("desired")) {
                request.desired(sections.read(request));
            } else if (member.equals("reported")) {
                request.reported(sections.read(request));
            } else {
                if (!deltaIsIgnored || !member.equals("delta")) {
                    Text key = sections.key();
                    request.strangeMember(key);
                }
                json.nextToken();
                json.skipChildren();
            }
        }
    }
}
