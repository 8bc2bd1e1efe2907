package org.subtext.identities;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.subtext.identities.IdFinding.Place;

/**
 * Whose each row of a table is, and what is doubtful about it.
 *
 * <p>Costs one look at each row and one folding an id: some tenths of a second for 400,000 rows. Immutable.
 */
public final class Identities {
    private final IdColumn column;
    private final IdRule rule;
    private final @Nullable String[] people;
    private final List<IdFinding> findings;
    private final int joined;

    private Identities(IdColumn column, IdRule rule, @Nullable String[] people, List<IdFinding> findings, int joined) {
        this.column = column;
        this.rule = rule;
        this.people = people;
        this.findings = List.copyOf(findings);
        this.joined = joined;
    }

    /**
     * Judges a column.
     *
     * @throws org.subtext.problems.InvalidInputException when the rule's table of ids cannot be read
     */
    public static Identities of(IdColumn column, IdRule rule, Evidence evidence) throws IOException {
        return new Judge(column, rule, evidence).judge();
    }

    /** The patient of a row, null where it has none. */
    public @Nullable String person(int row) {
        return people[row];
    }

    /** The patient of every row; a row without one is a patient of its own, "row 3". */
    public List<String> people() {
        List<String> all = new ArrayList<>(people.length);
        for (int row = 0; row < people.length; row++) {
            String person = people[row];
            all.add(person == null ? "row " + row : person);
        }
        return all;
    }

    /** Everything doubtful, in the order in which it must be mended. */
    public List<IdFinding> findings() {
        return findings;
    }

    public IdColumn column() {
        return column;
    }

    public IdRule rule() {
        return rule;
    }

    /** How many spellings were brought together because the rule says so. */
    public int joined() {
        return joined;
    }

    /** Puts an id to each row, step by step. */
    private static final class Judge {
        private final IdColumn column;
        private final IdRule rule;
        private final Evidence evidence;
        private final DistinctIds ids;
        /** The id that counts in the place of each: itself, unless spellings are brought together. */
        private final int[] leader;

        private final List<IdFinding> findings = new ArrayList<>();

        Judge(IdColumn column, IdRule rule, Evidence evidence) throws IOException {
            this.column = column;
            this.rule = rule;
            this.evidence = evidence;
            this.ids = new DistinctIds(column, IdMap.read(rule.map()));
            this.leader = new int[ids.size()];
            Arrays.setAll(leader, id -> id);
        }

        Identities judge() {
            missing();
            boolean asked = rule.spellings() == SpellingPolicy.ASK;
            findings.addAll(new Crowds(column, ids, evidence, asked).findings());
            int joined = rule.spellings() == SpellingPolicy.DIFFERENT ? 0 : twins(asked);
            @Nullable String[] people = new @Nullable String[column.rows()];
            for (int row = 0; row < people.length; row++) {
                int id = ids.of(row);
                people[row] = id == DistinctIds.NOBODY ? null : ids.text(asked ? id : leader[id]);
            }
            return new Identities(column, rule, people, findings, joined);
        }

        private void missing() {
            List<Place> places = new ArrayList<>();
            for (int row = 0; row < column.rows(); row++) {
                if (ids.of(row) == DistinctIds.NOBODY) {
                    places.add(new Place(row, -1));
                }
            }
            if (!places.isEmpty()) {
                findings.add(new IdFinding(IdKind.MISSING, "", true, 0, places));
            }
        }

        /** Finds ids that are the same but for their spelling; returns how many were brought together. */
        private int twins(boolean asked) {
            Twins twins = new Twins(ids);
            Map<Integer, List<Integer>> spelled = twins.bySpelling();
            spelled.forEach((leading, others) -> others.forEach(other -> leader[other] = leading));
            Map<Integer, List<Integer>> prefixed = twins.byPrefix(leader);
            if (asked) {
                Map<String, List<Place>> pairs = new LinkedHashMap<>();
                spelled.forEach((leading, others) -> others.forEach(other -> pairs.computeIfAbsent(
                                Spelling.difference(ids.text(leading), ids.text(other)), d -> new ArrayList<>())
                        .add(pair(other, leading))));
                pairs.forEach((difference, found) -> ask(IdKind.SPELLING, difference, found));
                List<Place> numbers = new ArrayList<>();
                prefixed.forEach((leading, others) -> others.forEach(other -> numbers.add(pair(other, leading))));
                ask(IdKind.PREFIX, "", numbers);
                near(twins);
                return 0;
            }
            prefixed.forEach((leading, others) -> others.forEach(other -> leader[other] = leading));
            for (int id = 0; id < leader.length; id++) {
                leader[id] = leader[leader[id]];
            }
            return (int) IntStream.range(0, leader.length)
                    .filter(id -> leader[id] != id)
                    .count();
        }

        /** Says, without asking, which different ids are nearly the same. */
        private void near(Twins twins) {
            List<Place> pairs = new ArrayList<>();
            twins.near(leader).forEach((one, other) -> pairs.add(pair(one, other)));
            if (!pairs.isEmpty() && Acquaintance.of(pairs, column.rows(), evidence.facts()) != Acquaintance.STRANGERS) {
                findings.add(new IdFinding(
                        IdKind.NEAR, "accents, a plus sign or a number behind", false, pairs.size(), everyRow(pairs)));
            }
        }

        private Place pair(int other, int leading) {
            return new Place(ids.firstRow(other), ids.firstRow(leading));
        }

        /** Adds what must be asked about pairs of ids, unless the table itself says that they are different people. */
        private void ask(IdKind kind, String difference, List<Place> pairs) {
            if (pairs.isEmpty()) {
                return;
            }
            Acquaintance known = Acquaintance.of(pairs, column.rows(), evidence.facts());
            boolean lawful = kind == IdKind.PREFIX && known == Acquaintance.STRANGERS
                    || known != Acquaintance.ONE_PERSON && areOfDifferentSites(pairs);
            if (!lawful) {
                findings.add(new IdFinding(kind, difference, true, pairs.size(), everyRow(pairs)));
            }
        }

        /** Whether each spelling has its site, so that two sites number their patients, each in its own way. */
        private boolean areOfDifferentSites(List<Place> pairs) {
            return pairs.stream().allMatch(pair -> evidence.tellsSitesApart(pair.row(), pair.like()));
        }

        /** All rows of the ids whose first rows are given. */
        private List<Place> everyRow(List<Place> pairs) {
            int[] like = new int[ids.size()];
            Arrays.fill(like, -1);
            pairs.forEach(pair -> like[ids.of(pair.row())] = pair.like());
            List<Place> places = new ArrayList<>();
            for (int row = 0; row < column.rows(); row++) {
                int id = ids.of(row);
                if (id != DistinctIds.NOBODY && like[id] >= 0) {
                    places.add(new Place(row, like[id]));
                }
            }
            places.sort(Comparator.comparingInt(Place::row));
            return places;
        }
    }
}
