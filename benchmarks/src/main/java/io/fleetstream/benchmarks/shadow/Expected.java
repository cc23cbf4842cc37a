package io.fleetstream.benchmarks.shadow;

import io.fleetstream.jobs.shadow.domain.Answer;
import io.fleetstream.jobs.shadow.domain.Change;
import io.fleetstream.jobs.shadow.domain.Outcome;
import io.fleetstream.jobs.shadow.domain.ShadowEngine;
import io.fleetstream.jobs.shadow.domain.ShadowLimits;
import io.fleetstream.jobs.shadow.domain.ShadowRequest;
import io.fleetstream.jobs.shadow.domain.Unverified;
import io.fleetstream.jobs.shadow.domain.request.ShadowTopic;
import io.fleetstream.jobs.shadow.domain.tree.Text;
import io.fleetstream.schemas.ShadowDocument;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * What the requests must lead to, from the domain alone: what the jobs write is compared with it,
 * and the floor is told how many bytes to move.
 */
final class Expected {
    private final ShadowEngine engine = new ShadowEngine(ShadowLimits.DEFAULT, Unverified.DEFAULT);
    private final Map<String, byte[]> shadows = new HashMap<>();
    private final Map<String, Mean> answers = new HashMap<>();
    private final Books books = new Books();
    private final Mean stored = new Mean();
    private final Mean document = new Mean();

    /** A mean in the making. */
    private static final class Mean {
        private long number;
        private long sum;

        void add(long value) {
            number++;
            sum += value;
        }

        int rounded() {
            return number == 0 ? 0 : (int) ((sum + number / 2) / number);
        }
    }

    /** Of so many requests of a fleet. */
    static Expected of(int devices, long requests) {
        Expected expected = new Expected();
        ShadowMessages messages = new ShadowMessages(devices);
        for (long i = 0; i < requests; i++) {
            expected.add(messages.next());
        }
        return expected;
    }

    private void add(ShadowMessage message) {
        ShadowTopic topic = ShadowTopic.parse(message.mqttTopic()).orElseThrow();
        Outcome outcome =
                engine.handle(
                        shadows.get(message.device()),
                        new ShadowRequest(topic, message.payload(), message.receivedAtMicros()));
        if (!outcome.accepted()) {
            throw new IllegalStateException("a request was refused: " + outcome.error());
        }
        for (Answer answer : outcome.answers()) {
            books.message(answer.topic(), answer.payload(), true);
            answers.computeIfAbsent(kind(answer.topic()), unused -> new Mean())
                    .add(answer.payload().length);
        }
        if (outcome.change() != null) {
            shadows.put(message.device(), outcome.stored());
            stored.add(outcome.stored().length);
            Change change = outcome.change();
            document.add(
                    length(change.desired())
                            + length(change.reported())
                            + length(change.metadata()));
            books.look(document(topic, change));
        }
    }

    private static String kind(String topic) {
        int slash = topic.lastIndexOf('/', topic.lastIndexOf('/') - 1);
        return topic.substring(slash + 1);
    }

    private static long length(Text text) {
        return text == null ? 0 : text.length();
    }

    private static ShadowDocument document(ShadowTopic topic, Change change) {
        return new ShadowDocument(
                topic.thing(),
                topic.name(),
                change.version(),
                change.deleted(),
                instant(change.createdAt()),
                instant(change.updatedAt()),
                text(change.desired()),
                text(change.reported()),
                text(change.metadata()),
                change.desiredVersion(),
                change.reportedVersion(),
                change.pendingSince() == 0 ? null : instant(change.pendingSince()),
                0,
                0L);
    }

    private static String text(Text text) {
        return text == null ? null : text.toString();
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Messages, their bytes and contents; of the documents only the contents. */
    Books books() {
        return books;
    }

    /** Accepted changes. */
    long changes() {
        return stored.number;
    }

    /** Bytes of a shadow in our state. */
    int storedBytes() {
        return stored.rounded();
    }

    /** Bytes of the JSON texts in a document of the log. */
    int documentBytes() {
        return document.rounded();
    }

    /** Bytes of the answers whose topic ends so. */
    int answerBytes(String topicEnd) {
        return answers.getOrDefault(topicEnd, new Mean()).rounded();
    }

    /** Answers whose topic ends so. */
    long answers(String topicEnd) {
        return answers.getOrDefault(topicEnd, new Mean()).number;
    }
}
