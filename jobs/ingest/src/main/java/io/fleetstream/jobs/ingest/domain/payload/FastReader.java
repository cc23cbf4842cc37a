package io.fleetstream.jobs.ingest.domain.payload;

import io.fleetstream.jobs.ingest.domain.ParsedMetric;
import io.fleetstream.jobs.ingest.domain.ParsedReading;
import java.util.Arrays;

/**
 * Reads the flat and the map form in one pass over the bytes where nothing unusual is in them:
 * ASCII without escapes, at most {@value #MOST_METRICS} metrics, numbers of at most 15 digits
 * without exponent. It knows no errors: at anything else it gives up, and {@link PayloadReader}
 * decides; where it does not give up the two agree.
 *
 * <p>Names and texts come from a bounded cache. What followed a name the last time is tried first,
 * since devices of a model say the same things in the same order.
 */
final class FastReader {
    /** More metrics than this are left to the other reader. */
    static final int MOST_METRICS = 32;

    private final AsciiTexts texts = new AsciiTexts();
    private final ParsedMetric[] taken = new ParsedMetric[MOST_METRICS];
    private final int[] hashes = new int[MOST_METRICS];
    private final Numbers numbers = new Numbers();

    private byte[] in;
    private int at;
    private boolean unusual;
    private AsciiText name;
    private int metrics;
    private double value;
    private Long sequence;
    private Long time;
    private String bootId;
    private String firmware;
    private boolean sameDevice;

    /** The one reading of a payload; null if the payload is not of the usual kind. */
    ParsedReading read(byte[] payload, TopicRoutes.Known topic) {
        reset(payload);
        if (!skipTo('{') || !topLevel(topic) || metrics == 0 || !isAtEnd()) {
            return null;
        }
        ParsedMetric[] all = Arrays.copyOf(taken, metrics);
        return new ParsedReading(sequence, time, bootId, firmware, Arrays.asList(all));
    }

    private void reset(byte[] payload) {
        in = payload;
        at = 0;
        unusual = false;
        name = texts.start();
        metrics = 0;
        sequence = null;
        time = null;
        bootId = null;
        firmware = null;
        sameDevice = false;
    }

    private boolean topLevel(TopicRoutes.Known topic) {
        boolean metricsSeen = false;
        do {
            if (!nextName()) {
                return false;
            }
            boolean read;
            switch (name.field()) {
                case DEVICE_ID -> read = !sameDevice && device(topic);
                case SEQUENCE -> read = sequence == null && sequence();
                case TIME -> read = time == null && time();
                case BOOT_ID -> {
                    read = bootId == null;
                    bootId = text();
                }
                case FIRMWARE -> {
                    read = firmware == null;
                    firmware = text();
                }
                case METRICS -> {
                    read = !metricsSeen && skipTo('{') && metrics();
                    metricsSeen = true;
                }
                case QUANTITY -> read = isNew(name) && number() && add(name, null);
                default -> read = false;
            }
            if (!read || unusual) {
                return false;
            }
        } while (skipTo(','));
        return skipTo('}');
    }

    private boolean metrics() {
        do {
            if (!nextName() || !quantity(name)) {
                return false;
            }
        } while (skipTo(','));
        return skipTo('}');
    }

    private boolean quantity(AsciiText quantity) {
        if (!isNew(quantity)) {
            return false;
        }
        if (!skipTo('{')) {
            return number() && add(quantity, null);
        }
        if (!nextName() || name.field() != Field.VALUE || !number()) {
            return false;
        }
        String unit = null;
        if (skipTo(',')) {
            if (!nextName() || name.field() != Field.UNIT) {
                return false;
            }
            unit = text();
        }
        return !unusual && skipTo('}') && add(quantity, unit);
    }

    private boolean isNew(AsciiText quantity) {
        if (metrics == MOST_METRICS) {
            return false;
        }
        int hash = quantity.hash();
        for (int i = 0; i < metrics; i++) {
            if (hashes[i] == hash && taken[i].name().equals(quantity.text())) {
                return false;
            }
        }
        return true;
    }

