package org.subtext.silo.rounds;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.journal.Journal;
import org.subtext.silo.masking.OpenedSums;
import org.subtext.silo.masking.Purpose;
import org.subtext.silo.masking.Refusal;
import org.subtext.silo.masking.RoundRefusedException;

/**
 * What a site remembers of all its rounds when their secrets are erased: which attempts it began and ended, and for
 * which sets of sites it helped to open a sum. One for a site, for as long as the site exists. Not thread-safe.
 *
 * <p>A sum is opened by t sites, more than two thirds; all of them remember its set and refuse a second one that tells
 * too much, and those left are too few to open it. So no site needs to know of sums that were opened without it.
 */
public final class RoundLedger implements Closeable {
    private enum Entry {
        BEGUN,
        REVEALED,
        ENDED
    }

    /** A round and an attempt of a plan, in the order in which they may be begun. */
    private record Begun(int round, int attempt) implements Comparable<Begun> {
        @Override
        public int compareTo(Begun other) {
            return round != other.round ? Integer.compare(round, other.round) : Integer.compare(attempt, other.attempt);
        }
    }

    private final Journal journal;
    private final Map<ContentHash, Begun> latest = new HashMap<>();
    private final Map<RoundId, ContentHash> models = new HashMap<>();
    private final Map<ContentHash, Set<String>> answered = new HashMap<>();
    private final Map<ContentHash, OpenedSums> opened = new HashMap<>();
    private final Map<ContentHash, SortedMap<Integer, List<Set<String>>>> ofPlans = new HashMap<>();
    private final Set<RoundId> ended = new HashSet<>();

    private RoundLedger(Journal journal) {
        this.journal = journal;
        journal.before().forEach(this::read);
    }

    /** Opens the ledger of a site, which is made where there is none. */
    public static RoundLedger open(Path file) throws IOException {
        return in(Journal.open(file));
    }

    /** The ledger in a journal, which is closed with it. */
    public static RoundLedger in(Journal journal) throws IOException {
        try {
            return new RoundLedger(journal);
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /**
     * Refuses an attempt that is over, or older than the latest one of its plan, or that asks something else than the
     * attempts before it: nearly the same numbers under another hash would be summed a second time.
     */
    void checkNew(Purpose purpose) {
        Begun before = latest.get(purpose.plan());
        RoundRefusedException.unless(
                before == null || before.compareTo(begun(purpose)) < 0,
                Refusal.STALE,
                id(purpose).toString());
        ContentHash model = models.get(firstAttempt(purpose));
        RoundRefusedException.unless(
                model == null || model.equals(purpose.model()),
                Refusal.ANOTHER_MODEL,
                id(purpose) + " asks something else than the attempt before");
    }

    /** Whether this attempt is the latest of its plan and has not ended. */
    boolean isOngoing(Purpose purpose) {
        return begun(purpose).equals(latest.get(purpose.plan())) && !ended.contains(id(purpose));
    }

    void begin(Purpose purpose) throws IOException {
        checkNew(purpose);
        append(Entry.BEGUN, out -> write(out, purpose));
    }

    void end(Purpose purpose) throws IOException {
        if (!ended.contains(id(purpose))) {
            append(Entry.ENDED, out -> write(out, purpose));
        }
    }

    /** Over which sites sums of a plan were opened with this site's help, by round, the last attempt last. */
    public SortedMap<Integer, List<Set<String>>> sumsOf(ContentHash plan) {
        SortedMap<Integer, List<Set<String>>> copy = new TreeMap<>();
        ofPlans.getOrDefault(plan, new TreeMap<>()).forEach((round, sets) -> copy.put(round, List.copyOf(sets)));
        return copy;
    }

    /** Refuses a set of sites over which no sum may be opened, beside those that were. */
    void checkDisclosure(ContentHash roster, Purpose purpose, Set<String> sites) {
        Set<String> before = answered.get(roster);
        RoundRefusedException.unless(
                before == null || before.equals(sites), Refusal.SECOND_ANSWER, "roster " + roster.abbreviated());
        opened.getOrDefault(purpose.model(), new OpenedSums(List.of()))
                .and(sites)
                .told()
                .ifPresent(told -> {
                    throw new RoundRefusedException(Refusal.DIFFERENCE, String.join(" and ", told));
                });
    }

    /** Remembers, before any share leaves, that this site helps to open the sum over these sites. */
    void reveal(ContentHash roster, Purpose purpose, Set<String> sites) throws IOException {
        checkDisclosure(roster, purpose, sites);
        if (!answered.containsKey(roster)) {
            append(Entry.REVEALED, out -> {
                out.writeUTF(roster.hex());
                out.writeUTF(purpose.model().hex());
                out.writeInt(sites.size());
                for (String site : new TreeSet<>(sites)) {
                    out.writeUTF(site);
                }
                write(out, purpose);
            });
        }
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }

    /** Fields of an entry. */
    private interface Fields {
        void to(DataOutputStream out) throws IOException;
    }

    private void append(Entry entry, Fields fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(entry.ordinal());
        fields.to(out);
        journal.append(bytes.toByteArray());
        read(bytes.toByteArray());
    }

    private void read(byte[] record) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record))) {
            switch (Entry.values()[in.readByte()]) {
                case BEGUN -> {
                    Purpose purpose = purpose(in);
                    latest.put(purpose.plan(), begun(purpose));
                    models.putIfAbsent(firstAttempt(purpose), purpose.model());
                }
                case ENDED -> ended.add(id(purpose(in)));
                case REVEALED -> {
                    ContentHash roster = new ContentHash(in.readUTF());
                    ContentHash model = new ContentHash(in.readUTF());
                    List<String> sites = new ArrayList<>();
                    for (int left = in.readInt(); left > 0; left--) {
                        sites.add(in.readUTF());
                    }
                    answered.put(roster, Set.copyOf(sites));
                    // Earlier versions did not write of which round it was.
                    if (in.available() > 0) {
                        Purpose purpose = purpose(in);
                        ofPlans.computeIfAbsent(purpose.plan(), first -> new TreeMap<>())
                                .computeIfAbsent(purpose.round(), first -> new ArrayList<>())
                                .add(Set.copyOf(sites));
                    }
                    opened.merge(
                            model,
                            new OpenedSums(List.of(Set.copyOf(sites))),
                            (all, one) -> all.and(Set.copyOf(sites)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream out, Purpose purpose) throws IOException {
        out.writeUTF(purpose.plan().hex());
        out.writeUTF(purpose.model().hex());
        out.writeInt(purpose.round());
        out.writeInt(purpose.attempt());
    }

    private static Purpose purpose(DataInputStream in) throws IOException {
        return new Purpose(new ContentHash(in.readUTF()), new ContentHash(in.readUTF()), in.readInt(), in.readInt());
    }

    private static Begun begun(Purpose purpose) {
        return new Begun(purpose.round(), purpose.attempt());
    }

    private static RoundId firstAttempt(Purpose purpose) {
        return new RoundId(purpose.plan(), purpose.round(), 1);
    }

    private static RoundId id(Purpose purpose) {
        return new RoundId(purpose.plan(), purpose.round(), purpose.attempt());
    }
}
