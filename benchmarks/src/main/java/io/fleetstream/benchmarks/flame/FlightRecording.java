package io.fleetstream.benchmarks.flame;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** Reads the execution samples of a flight recording. */
final class FlightRecording {
    private static final String SAMPLE = "jdk.ExecutionSample";

    private FlightRecording() {}

    /** All samples as one tree, the thread as outermost frame. */
    static Frame read(Path recording) throws IOException {
        Frame all = new Frame("all");
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals(SAMPLE)) {
                    add(all, event);
                }
            }
        }
        return all;
    }

    private static void add(Frame all, RecordedEvent event) {
        Frame frame = all;
        frame.hit();
        RecordedThread thread = event.getThread("sampledThread");
        frame = frame.callee(thread == null ? "?" : thread.getJavaName().replaceAll("\\d+", "N"));
        frame.hit();
        List<RecordedFrame> frames = event.getStackTrace().getFrames();
        for (int i = frames.size() - 1; i >= 0; i--) {
            frame = frame.callee(name(frames.get(i).getMethod()));
            frame.hit();
        }
    }

    private static String name(RecordedMethod method) {
        String type = method.getType().getName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + method.getName();
    }
}