    private boolean add(AsciiText quantity, String unit) {
        hashes[metrics] = quantity.hash();
        taken[metrics++] = new ParsedMetric(quantity.text(), value, unit);
        return true;
    }

    /** A number, or a boolean as 1 or 0, into {@link #value}. */
    private boolean number() {
        skipBlanks();
        if (at < in.length && in[at] == 't') {
            value = 1;
            literal("true");
            return !unusual;
        }
        if (at < in.length && in[at] == 'f') {
            value = 0;
            literal("false");
            return !unusual;
        }
        at = numbers.read(in, at);
        if (at < 0 || numbers.digits() > Numbers.EXACT_DIGITS) {
            return false;
        }
        value = numbers.value();
        return true;
    }

    private void literal(String literal) {
        int end = at + literal.length();
        if (end > in.length) {
            unusual = true;
            return;
        }
        for (int i = 0; i < literal.length(); i++) {
            unusual |= in[at + i] != literal.charAt(i);
        }
        at = end;
    }

    private boolean sequence() {
        if (!wholeNumber()) {
            return false;
        }
        sequence = numbers.mantissa();
        return true;
    }

    private boolean time() {
        if (!wholeNumber()) {
            return false;
        }
        time = DeviceTime.ofNumber(numbers.mantissa());
        return true;
    }

    private boolean wholeNumber() {
        skipBlanks();
        at = numbers.read(in, at);
        return at >= 0 && numbers.isWhole() && !numbers.isNegative();
    }

    private boolean device(TopicRoutes.Known topic) {
        if (!skipTo('"')) {
            return false;
        }
        int end = at + topic.deviceEnd() - topic.deviceStart();
        if (end >= in.length || in[end] != '"' || !topic.isDevice(in, at, end)) {
            return false;
        }
        at = end + 1;
        sameDevice = true;
        return true;
    }

    private String text() {
        AsciiText text = asciiText();
        return text == null ? null : text.text();
    }

    /** A short text; none, and unusual, if it is anything else. */
    private AsciiText asciiText() {
        if (!skipTo('"')) {
            unusual = true;
            return null;
        }
        AsciiText guess = name.value;
        if (guess != null && guess.standsQuoted(in, at)) {
            at += guess.length() + 1;
            return guess;
        }
        AsciiText text = scan();
        name.value = text;
        return text;
    }

    /** The next name and its colon. */
    private boolean nextName() {
        if (!skipTo('"')) {
            return false;
        }
        AsciiText guess = name.next;
        if (guess != null && guess.standsAsName(in, at)) {
            at += guess.length() + 2;
            name = guess;
            return true;
        }
        if (guess != null && guess.standsQuoted(in, at)) {
            at += guess.length() + 1;
        } else {
            guess = scan();
            if (guess == null) {
                return false;
            }
            name.next = guess;
        }
        name = guess;
        return skipTo(':');
    }

    /** The text up to the next quotation mark; none, and unusual, if anything is odd about it. */
    private AsciiText scan() {
        int begin = at;
        int last = Math.min(in.length, begin + Names.LONGEST + 1);
        int hash = 0;
        for (int i = begin; i < last; i++) {
            byte c = in[i];
            if (c == '"' && i > begin) {
                at = i + 1;
                return texts.of(in, begin, i, hash);
            }
            if (c < ' ' || c == '"' || c == '\\' || c == 0x7F) {
                break;
            }
            hash = AsciiTexts.hash(hash, c);
        }
        unusual = true;
        return null;
    }

    /** Goes past blanks and then past that character, if it is the next. */
    private boolean skipTo(char wanted) {
        if (at < in.length && in[at] == wanted) {
            at++;
            return true;
        }
        skipBlanks();
        if (at < in.length && in[at] == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < in.length
                && in[at] <= ' '
                && (in[at] == ' ' || in[at] == '\n' || in[at] == '\r' || in[at] == '\t')) {
            at++;
        }
    }

    private boolean isAtEnd() {
        skipBlanks();
        return at == in.length;
    }
}
