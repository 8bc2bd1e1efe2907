package org.subtext.web.images;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.subtext.audit.cases.AccessLog;
import org.subtext.audit.cases.CasesOfRun;
import org.subtext.audit.door.Door;
import org.subtext.audit.door.Stamps;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.ContentHash;

/** Runs whose images were asked for, the last few kept open. Ids of a run's cases hold as long as the session. */
final class Rooms implements AutoCloseable {
    private static final int MOST_OPEN = 2;

    private final Door door;
    private final AccessLog log;
    private final Map<String, Room> open = new LinkedHashMap<>(4, 0.75f, true);
    private final Map<String, CaseIds> ids = new LinkedHashMap<>();

    /** Of every run that was asked for. */
    private final Map<String, Looked> looked = new LinkedHashMap<>();

    /** Settings whose overview is noted, after the run's name. */
    private final Set<String> overviews = new HashSet<>();

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
        Room room = opened(run);
        if (!looked.containsKey(run)) {
            log.opened(run, room.cases().size());
            looked.put(run, new Looked());
        }
        return room;
    }

    /** Opens a run that is likely to be asked for, which takes seconds where it has many images; nothing is shown. */
    synchronized Room prepared(String run) {
        return opened(run);
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

    /** Notes, once for each run and setting, that small pictures of all its cases may be seen from now on. */
    synchronized void noteOverview(Room room, Room.Chosen chosen) {
        if (overviews.add(room.run() + "\n" + chosen.label())) {
            log.overview(room.run(), chosen.label(), room.cases().size());
        }
        looked(room).show(chosen.label());
    }

    /** Notes that one image is about to be shown. */
    synchronized void noteImage(Room.Place place, ContentHash image) {
        String stop = new Room.Chosen(place.setting()).label();
        log.shown(place.room().run(), stop, image);
        looked(place.room()).list(place.rank());
        looked(place.room()).show(stop);
    }

    /** Counts a case that is about to be listed, by its place in the session's order. */
    synchronized void count(Room room, int rank) {
        looked(room).list(rank);
    }

    private Looked looked(Room room) {
        return looked.computeIfAbsent(room.run(), run -> new Looked());
    }

    @Override
    public synchronized void close() {
        try {
            looked.forEach((run, seen) -> log.closed(run, seen.listed(), seen.stops()));
        } catch (InvalidInputException e) {
            // the lines before say what may have been seen; nothing is shown any more
        }
        looked.clear();
        open.values().forEach(room -> room.cases().close());
        open.clear();
    }
}
