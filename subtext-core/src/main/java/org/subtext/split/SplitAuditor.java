package org.subtext.split;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.ColumnGuess;
import org.subtext.cohort.ColumnMapping;
import org.subtext.cohort.ColumnRole;
import org.subtext.identities.Evidence;
import org.subtext.identities.IdColumn;
import org.subtext.identities.IdFinding;
import org.subtext.identities.IdKind;
import org.subtext.identities.IdRule;
import org.subtext.identities.Identities;
import org.subtext.identities.SpellingPolicy;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.split.SplitDoubt.Kind;
import org.subtext.tables.Column;
import org.subtext.tables.NotRecorded;
import org.subtext.tables.Table;

/** Holds every two parts of a table's split against each other; needs neither images nor an attribute. */
public final class SplitAuditor {
    private record Row(String patient, @Nullable String image) {}

    /** Patients with a part, and those of them with several. */
    private record Spread(int patients, int several) {}

    private final Table table;
    private final IdColumn patients;
    private final PartWordings parts;
    private final Optional<Column> images;

    private SplitAuditor(Table table, ColumnMapping columns) {
        this.table = table;
        this.patients = IdColumn.of(table, columns.column(ColumnRole.PATIENT).orElseThrow());
        this.parts =
                new PartWordings(table.column(columns.column(ColumnRole.SPLIT).orElseThrow()));
        this.images = columns.column(ColumnRole.IMAGE_ID)
                .or(() -> columns.column(ColumnRole.IMAGE))
                .map(table::column);
    }

    /** Which columns were taken, and what they show. */
    public record Audited(ColumnGuess columns, SplitAudit audit) {}

    /**
     * Audits any table with a patient and a split column.
     *
     * @param named columns that the user named; the others are guessed
     * @param ids how patients are told by their ids
     * @param oneImageEach whether each patient is known to have one image, so that ids need not repeat
     * @throws InvalidInputException when a column cannot be found, or no row or only one part is left
     */
    public static Audited audit(Table table, ColumnMapping named, IdRule ids, boolean oneImageEach) throws IOException {
        Problems problems = new Problems();
        List<String> candidates = SplitColumns.in(table);
        // "part" is a split where its values are, and else a part of a body.
        boolean part = named.split() == null && candidates.equals(List.of(SplitColumns.PART));
        EnumSet<ColumnRole> required =
                part ? EnumSet.of(ColumnRole.PATIENT) : EnumSet.of(ColumnRole.PATIENT, ColumnRole.SPLIT);
        ColumnGuess guess = ColumnGuess.of(table, named, required, problems);
        problems.throwIfAny();
        if (part && guess.mapping().split() == null) {
            guess = guess.with(ColumnRole.SPLIT, SplitColumns.PART, "its values are parts of a split");
        }
        String taken = guess.mapping().column(ColumnRole.SPLIT).orElseThrow();
        List<String> others = named.split() != null
                ? List.of()
                : candidates.stream().filter(name -> !name.equals(taken)).toList();
        return new Audited(guess, new SplitAuditor(table, guess.mapping()).audit(ids, oneImageEach, others));
    }

    private SplitAudit audit(IdRule ids, boolean oneImageEach, List<String> others) throws IOException {
        int count = parts.keys().size();
        if (count < 2) {
            throw new InvalidInputException(Sentence.of("The split column of " + table.source() + " names " + count
                            + " part; a split has at least two. Name the right column: ")
                    .set(PlanKey.COHORT_COLUMNS_SPLIT, "COLUMN")
                    .and("."));
        }
        Identities who = Identities.of(patients, ids, Evidence.of(table, null));
        Map<String, List<Row>> rowsOfPart = rowsOfPart(who);
        Map<String, Set<String>> patientsOfPart = new LinkedHashMap<>();
        rowsOfPart.forEach((part, rows) -> {
            Set<String> distinct = new HashSet<>();
            rows.forEach(row -> distinct.add(row.patient()));
            patientsOfPart.put(part, distinct);
        });
        Spread spread = spread(who);
        List<SplitDoubt> doubts = new ArrayList<>(rowsWithoutPatient(rowsOfPart));
        doubts.addAll(doubts(who, spread));
        int rows = rowsOfPart.values().stream().mapToInt(List::size).sum();
        boolean onceEach = rows == spread.patients();
        boolean listsPatients = onceEach && SplitFile.listsPatients(table);
        if (ids.spellings() != SpellingPolicy.DIFFERENT) {
            doubts.addAll(imagesButForCase(rowsOfPart));
        }
        if (!oneImageEach && !listsPatients && rows > 0 && onceEach) {
            doubts.add(new SplitDoubt(Kind.EACH_ROW_ITS_OWN, "", rows, rows));
        }
        int withPart = parts.keys().stream().mapToInt(parts::rows).sum();
        List<SplitAudit.PartSize> sizes = new ArrayList<>();
        rowsOfPart.forEach((part, own) -> sizes.add(new SplitAudit.PartSize(
                parts.name(part),
                own.size(),
                patientsOfPart.getOrDefault(part, Set.of()).size(),
                parts.wordings(part))));
        return new SplitAudit(
                String.valueOf(table.source().getFileName()),
                rows,
                spread.patients(),
                sizes,
                pairs(rowsOfPart, patientsOfPart),
                spread.several(),
                table.rows() - withPart,
                listsPatients,
                others,
                doubts);
    }

    private Map<String, List<Row>> rowsOfPart(Identities who) {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        parts.keys().forEach(part -> rows.put(part, new ArrayList<>()));
        for (int row = 0; row < table.rows(); row++) {
            String patient = who.person(row);
            String part = parts.of(row);
            List<Row> own = part == null ? null : rows.get(part);
            if (patient != null && own != null) {
                own.add(new Row(patient, image(row)));
            }
        }
        return rows;
    }

