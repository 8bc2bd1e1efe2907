package org.subtext.audit.door;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Remembers every event. */
final class Heard implements Follower {
    private final List<ProgressEvent> events = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void hears(ProgressEvent event) {
        events.add(event);
    }

    List<ProgressEvent> events() {
        return List.copyOf(events);
    }

    /** Of one kind. */
    List<ProgressEvent> events(ProgressEvent.Kind kind) {
        return events().stream().filter(event -> event.kind() == kind).toList();
    }
}
