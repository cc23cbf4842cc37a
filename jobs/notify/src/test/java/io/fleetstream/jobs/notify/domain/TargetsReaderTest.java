package io.fleetstream.jobs.notify.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetstream.schemas.AlarmChangeKind;
import io.fleetstream.schemas.AlarmSeverity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsReaderTest {
    @Test
    void needsNoMoreThanNameAndAddress() {
        assertThat(TargetsReader.read("targets: [{name: pager, url: https://p.example/hook}]"))
                .containsExactly(
                        new Target(
                                "pager",
                                "https://p.example/hook",
                                null,
                                "POST",
                                new AlarmSubject(AlarmFilter.ALL, null),
                                Map.of(),
                                Map.of(),
                                null,
                                Target.Pace.DEFAULT,
                                false,
                                false));
    }

    @Test
    void takesEveryKey() {
        String yaml =
                """
                targets:
                  - name: chat
                    url-file: /run/secrets/chat
                    method: PUT
                    rules: ["hot-*", offline]
                    severity: major
                    changes: [raised, cleared]
                    devices: site=plant-1
                    headers: {X-From: fleet}
                    headers-from-files: {Authorization: /run/secrets/auth}
                    signature-key-file: /run/secrets/key
                    body: {text: "${device_id} is ${change}", value: "${value}"}
                    concurrency: 2
                    timeout: PT3S
                    first-backoff: PT2S
                    longest-backoff: PT1M
                    give-up-after: PT2H
                    local: true
                    start: earliest
                """;
        assertThat(TargetsReader.read(yaml))
                .containsExactly(
                        new Target(
                                "chat",
                                null,
                                "/run/secrets/chat",
                                "PUT",
                                new AlarmSubject(
                                        new AlarmFilter(
                                                List.of("hot-*", "offline"),
                                                AlarmSeverity.MAJOR,
                                                EnumSet.of(
                                                        AlarmChangeKind.RAISED,
                                                        AlarmChangeKind.CLEARED),
                                                "site=plant-1"),
                                        new Template(
                                                "{\"text\":\"${device_id} is ${change}\","
                                                        + "\"value\":\"${value}\"}")),
                                Map.of("X-From", "fleet"),
                                Map.of("Authorization", "/run/secrets/auth"),
                                "/run/secrets/key",
                                new Target.Pace(
                                        2,
                                        Duration.ofSeconds(3),
                                        Duration.ofSeconds(2),
                                        Duration.ofMinutes(1),
                                        Duration.ofHours(2)),
                                true,
                                true));
    }

    @Test
    void tellsOfRolloutsThatStopOrOfWhateverStepsItNames() {
        String target = "targets: [{name: a, url: 'https://h/', about: rollouts%s}]";
        assertThat(TargetsReader.read(target.formatted("")))
                .extracting(Target::subject)
                .containsExactly(new RolloutSubject(RolloutFilter.STOPS, null));
        assertThat(
                        TargetsReader.read(
                                target.formatted(
                                        ", rollouts: fw-*, steps: [rollback, OPEN], body:"
                                                + " {text: '${step}'}")))
                .extracting(Target::subject)
                .containsExactly(
                        new RolloutSubject(
                                new RolloutFilter(
                                        List.of("fw-*"),
                                        EnumSet.of(RolloutStep.ROLLBACK, RolloutStep.OPEN)),
                                new Template("{\"text\":\"${step}\"}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "targets: [];1 to 50",
                "targets: [{name: a}];one of url and url-file",
                "targets: [{name: a, url: 'ftp://h/'}];http or https",
                "targets: [{name: a, url: 'https://u:p@h/'}];without user",
                "targets: [{name: A_, url: 'https://h/'}];[a-z0-9]",
                "targets: [{name: a, url: 'https://h/', sevrity: major}];sevrity: no such key",
                "targets: [{name: a, url: 'https://h/', severity: bad}];warning",
                "targets: [{name: a, url: 'https://h/', changes: [x]}];raised",
                "targets: [{name: a, url: 'https://h/', devices: 'x~1'}];a selector",
                "targets: [{name: a, url: 'https://h/', about: shadows}];alarms|rollouts",
                "targets: [{name: a, url: 'https://h/', steps: [pause]}];steps: no such key",
                "targets: [{name: a, url: 'https://h/', about: rollouts, steps: [x]}];rollback",
                "targets: [{name: a, url: 'https://h/', about: rollouts, severity: major}];"
                        + "severity: no such key",
                "targets: [{name: a, url: 'https://h/', about: rollouts, body: {a: '${rule_id}'}}];"
                        + "there is no ${rule_id}",
                "targets: [{name: a, url: 'https://h/', timeout: 5s}];ISO-8601",
                "targets: [{name: a, url: 'https://h/', concurrency: 0}];1 to 256",
                "targets: [{name: a, url: 'https://h/', body: {a: '${b}'}}];there is no ${b}",
                "'targets: [{name: a, url: \"https://h/\"}, {name: a, url: \"https://h/\"}]';"
                        + "no other target has",
                "'a: [';no YAML"
            })
    void saysWhatIsWrong(String yaml, String message) {
        assertThatThrownBy(() -> TargetsReader.read(yaml))
                .isInstanceOf(TargetException.class)
                .hasMessageContaining(message);
    }

    @Test
    void isInTheReadmeWithEveryKey() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(
                        List.of(
                                "name",
                                "url",
                                "url-file",
                                "method",
                                "about",
                                "rollouts",
                                "steps",
                                "rules",
                                "severity",
                                "changes",
                                "devices",
                                "headers",
                                "headers-from-files",
                                "signature-key-file",
                                "body",
                                "concurrency",
                                "timeout",
                                "first-backoff",
                                "longest-backoff",
                                "give-up-after",
                                "local",
                                "start"))
                .allSatisfy(key -> assertThat(readme).contains("| `" + key + "` |"));
    }
}
