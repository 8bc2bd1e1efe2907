package org.subtext.silo.disclosure;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.subtext.identities.Spelling;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.KeyedHash;
import org.subtext.silo.journal.Journal;

/**
 * Every query that a site answered, with the patients whom it was of, so that no later one tells of a few by
 * difference.
 *
 * <p>A query is answered only if its own patients number 0 or at least k, and only if they differ from those of each
 * answered query, of each union of two, and of whatever else can be solved for from the answered numbers (differences,
 * complements within a larger query), in either direction, by 0 or at least k; and only if afterwards no set of 1 to k
 * − 1 patients can be solved for. Queries of one plan are asked {@linkplain #askTogether together}: they are one table,
 * whose cells the plan's own rules protect, and are compared with what was answered before. What was answered of the
 * same patients is answered again. Where a later plan has another k, the greater holds between its queries and those
 * that they share patients with: what was promised of an answer holds for good.
 *
 * <p>Patients are known by what stays of their ids when programs write them otherwise ({@link Spelling#bare}): s3-P0012
 * is S3-p0012. They are the site's own, wherever the query was put; a table that is read again with other patients is
 * compared as it is, so that what came new in between is not told either. The ledger is on the disk before an answer is
 * given, is its owner's alone, and never leaves the site: it holds keyed hashes of ids. Thread-safe.
 */
public final class QueryLedger implements Closeable {
    private static final String PURPOSE = "patient of a query";
    private static final int HASH_BYTES = 16;

    /** Before the key: ledgers of before it knew ids as written, and no limit. */
    private static final String FORMAT = "2 ";

    /** Null where the ledger is only looked into. */
    private final @Nullable Journal journal;

    private final Map<String, Integer> places = new HashMap<>();
    private final AnsweredQueries answered;
    private final int limit;
    private final Function<String, byte[]> hash;

    private QueryLedger(@Nullable Journal journal, List<byte[]> records, int limit) throws IOException {
        this.journal = journal;
        this.limit = limit;
        this.answered = new AnsweredQueries(limit);
        String header = records.isEmpty() ? FORMAT + KeyedHash.newKey() : new String(records.get(0), US_ASCII);
        if (!header.startsWith(FORMAT)) {
            throw new InvalidInputException("The ledger of what this site answered is of an earlier version of Subtext,"
                    + " which knew patients by their ids as written. Nothing is answered beside it. Have all plans of"
                    + " before closed, and begin the ledgers anew.");
        }
        if (records.isEmpty() && journal != null) {
            journal.append(header.getBytes(US_ASCII));
        }
        this.hash = KeyedHash.ofHex(header.substring(FORMAT.length())).ofMany(PURPOSE);
        for (byte[] record : records.subList(Math.min(1, records.size()), records.size())) {
            read(record);
        }
    }

    /**
     * Opens a site's ledger, which is made where there is none.
     *
     * @param limit k, the smallest number of patients that is told of, at least 2
     */
    public static QueryLedger open(Path file, int limit) throws IOException {
        return in(Journal.open(file), limit);
    }

    /** The ledger in a journal, which is closed with it; of the limit as at {@link #open}. */
    public static QueryLedger in(Journal journal, int limit) throws IOException {
        try {
            requireLimit(limit);
            return new QueryLedger(journal, journal.before(), limit);
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /**
     * Looks into a site's ledger, which somebody may be writing: nothing can be asked, and no file is made or locked.
     *
     * @param limit as for {@link #open}
     */
    public static QueryLedger peek(Path file, int limit) throws IOException {
        return peek(Journal.peek(file), limit);
    }

    /** The same of the records of a journal that was looked into. */
    public static QueryLedger peek(List<byte[]> records, int limit) throws IOException {
        requireLimit(limit);
        return new QueryLedger(null, records, limit);
    }

    private static void requireLimit(int limit) {
        if (limit < 2) {
            throw new InvalidInputException("The smallest number told of is " + limit + ". Expected at least 2.");
        }
    }

    /**
     * Asks one query.
     *
     * @param plan by its hash
     * @param query in words, kept in the ledger
     * @param patients ids of the site's own patients whom it is of
     */
    public LedgerAnswer ask(String plan, String query, Set<String> patients) throws IOException {
        return askTogether(plan, Map.of(query, patients));
    }

    /** Asks the queries of a plan, which are all answered or none. */
    public synchronized LedgerAnswer askTogether(String plan, Map<String, Set<String>> queries) throws IOException {
        if (journal == null) {
            throw new IllegalStateException("a ledger that is only looked into is asked");
        }
        Map<String, BitSet> asked = new LinkedHashMap<>();
        queries.forEach((query, patients) -> asked.put(query, places(patients)));
        LedgerAnswer answer = answered.judge(asked.values());
        for (Map.Entry<String, BitSet> query : asked.entrySet()) {
            journal.append(record(plan, query.getKey(), answer, query.getValue()));
            answered.note(query.getValue(), answer.isAnswered(), limit);
        }
        return answer;
    }

    /** What would be said, without noting it. */
    public synchronized LedgerAnswer wouldSay(Map<String, Set<String>> queries) {
        Map<String, BitSet> asked = new LinkedHashMap<>();
        queries.forEach((query, patients) -> asked.put(query, places(patients)));
        return answered.judge(asked.values());
    }

    private BitSet places(Set<String> patients) {
        BitSet set = new BitSet();
        for (String patient : patients) {
            byte[] keyed = hash.apply(Spelling.bare(patient));
            set.set(place(HexFormat.of().formatHex(keyed, 0, HASH_BYTES)));
        }
        return set;
    }

    private int place(String keyed) {
        return places.computeIfAbsent(keyed, first -> places.size());
    }

    private byte[] record(String plan, String query, LedgerAnswer answer, BitSet patients) {
        String[] names = new String[places.size()];
        places.forEach((keyed, place) -> names[place] = keyed);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(plan);
            out.writeUTF(query);
            out.writeUTF(answer.why());
            out.writeBoolean(answer.isAnswered());
            out.writeInt(limit);
            // of a refused query nothing is kept but that it was asked
            out.writeInt(answer.isAnswered() ? patients.cardinality() : 0);
            if (answer.isAnswered()) {
                for (int place : patients.stream().toArray()) {
                    out.write(HexFormat.of().parseHex(names[place]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void read(byte[] record) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(record))) {
            in.readUTF();
            in.readUTF();
            in.readUTF();
            boolean isAnswered = in.readBoolean();
            int ofPlan = in.readInt();
            BitSet patients = new BitSet();
            for (int left = in.readInt(); left > 0; left--) {
                patients.set(place(HexFormat.of().formatHex(in.readNBytes(HASH_BYTES))));
            }
            answered.note(patients, isAnswered, ofPlan);
        }
    }

    @Override
    public void close() throws IOException {
        if (journal != null) {
            journal.close();
        }
    }
}
