package io.fleetstream.bridge.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class UnansweredRequestsTest {
    private static final int MOST = 1000;

    private final AtomicLong now = new AtomicLong();
    private final UnansweredRequests requests =
            new UnansweredRequests(Duration.ofSeconds(30), now::get, MOST);

    @Test
    void countsEachThingForItself() {
        assertThat(requests.passedOn("a")).isEqualTo(1);
        assertThat(requests.passedOn("a")).isEqualTo(2);
        assertThat(requests.passedOn("b")).isEqualTo(1);

        requests.answered("a");

        assertThat(requests.passedOn("a")).isEqualTo(2);
        assertThat(requests.total()).isEqualTo(3);
    }

    @Test
    void forgetsRequestsWithoutAnswerAfterAWhile() {
        requests.passedOn("a");
        pass(Duration.ofSeconds(20));
        requests.passedOn("a");
        pass(Duration.ofSeconds(10));

        assertThat(requests.total()).isEqualTo(1);
        assertThat(requests.passedOn("a")).isEqualTo(2);
    }

    @Test
    void settlesTheOldestSoThatAnAnsweredOneDoesNotLapseAgain() {
        requests.passedOn("other");
        requests.passedOn("a");
        pass(Duration.ofSeconds(20));
        requests.passedOn("a");
        requests.answered("a");
        pass(Duration.ofSeconds(10));

        assertThat(requests.passedOn("a")).isEqualTo(2);
    }

    @Test
    void neverFallsBelowZeroWhenAnswersComeTwice() {
        requests.passedOn("a");
        requests.answered("a");
        requests.answered("a");
        requests.answered("unknown");

        assertThat(requests.total()).isZero();
        assertThat(requests.passedOn("a")).isEqualTo(1);
    }

    @Test
    void remembersNoThingWithoutRequests() {
        for (int i = 0; i < 10_000; i++) {
            requests.passedOn("thing-" + i);
            requests.answered("thing-" + i);
        }

        assertThat(requests.things()).isZero();
    }

    @Test
    void letsTheOldestGoWhenThereAreTooMany() {
        for (int i = 0; i < 10 * MOST; i++) {
            requests.passedOn("thing-" + i);
        }

        assertThat(requests.total()).isEqualTo(MOST);
        assertThat(requests.things()).isEqualTo(MOST);
    }

    @Test
    void takesAcceptedAndRejectedForAnswersAndNothingElse() {
        RequestAnswers answers =
                new RequestAnswers(
                        topic -> topic.equals("t/update") ? Optional.of("a") : Optional.empty(),
                        requests);
        requests.passedOn("a");
        requests.passedOn("a");
        requests.passedOn("a");

        answers.published("t/update/delta");
        answers.published("t/update/documents");
        answers.published("t/get/accepted");
        answers.published("t/update");
        answers.published("/accepted");
        assertThat(requests.total()).isEqualTo(3);
        answers.published("t/update/accepted");
        answers.published("t/update/rejected");

        assertThat(requests.total()).isEqualTo(1);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
