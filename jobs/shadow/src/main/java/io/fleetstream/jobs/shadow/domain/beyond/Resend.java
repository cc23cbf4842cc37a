package io.fleetstream.jobs.shadow.domain.beyond;

import io.fleetstream.jobs.shadow.domain.tree.BinaryIn;
import io.fleetstream.jobs.shadow.domain.tree.BinaryOut;
import io.fleetstream.jobs.shadow.domain.tree.Text;

/**
 * How the delta of a shadow is being sent again.
 *
 * @param token client token of the delta, as JSON; null if it has none
 * @param made how often it was sent again since the device came back
 * @param nextAt when it is to be sent again, microseconds since the epoch; 0 for never
 */
public record Resend(Text token, int made, long nextAt) {
    /** Nothing to send again. */
    public static final Resend NONE = new Resend(null, 0, 0);

    boolean isNothing() {
        return token == null && made == 0 && nextAt == 0;
    }

    /** A later version has another token; what was begun goes on with its delta. */
    Resend ofVersion(Text next) {
        return new Resend(next, made, nextAt);
    }

    /** The device came or went: all attempts are open to it again, and none is under way. */
    public Resend begun() {
        return new Resend(token, 0, 0);
    }

    /** The delta was sent again. */
    public Resend sent(ResendSettings settings, long now) {
        int count = made + 1;
        return new Resend(
                token, count, count < settings.attempts() ? now + settings.pauseMicros(count) : 0);
    }

    void write(BinaryOut out, long base) {
        out.putVarint(made).putVarint(nextAt == 0 ? 0 : 1);
        if (nextAt != 0) {
            out.putZigZag(base - nextAt);
        }
        out.putVarint(token == null ? 0 : token.length());
        if (token != null) {
            token.writeTo(out);
        }
    }

    static Resend read(BinaryIn in, long base) {
        int made = Math.toIntExact(in.varint());
        long nextAt = in.varint() == 0 ? 0 : base - in.zigZag();
        int length = Math.toIntExact(in.varint());
        // a token has its quotes
        return new Resend(length == 0 ? null : in.text(length), made, nextAt);
    }
}
