package io.fleetstream.cli.letters;

import io.fleetstream.schemas.DeadLetter;
import io.fleetstream.schemas.RawHeader;
import io.fleetstream.schemas.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a refused record stood first; written {@code topic/partition/offset/index}. It stays the
 * same through every replay, is the key of the table {@code dead_letters}, and the value of the
 * header {@link RecordHeaders#REPLAYED_FROM}.
 *
 * @param topic Kafka topic
 * @param partition its partition
 * @param offset offset there
 * @param index position of the refused reading within the message
 */
public record LetterId(String topic, int partition, long offset, int index) {
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9._-]{1,249})/(\\d{1,9})/(\\d{1,18})(?:/(\\d{1,9}))?");

    /** What the text says; the index may be left out, and is 0 then. */
    public static Optional<LetterId> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String index = matcher.group(4);
        return Optional.of(
                new LetterId(
                        matcher.group(1),
                        Integer.parseInt(matcher.group(2)),
                        Long.parseLong(matcher.group(3)),
                        index == null ? 0 : Integer.parseInt(index)));
    }

    /** That of a dead letter; of a replayed one that of the first. */
    public static LetterId of(DeadLetter letter) {
        for (RawHeader header : letter.getHeaders()) {
            if (header.getKey().equals(RecordHeaders.REPLAYED_FROM) && header.getValue() != null) {
                String text =
                        StandardCharsets.UTF_8.decode(header.getValue().duplicate()).toString();
                Optional<LetterId> original = parse(text);
                if (original.isPresent()) {
                    return original.get();
                }
            }
        }
        return new LetterId(
                letter.getSourceTopic(),
                letter.getSourcePartition(),
                letter.getSourceOffset(),
                letter.getSourceIndex());
    }

    /** The message as a whole, whichever of its readings was refused. */
    LetterId message() {
        return new LetterId(topic, partition, offset, 0);
    }

    @Override
    public String toString() {
        return topic + "/" + partition + "/" + offset + "/" + index;
    }
}