    /** The image id of a row; one NA in two parts is no image of both. */
    private @Nullable String image(int row) {
        String image = images.isEmpty() ? null : images.get().get(row);
        return NotRecorded.is(image) ? null : image;
    }

    /** Nearly every patient is in one part, so that the first is kept and those of several are noted. */
    private Spread spread(Identities who) {
        Map<String, String> first = new HashMap<>();
        Set<String> several = new HashSet<>();
        for (int row = 0; row < table.rows(); row++) {
            String patient = who.person(row);
            String part = parts.of(row);
            if (patient != null && part != null) {
                String before = first.putIfAbsent(patient, part);
                if (before != null && !before.equals(part)) {
                    several.add(patient);
                }
            }
        }
        return new Spread(first.size(), several.size());
    }

    private List<SplitDoubt> doubts(Identities who, Spread spread) throws IOException {
        List<SplitDoubt> doubts = new ArrayList<>();
        boolean twins = false;
        for (IdFinding finding : who.findings()) {
            twins |= finding.kind() == IdKind.SPELLING || finding.kind() == IdKind.PREFIX;
            boolean several = finding.refused()
                    && finding.kind() != IdKind.MISSING
                    && finding.kind() != IdKind.SPELLING
                    && finding.kind() != IdKind.PREFIX;
            if (several) {
                doubts.add(new SplitDoubt(
                        Kind.IDS_OF_SEVERAL_PEOPLE,
                        finding.words(),
                        finding.places().size(),
                        table.rows()));
            }
        }
        if (twins) {
            // A proof must hold however the question of the spellings is answered.
            IdRule same = new IdRule(SpellingPolicy.SAME, who.rule().map());
            int more = spread(Identities.of(patients, same, Evidence.NONE)).several() - spread.several();
            if (more > 0) {
                doubts.add(new SplitDoubt(Kind.SPELLINGS_IN_SEVERAL_PARTS, "", more, spread.patients()));
            }
        }
        return doubts;
    }

    private List<SplitDoubt> rowsWithoutPatient(Map<String, List<Row>> rowsOfPart) {
        List<SplitDoubt> doubts = new ArrayList<>();
        rowsOfPart.forEach((part, withPatient) -> {
            int rows = parts.rows(part);
            if (withPatient.size() < rows) {
                doubts.add(
                        new SplitDoubt(Kind.ROWS_WITHOUT_PATIENT, parts.name(part), rows - withPatient.size(), rows));
            }
        });
        return doubts;
    }

    /** Images that some programs and file systems take for one. */
    private static List<SplitDoubt> imagesButForCase(Map<String, List<Row>> rowsOfPart) {
        Map<String, String> first = new HashMap<>();
        Map<String, Set<String>> further = new HashMap<>();
        Map<String, String> partOfId = new HashMap<>();
        Set<String> doubtful = new HashSet<>();
        rowsOfPart.forEach((part, rows) -> {
            for (Row row : rows) {
                String image = row.image();
                if (image == null || partOfId.putIfAbsent(image, part) != null) {
                    continue;
                }
                String folded = image.toLowerCase(Locale.ROOT);
                String known = first.putIfAbsent(folded, image);
                if (known == null) {
                    continue;
                }
                Set<String> alike = further.computeIfAbsent(folded, f -> new HashSet<>(List.of(known)));
                if (alike.stream().anyMatch(other -> !part.equals(partOfId.get(other)))) {
                    doubtful.add(folded);
                }
                alike.add(image);
            }
        });
        return doubtful.isEmpty()
                ? List.of()
                : List.of(new SplitDoubt(Kind.IMAGES_BUT_FOR_CASE, "", doubtful.size(), first.size()));
    }

    private List<SplitAudit.Pair> pairs(Map<String, List<Row>> rowsOfPart, Map<String, Set<String>> patientsOfPart) {
        List<String> keys = parts.keys();
        Map<String, Set<String>> images = new HashMap<>();
        rowsOfPart.forEach((part, rows) -> images.put(part, imageIds(rows)));
        List<SplitAudit.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            for (int j = i + 1; j < keys.size(); j++) {
                pairs.add(pair(keys.get(i), keys.get(j), rowsOfPart, patientsOfPart, images));
            }
        }
        return pairs;
    }

    private SplitAudit.Pair pair(
            String first,
            String second,
            Map<String, List<Row>> rowsOfPart,
            Map<String, Set<String>> patientsOfPart,
            Map<String, Set<String>> imagesOfPart) {
        Set<String> shared =
                inBoth(patientsOfPart.getOrDefault(first, Set.of()), patientsOfPart.getOrDefault(second, Set.of()));
        List<Row> tested = rowsOfPart.getOrDefault(second, List.of());
        int leaked = (int)
                tested.stream().filter(row -> shared.contains(row.patient())).count();
        Set<String> images =
                inBoth(imagesOfPart.getOrDefault(first, Set.of()), imagesOfPart.getOrDefault(second, Set.of()));
        double share = tested.isEmpty() ? 0 : (double) leaked / tested.size();
        return new SplitAudit.Pair(parts.name(first), parts.name(second), shared.size(), leaked, share, images.size());
    }

    private static Set<String> inBoth(Set<String> one, Set<String> other) {
        Set<String> smaller = one.size() < other.size() ? one : other;
        Set<String> larger = smaller == one ? other : one;
        return smaller.stream().filter(larger::contains).collect(Collectors.toSet());
    }

    private static Set<String> imageIds(List<Row> rows) {
        Set<String> ids = new HashSet<>();
        for (Row row : rows) {
            if (row.image() != null) {
                ids.add(row.image());
            }
        }
        return ids;
    }
}
