package io.fleetstream.jobs.shadow.domain.request;

import io.fleetstream.jobs.shadow.domain.tree.ArrayNode;
import io.fleetstream.jobs.shadow.domain.tree.Leaf;
import io.fleetstream.jobs.shadow.domain.tree.Node;
import io.fleetstream.jobs.shadow.domain.tree.ObjectBuilder;
import io.fleetstream.jobs.shadow.domain.tree.ObjectNode;
import io.fleetstream.jobs.shadow.domain.tree.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what nearly all requests are in one pass and without copying a text: ASCII without escapes,
 * and nothing wrong or unknown in it. Anything else is not plain, and is left to {@link
 * RequestReader}; what is read here is what that one would have read. For one payload.
 */
final class PlainReader {
    private static final Node[] NONE = {};
    private static final Text TOKEN = Text.of("clientToken");
    private static final Text VERSION = Text.of("version");
    private static final Text STATE = Text.of("state");
    private static final Text DESIRED = Text.of("desired");
    private static final Text REPORTED = Text.of("reported");
    private static final int LONGEST_LONG = 18;
    private static final int QUOTES = 2;

    private final PlainTokens tokens;
    private final UpdateRequest request = new UpdateRequest();
    private final long stamp;
    private final int maxDepth;

    PlainReader(byte[] payload, long stamp, int maxDepth) {
        this.tokens = new PlainTokens(payload);
        this.stamp = stamp;
        this.maxDepth = maxDepth;
    }

    /** The request; null if it is not plain. */
    UpdateRequest update(int maxTokenBytes) {
        boolean stated = false;
        if (!tokens.next('{') || tokens.peek() == '}') {
            return null;
        }
        do {
            Text member = key();
            boolean plain;
            if (STATE.equals(member)) {
                plain = state();
                stated = true;
            } else if (TOKEN.equals(member)) {
                plain = clientToken(maxTokenBytes);
            } else {
                plain = VERSION.equals(member) && version();
            }
            if (!plain) {
                return null;
            }
        } while (tokens.next(','));
        if (!tokens.next('}') || !tokens.isAtEnd()) {
            return null;
        }
        request.finish(stated);
        return request;
    }

    /** A name and its colon; null if there is no plain one. */
    private Text key() {
        Text key = tokens.string();
        return key != null && tokens.next(':') ? key : null;
    }

    private boolean clientToken(int maxTokenBytes) {
        if (tokens.peek() != '"') {
            return false;
        }
        Text token = tokens.scalar();
        if (token == null || token.length() - QUOTES > maxTokenBytes) {
            return false;
        }
        request.clientToken(token);
        return true;
    }

    private boolean version() {
        Text number = tokens.scalar();
        if (number == null || number.length() > LONGEST_LONG) {
            return false;
        }
        long version = number.digits();
        request.version(version);
        return version >= 0;
    }

    private boolean state() {
        if (!tokens.next('{')) {
            return false;
        }
        request.state(false, true);
        if (tokens.next('}')) {
            return true;
        }
        do {
            Text member = key();
            if (DESIRED.equals(member)) {
                Section section = section();
                if (section == null) {
                    return false;
                }
                request.desired(section);
            } else if (REPORTED.equals(member)) {
                Section section = section();
                if (section == null) {
                    return false;
                }
                request.reported(section);
            } else {
                return false;
            }
        } while (tokens.next(','));
        return tokens.next('}');
    }

    private Section section() {
        if (tokens.next('{')) {
            ObjectNode content = object(1);
            return content == null ? null : Section.of(content);
        }
        return tokens.nextIsNull() ? Section.NULL : null;
    }

    /** A value that has so many levels around it, its own included; null if it is not plain. */
    private Node value(int level) {
        byte first = tokens.peek();
        if (first == '{' || first == '[') {
            tokens.next((char) first);
            return level > maxDepth ? null : first == '{' ? object(level) : array(level);
        }
        Text scalar = tokens.scalar();
        return scalar == null ? null : new Leaf(scalar, stamp);
    }

    private ObjectNode object(int level) {
        if (tokens.next('}')) {
            return ObjectNode.EMPTY;
        }
        ObjectBuilder builder = new ObjectBuilder();
        do {
            Text key = key();
            Node value = key == null ? null : value(level + 1);
            if (value == null) {
                return null;
            }
            builder.put(key, value);
        } while (tokens.next(','));
        return tokens.next('}') ? builder.build() : null;
    }

    private Node array(int level) {
        List<Node> elements = new ArrayList<>();
        if (!tokens.next(']')) {
            do {
                Node element = value(level + 1);
                if (element == null || (element instanceof Leaf leaf && leaf.isNull())) {
                    return null;
                }
                elements.add(element);
            } while (tokens.next(','));
            if (!tokens.next(']')) {
                return null;
            }
        }
        return new ArrayNode(elements.toArray(NONE), stamp);
    }
}
