package org.subtext.identities;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.subtext.identities.IdFinding.Place;
import org.subtext.tables.Wording;

/** Ids under which several people stand, as far as a table shows it. */
final class Crowds {
    /** A spreadsheet's or a program's short form of a long number; 1E5 without a sign may be a hash. */
    private static final Pattern SCIENTIFIC =
            Pattern.compile("[+-]?\\d+[.,]\\d+[eE][+-]?\\d{1,3}|[+-]?\\d+[eE]\\+\\d{1,3}");

    private static final Pattern DIGITS = Pattern.compile("\\d{16,40}");
    /** The digits that a spreadsheet keeps of a number. */
    private static final int KEPT_DIGITS = 15;
    /** How unlikely all those zeros must be. */
    private static final double HARDLY_EVER = 1e-6;

    private static final double LARGE_SHARE = 0.2;
    private static final int MANY_ROWS = 20;
    private static final int TIMES_THE_USUAL = 10;
    private static final int FEWEST_IDS = 5;

    private final IdColumn column;
    private final DistinctIds ids;
    private final Evidence evidence;
    private final boolean asked;

    /** @param asked whether somebody is to say what the ids mean; otherwise they count as they are written */
    Crowds(IdColumn column, DistinctIds ids, Evidence evidence, boolean asked) {
        this.column = column;
        this.ids = ids;
        this.evidence = evidence;
        this.asked = asked;
    }

    List<IdFinding> findings() {
        List<IdFinding> findings = new ArrayList<>();
        Map<IdKind, List<Integer>> found = new LinkedHashMap<>();
        int usual = usualRows();
        for (int id = 0; id < ids.size(); id++) {
            if (isScientific(ids.text(id))) {
                found.computeIfAbsent(IdKind.SCIENTIFIC, k -> new ArrayList<>()).add(id);
            } else if (ids.size() > 1
                    && ids.rows(id) > usual
                    && NoId.maybe(ids.text(id))
                    && standsForSeveral(id, usual)) {
                found.computeIfAbsent(IdKind.STAND_IN, k -> new ArrayList<>()).add(id);
            } else if (isCrowded(id, usual)) {
                found.computeIfAbsent(IdKind.CROWDED, k -> new ArrayList<>()).add(id);
            }
        }
        List<Integer> rounded = rounded();
        if (!rounded.isEmpty()) {
            found.put(IdKind.ROUNDED, rounded);
        }
        if (ids.size() == 1 && column.rows() > 1) {
            found.put(IdKind.ONE_FOR_ALL, List.of(0));
        }
        found.forEach((kind, which) -> findings.add(finding(kind, which)));
        sites().ifPresent(findings::add);
        return findings;
    }

    private IdFinding finding(IdKind kind, List<Integer> which) {
        boolean[] concerned = new boolean[ids.size()];
        which.forEach(id -> concerned[id] = true);
        List<Place> places = new ArrayList<>();
        for (int row = 0; row < column.rows(); row++) {
            if (ids.of(row) != DistinctIds.NOBODY && concerned[ids.of(row)]) {
                places.add(new Place(row, -1));
            }
        }
        return new IdFinding(kind, "", asked || kind == IdKind.ONE_FOR_ALL, which.size(), places);
    }

    private static boolean isScientific(String text) {
        boolean power = text.indexOf('E') > 0 || text.indexOf('e') > 0;
        return power
                && Character.isDigit(text.charAt(text.length() - 1))
                && SCIENTIFIC.matcher(text).matches();
    }

    /** The rows of an id that 95 % of the ids do not exceed. */
    private int usualRows() {
        int[] rows = new int[ids.size()];
        Arrays.setAll(rows, ids::rows);
        Arrays.sort(rows);
        return rows.length == 0 ? 0 : rows[(int) Math.ceil(0.95 * rows.length) - 1];
    }

    private boolean standsForSeveral(int id, int usual) {
        return ids.rows(id) >= 3 * usual && ids.rows(id) >= 5 || differs(id);
    }

    private boolean isCrowded(int id, int usual) {
        return ids.size() >= FEWEST_IDS
                && ids.rows(id) >= MANY_ROWS
                && ids.rows(id) >= LARGE_SHARE * column.rows()
                && ids.rows(id) >= TIMES_THE_USUAL * usual
                && differs(id);
    }

    /** Whether the rows of an id record several values of what one person has one of, none of them by a slip. */
    private boolean differs(int id) {
        return evidence.facts().stream().anyMatch(fact -> {
            Map<String, Integer> values = new HashMap<>();
            int recorded = 0;
            for (int row = 0; row < column.rows(); row++) {
                String value = ids.of(row) == id ? fact.get(row) : null;
                if (value != null && !NoId.is(value)) {
                    values.merge(Wording.folded(value), 1, Integer::sum);
                    recorded++;
                }
            }
            int most =
                    values.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            return recorded - most >= Math.max(2, 0.1 * recorded);
        });
    }

    /** Numbers of more than 15 digits of which all end in zeros from there on, where that is no chance. */
    private List<Integer> rounded() {
        List<Integer> found = new ArrayList<>();
        double chance = 1;
        for (int id = 0; id < ids.size(); id++) {
            String text = ids.text(id);
            if (text.length() > KEPT_DIGITS && DIGITS.matcher(text).matches()) {
                String number = new BigDecimal(text).toPlainString();
                int beyond = number.length() - KEPT_DIGITS;
                if (beyond <= 0) {
                    continue;
                }
                if (!number.endsWith("0".repeat(beyond))) {
                    return List.of();
                }
                chance *= Math.pow(10, -beyond);
                found.add(id);
            }
        }
        return chance < HARDLY_EVER ? found : List.of();
    }

    /** Ids that occur at several sites, where the recorded facts say that they are different people. */
    private Optional<IdFinding> sites() {
        if (evidence.site() == null) {
            return Optional.empty();
        }
        int[] firstElsewhere = new int[ids.size()];
        Arrays.fill(firstElsewhere, -1);
        List<Place> pairs = new ArrayList<>();
        for (int row = 0; row < column.rows(); row++) {
            int id = ids.of(row);
            if (id == DistinctIds.NOBODY || firstElsewhere[id] >= 0 || ids.rows(id) < 2) {
                continue;
            }
            if (evidence.tellsSitesApart(row, ids.firstRow(id))) {
                firstElsewhere[id] = row;
                pairs.add(new Place(row, ids.firstRow(id)));
            }
        }
        return Acquaintance.of(pairs, column.rows(), evidence.facts()) == Acquaintance.STRANGERS
                ? Optional.of(new IdFinding(IdKind.SITES, "", asked, pairs.size(), pairs))
                : Optional.empty();
    }
}
