package io.fleetstream.jobs.shadow.function;

import io.fleetstream.schemas.ShadowDocument;
import io.fleetstream.schemas.ShadowEvent;
import java.util.ArrayList;
import java.util.List;

/** What has come out of a harness, or of several one after the other, in order. */
final class HarnessRun {
    final List<String> messages = new ArrayList<>();
    final List<ShadowDocument> documents = new ArrayList<>();
    final List<ShadowEvent> events = new ArrayList<>();

    void take(ShadowHarness job) {
        messages.addAll(job.messages());
        documents.addAll(job.documents());
        events.addAll(job.events());
    }
}
