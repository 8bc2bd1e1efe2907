package org.subtext.web.images;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.subtext.audit.cases.AccessLog;
import org.subtext.audit.cases.CasesOfRun;
import org.subtext.audit.door.Door;
import org.subtext.audit.door.Stamps;

/** Runs whose images were asked for, the last few kept open. Ids of a run's cases hold as long as the session. */
final class Rooms implements AutoCloseable {
    private static final int MOST_OPEN = 2;

    private final Door door;
    private final AccessLog log;
    private final Map<String, Room> open = new LinkedHashMap<>(4, 0.75f, true);
    private final Map<String, CaseIds> ids = new LinkedHashMap<>();

    private final Set<String> told = new HashSet<>();
    private final Set<String> seen = new HashSet<>();

    Rooms(Door door, AccessLog log) {
        this.door = door;
        this.log = log;
    }

    /**
     * The run's, opened where it is not.
     *
     * @throws org.subtext.problems.InvalidInputException where it does not keep what is needed
     */
    synchronized Room of(String run) {
        if (told.add(run)) {
            log.opened(run);
        }
        return opened(run);
    }

    /** Opens a run that is likely to be asked for, which takes seconds where it has many images; nothing is shown. */
    synchronized void prepare(String run) {
        opened(run);
    }

    private Room opened(String run) {
        Stamps stamps = door.stamps(run);
        Room known = open.get(run);
        if (known != null && known.stamps().equals(stamps)) {
            return known;
        }
        if (known != null) {
            open.remove(run);
            known.cases().close(); // another run by now, or one that was asked more
        }
        CasesOfRun cases = door.cases(run);
        CaseIds held = ids.get(run);
        CaseIds own = held == null || held.size() != cases.size() ? CaseIds.drawn(cases.size()) : held;
        Room room = new Room(run, stamps, cases, own);
        ids.put(run, own);
        open.put(run, room);
        if (open.size() > MOST_OPEN) {
            var oldest = open.values().iterator();
            oldest.next().cases().close();
            oldest.remove();
        }
        return room;
    }

    /** Notes, once for each run, that small pictures of all its cases may be seen from now on. */
    synchronized void noteOverview(String run) {
        if (seen.add(run)) {
            log.overview(run);
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(room -> room.cases().close());
        open.clear();
    }
}
