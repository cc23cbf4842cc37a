package io.fleetstream.jobs.rollout.domain.rollout;

import io.fleetstream.jobs.rollout.domain.gate.DeviceTrial;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a device knows of a rollout as bytes, in a form with a version of its own: about 50 for a
 * rollout without guards, 9 more for each guard, 8 more for each signal and each stage.
 */
public final class DeviceRolloutCodec {
    private static final int VERSION = 2;

    /** Without when devices began. */
    private static final int WITHOUT_BEGINNING = 1;

    private DeviceRolloutCodec() {}

    /** As bytes; equal for equal knowledge. */
    public static byte[] write(DeviceRollout known) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(known.epoch());
            out.writeUTF(known.phase().name());
            out.writeUTF(known.undone() == null ? "" : known.undone().name());
            DeviceTrial trial = known.trial();
            out.writeLong(trial.eligibleAt());
            out.writeLong(trial.treatedAt());
            out.writeLong(trial.begunAt());
            out.writeLong(trial.updatedAt());
            out.writeLong(trial.leftAt());
            write(out, trial.openings());
            write(out, trial.failedAt());
            write(out, trial.reboots());
            out.writeByte(trial.signals().size());
            for (List<Long> signals : trial.signals()) {
                write(out, signals);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What was written. */
    public static DeviceRollout read(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readUnsignedByte();
            if (version != VERSION && version != WITHOUT_BEGINNING) {
                throw new IllegalStateException("a device's rollout of version " + version);
            }
            int epoch = in.readInt();
            DeviceRollout.Phase phase = DeviceRollout.Phase.valueOf(in.readUTF());
            String undone = in.readUTF();
            long eligibleAt = in.readLong();
            long treatedAt = in.readLong();
            long begunAt = version == WITHOUT_BEGINNING ? DeviceTrial.NEVER : in.readLong();
            long updatedAt = in.readLong();
            long leftAt = in.readLong();
            List<Long> openings = times(in);
            List<Long> failedAt = times(in);
            List<Long> reboots = times(in);
            List<List<Long>> signals = new ArrayList<>();
            for (int guards = in.readUnsignedByte(); guards > 0; guards--) {
                signals.add(times(in));
            }
            return new DeviceRollout(
                    epoch,
                    phase,
                    undone.isEmpty() ? null : DeviceStep.Order.valueOf(undone),
                    new DeviceTrial(
                            eligibleAt,
                            treatedAt,
                            begunAt,
                            updatedAt,
                            leftAt,
                            openings,
                            signals,
                            failedAt,
                            reboots));
        } catch (IOException e) {
            throw new UncheckedIOException("a device's rollout that cannot be read", e);
        }
    }

    private static void write(DataOutputStream out, List<Long> times) throws IOException {
        out.writeByte(times.size());
        for (long time : times) {
            out.writeLong(time);
        }
    }

    private static List<Long> times(DataInputStream in) throws IOException {
        List<Long> times = new ArrayList<>();
        for (int left = in.readUnsignedByte(); left > 0; left--) {
            times.add(in.readLong());
        }
        return times;
    }
}
