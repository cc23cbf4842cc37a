package io.fleetstream.emulator.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    private static final SpoolLimits WIDE = new SpoolLimits(1000, 1 << 20, Duration.ofDays(6));

    private final List<String> dropped = new ArrayList<>();

    @TempDir private Path directory;

    @Test
    void givesBackWhatItWasGivenOldestFirst() throws IOException {
        try (Spool spool = open(WIDE)) {
            add(spool, "a", "b", "c");
            assertThat(takeAll(spool)).containsExactly("a", "b", "c");
            assertThat(spool.take(0)).isNull();
            assertThat(spool.size()).isEqualTo(3);
        }
        assertThat(dropped).isEmpty();
    }

    @Test
    void whatHasPriorityOvertakesTheBacklog() throws IOException {
        try (Spool spool = open(WIDE)) {
            add(spool, "a", "b");
            spool.add("alarm".getBytes(UTF_8), 0, true);
            add(spool, "c");
            assertThat(takeAll(spool)).containsExactly("alarm", "a", "b", "c");
        }
    }

    @Test
    void whatWasNotRemovedIsThereAfterAKill() throws IOException {
        Spool killed = open(WIDE); // never closed
        add(killed, "a", "b", "c", "d");
        killed.add("alarm".getBytes(UTF_8), 0, true);
        killed.remove(killed.take(0).id());
        killed.remove(killed.take(0).id());
        assertThat(text(killed.take(0))).isEqualTo("b");
        try (Spool again = open(WIDE)) {
            assertThat(again.size()).isEqualTo(3);
            add(again, "e");
            assertThat(takeAll(again)).containsExactly("b", "c", "d", "e");
        }
        killed.close();
    }

    @Test
    void aRecordThatWasHalfWrittenIsCutOff() throws IOException {
        Path file = directory.resolve("spool");
        try (Spool spool = open(WIDE)) {
            add(spool, "a", "b");
        }
        byte[] whole = Files.readAllBytes(file);
        for (int cut = 1; cut < whole.length; cut++) {
            Files.write(file, Arrays.copyOf(whole, whole.length - cut));
            try (Spool again = open(WIDE)) {
                List<String> left = takeAll(again);
                assertThat(left).isEqualTo(List.of("a", "b").subList(0, left.size()));
                assertThat(left).hasSizeLessThan(2);
            }
        }
    }

    @Test
    void whatFollowsABrokenRecordIsNotBelieved() throws IOException {
        Path file = directory.resolve("spool");
        try (Spool spool = open(WIDE)) {
            add(spool, "a", "b");
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        try (Spool again = open(WIDE)) {
            add(again, "c");
            assertThat(takeAll(again)).containsExactly("a", "c");
        }
        Files.write(file, new byte[] {0x7f, 1, 2}, StandardOpenOption.APPEND);
        try (Spool again = open(WIDE)) {
            assertThat(takeAll(again)).containsExactly("a", "c");
        }
    }

    @Test
    void whatWasCutOffDoesNotComeBack() throws IOException {
        Path file = directory.resolve("spool");
        try (Spool spool = open(WIDE)) {
            add(spool, "a", "b", "c");
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length * 2 / 3 - 1] ^= 1; // the last byte of the second of three alike
        Files.write(file, bytes);
        try (Spool again = open(WIDE)) {
            add(again, "x");
        }
        try (Spool again = open(WIDE)) {
            assertThat(takeAll(again)).containsExactly("a", "x");
        }
    }

    @Test
    void theOldestGoWhenThereAreTooMany() throws IOException {
        try (Spool spool = open(new SpoolLimits(3, 1 << 20, Duration.ofDays(1)))) {
            spool.add("alarm".getBytes(UTF_8), 0, true);
            add(spool, "a", "b", "c", "d");
            assertThat(dropped).containsExactly("a", "b");
            assertThat(takeAll(spool)).containsExactly("alarm", "c", "d");
        }
    }

    @Test
    void whatIsOnItsWayStays() throws IOException {
        try (Spool spool = open(new SpoolLimits(2, 1 << 20, Duration.ofDays(1)))) {
            add(spool, "a", "b");
            Spool.Taken onItsWay = spool.take(0);
            add(spool, "c", "d");
            assertThat(dropped).containsExactly("b", "c");
            spool.remove(onItsWay.id());
            assertThat(takeAll(spool)).containsExactly("d");
        }
    }

    @Test
    void theOldestGoWhenTheyAreTooLarge() throws IOException {
        try (Spool spool = open(new SpoolLimits(1000, 10_000, Duration.ofDays(1)))) {
            for (int i = 0; i < 50; i++) {
                spool.add((i + "x".repeat(970)).getBytes(UTF_8), 0, false);
            }
            assertThat(spool.size()).isEqualTo(9);
            assertThat(dropped).hasSize(41);
        }
    }

    @Test
    void whatIsTooOldIsNotSent() throws IOException {
        try (Spool spool = open(new SpoolLimits(1000, 1 << 20, Duration.ofMillis(100)))) {
            spool.add("old".getBytes(UTF_8), 1000, false);
            spool.add("older alarm".getBytes(UTF_8), 999, true);
            spool.add("young".getBytes(UTF_8), 1050, false);
            assertThat(text(spool.take(1101))).isEqualTo("young");
            assertThat(dropped).containsExactlyInAnyOrder("old", "older alarm");
            assertThat(spool.take(1101)).isNull();
        }
    }

    @Test
    void theFileIsWrittenAnewBeforeItGrowsWithoutEnd() throws IOException {
        Path file = directory.resolve("spool");
        byte[] kilobyte = "y".repeat(1024).getBytes(UTF_8);
        try (Spool spool = open(WIDE)) {
            add(spool, "first");
            Spool.Taken first = spool.take(0);
            for (int i = 0; i < 3000; i++) {
                spool.add(kilobyte, 0, false);
                spool.remove(spool.take(0).id());
            }
            assertThat(Files.size(file)).isLessThan(1_200_000);
            add(spool, "last");
            assertThat(text(first)).isEqualTo("first");
        }
        try (Spool again = open(WIDE)) {
            assertThat(takeAll(again)).containsExactly("first", "last");
        }
        assertThat(dropped).isEmpty();
    }

    @Test
    void limitsAreChecked() {
        assertThatThrownBy(() -> new SpoolLimits(0, 1, Duration.ZERO)).hasMessageContaining("room");
        assertThatThrownBy(() -> new SpoolLimits(1, 1, Duration.ofDays(7)))
                .hasMessageContaining("PT168H");
    }

    private Spool open(SpoolLimits limits) throws IOException {
        return new Spool(
                directory.resolve("spool"),
                limits,
                content -> dropped.add(new String(content, UTF_8)));
    }

    private static void add(Spool spool, String... texts) throws IOException {
        for (String text : texts) {
            spool.add(text.getBytes(UTF_8), 0, false);
        }
    }

    private static List<String> takeAll(Spool spool) throws IOException {
        List<String> texts = new ArrayList<>();
        for (Spool.Taken taken = spool.take(0); taken != null; taken = spool.take(0)) {
            texts.add(text(taken));
        }
        return texts;
    }

    private static String text(Spool.Taken taken) {
        return new String(taken.content(), UTF_8);
    }
}
