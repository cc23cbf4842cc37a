package io.fleetstream.jobs.notify.domain;

import io.fleetstream.schemas.AlarmEvent;
import io.fleetstream.schemas.Topics;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What happens to alarms, in their order by device.
 *
 * @param alarms which of it
 * @param template null for the alarm as it is
 */
public record AlarmSubject(AlarmFilter alarms, Template template) implements Subject<AlarmEvent> {
    private static final long serialVersionUID = 1L;
    private static final Set<String> FIELDS = RecordDocument.fields(AlarmEvent.getClassSchema());

    @Override
    public String name() {
        return "alarms";
    }

    @Override
    public String topic() {
        return Topics.ALARMS;
    }

    @Override
    public Class<AlarmEvent> type() {
        return AlarmEvent.class;
    }

    @Override
    public Predicate<AlarmEvent> filter() {
        return alarms.compile()::takes;
    }

    @Override
    public String id(AlarmEvent event) {
        return event.getAlarmId() == null
                ? event.getDeviceId() + "/" + event.getRuleId() + "/" + event.getHappenedAt()
                : event.getAlarmId() + "-" + event.getStep();
    }

    @Override
    public String lane(AlarmEvent event) {
        return event.getDeviceId();
    }

    @Override
    public String device(AlarmEvent event) {
        return event.getDeviceId();
    }

    @Override
    public Set<String> fields() {
        return FIELDS;
    }
}
