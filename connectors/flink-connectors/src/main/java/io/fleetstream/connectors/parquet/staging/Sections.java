package io.fleetstream.connectors.parquet.staging;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sections as bytes, for what travels between operators and lies in savepoints. */
public final class Sections {
    private static final int VERSION = 1;

    private Sections() {}

    /** Several sections. */
    public static byte[] write(List<Section> sections) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(VERSION);
        out.writeInt(sections.size());
        for (Section section : sections) {
            text(out, section.bucket().org());
            out.writeLong(section.bucket().hour());
            text(out, section.path());
            out.writeLong(section.offset());
            out.writeLong(section.length());
            out.writeLong(section.rows());
            out.writeLong(section.firstTime());
            out.writeLong(section.lastTime());
            text(out, section.firstDevice());
            text(out, section.lastDevice());
            out.writeLong(section.arrival());
            out.writeLong(section.gatheredAt());
            out.writeInt(section.lane());
        }
        out.flush();
        return bytes.toByteArray();
    }

    /**
     * What {@link #write} has written, now or in an earlier release.
     *
     * @throws IOException if a later release has written it
     */
    public static List<Section> read(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        int version = in.readByte();
        if (version != VERSION) {
            throw new IOException("sections of version " + version + "; known is " + VERSION);
        }
        int count = in.readInt();
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sections.add(
                    new Section(
                            new Bucket(text(in), in.readLong()),
                            text(in),
                            in.readLong(),
                            in.readLong(),
                            in.readLong(),
                            in.readLong(),
                            in.readLong(),
                            text(in),
                            text(in),
                            in.readLong(),
                            in.readLong(),
                            in.readInt()));
        }
        return sections;
    }

    /** Longer than DataOutput's own texts may be. */
    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
