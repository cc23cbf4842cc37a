package io.fleetstream.emulator.run;

import io.fleetstream.emulator.payload.MalformedKind;
import io.fleetstream.emulator.payload.Payload;
import io.fleetstream.emulator.truth.TruthKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A planned message as the content of a gateway's buffer, and back. */
final class SpoolCodec {
    private static final String NONE = "";

    private SpoolCodec() {}

    static byte[] encode(PlannedMessage message) {
        Payload payload = message.payload();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.bytes().length + 160);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(message.device());
            out.writeUTF(message.topic());
            out.writeLong(message.sequence());
            out.writeUTF(message.boot());
            out.writeUTF(message.kind().name());
            out.writeUTF(message.malformed() == null ? NONE : message.malformed().name());
            out.writeLong(message.clockMs());
            out.writeLong(message.sendMs());
            out.writeInt(message.values());
            out.writeBoolean(message.marker());
            out.writeBoolean(message.priority());
            out.writeUTF(orNone(payload.contentType()));
            out.writeUTF(orNone(payload.contentEncoding()));
            out.write(payload.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return bytes.toByteArray();
    }

    static PlannedMessage decode(byte[] content) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(content))) {
            return new PlannedMessage(
                    in.readUTF(),
                    in.readUTF(),
                    in.readLong(),
                    in.readUTF(),
                    TruthKind.valueOf(in.readUTF()),
                    malformed(in.readUTF()),
                    in.readLong(),
                    in.readLong(),
                    in.readInt(),
                    in.readBoolean(),
                    in.readBoolean(),
                    payload(orNull(in.readUTF()), orNull(in.readUTF()), in));
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer file was not written by this release", e);
        }
    }

    private static Payload payload(String type, String encoding, DataInputStream in)
            throws IOException {
        return new Payload(in.readAllBytes(), type, encoding);
    }

    private static MalformedKind malformed(String name) {
        return name.equals(NONE) ? null : MalformedKind.valueOf(name);
    }

    private static String orNone(String text) {
        return text == null ? NONE : text;
    }

    private static String orNull(String text) {
        return text.equals(NONE) ? null : text;
    }
}
