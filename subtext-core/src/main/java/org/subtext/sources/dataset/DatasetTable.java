package org.subtext.sources.dataset;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.progress.Progress;
import org.subtext.provenance.AtomicFiles;
import org.subtext.tables.ConflictPolicy;

/**
 * Writes the common table of a data set.
 *
 * <p>Rows are mapped twice: first to count, for a patient's conflict is known only after the last row, then to write.
 * None is kept in between.
 */
public final class DatasetTable {
    /** Which rows stay. */
    public enum Rules {
        /** All of them. */
        NONE,
        /** Those that the study's inclusion rules leave. */
        STUDY
    }

    private final Layout layout;
    private final Rules rules;
    private final ImageHeaders headers;
    private final Sources sources;
    private final Tally all;
    private final Tally kept;
    private final Map<String, Long> excluded = new LinkedHashMap<>();
    private final Map<String, Optional<String>> read = new HashMap<>();

    private DatasetTable(Layout layout, Rules rules, ImageHeaders headers, Sources sources) {
        this.layout = layout;
        this.rules = rules;
        this.headers = headers;
        this.sources = sources;
        this.all = new Tally(layout.published());
        this.kept = new Tally(layout.published());
    }

    /**
     * Reads a data set and writes its table, and its record beside it.
     *
     * @param root the folder the data set was unpacked into; image paths of the table start there
     * @param conflicts for recorded values that are kept by admission and not by image
     * @param table the CSV to write
     * @throws InvalidInputException with every missing or unreadable file and every missing column at once, or with the
     *     rows of images that stand there twice
     */
    public static DatasetRecord write(
            Layout layout,
            Path root,
            Rules rules,
            ConflictPolicy conflicts,
            ImageHeaders headers,
            Path table,
            Progress progress)
            throws IOException {
        if (rules == Rules.STUDY && layout.rules().isEmpty()) {
            throw new InvalidInputException(
                    Sentence.of("The study has no inclusion rules for " + layout.title() + ". Leave out ")
                            .set(PlanKey.COHORT_SOURCE_RULES, "study")
                            .and("; it is known for: " + String.join(", ", Datasets.namesWithRules()) + "."));
        }
        progress.begin("Reading " + layout.title(), 0, "rows");
        DatasetTable made = new DatasetTable(layout, rules, headers, Sources.open(layout, root, conflicts));
        made.count();
        made.sources.countAnew();
        AtomicFiles.write(table, out -> {
            try (Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16)) {
                made.writeRows(writer);
            }
        });
        DatasetRecord record = made.record();
        record.writeBeside(table);
        progress.end(record.rows() + " images of " + record.patients() + " patients");
        return record;
    }

    private interface RowWork {
        void on(CommonRow row) throws IOException;
    }

    private void map(RowWork work) throws IOException {
        CommonRow row = new CommonRow(layout.findings());
        try {
            layout.mapping().rows(sources, new Layout.Sink() {
                @Override
                public CommonRow row() {
                    row.clear();
                    return row;
                }

                @Override
                public void add(CommonRow filled) {
                    complete(filled);
                    try {
                        work.on(filled);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void count() throws IOException {
        Set<String> images = new HashSet<>();
        Set<String> repeated = new LinkedHashSet<>();
        map(row -> {
            all.add(row);
            String image = row.get(Field.IMAGE_ID);
            if (image != null && !images.add(image)) {
                repeated.add(image);
            }
        });
        if (!repeated.isEmpty()) {
            refuse(repeated);
        }
    }

    /** Of two rows of one image none is chosen. Their places are looked up now: most tables never need them. */
    private void refuse(Set<String> repeated) throws IOException {
        Map<String, List<String>> places = new LinkedHashMap<>();
        map(row -> {
            String image = row.get(Field.IMAGE_ID);
            if (image != null && repeated.contains(image)) {
                places.computeIfAbsent(image, i -> new ArrayList<>(2)).add(row.place());
            }
        });
        Problems problems = new Problems();
        places.values().stream()
                .map(rows -> "The same image stands in " + String.join(" and in ", rows) + ".")
                .distinct()
                .forEach(found -> problems.add(
                        "repeated image",
                        found,
                        "Expected one row an image. Keep one of each: which of them is right cannot be known here."));
        problems.throwIfAny();
    }

    private void complete(CommonRow row) {
        row.set(Field.DATASET, layout.name());
        layout.fromHeaders().forEach((field, keyword) -> {
            String path = row.get(Field.IMAGE_PATH);
            // A table's value that no code explains is still a value: the header does not take its place.
            boolean recorded = row.get(field == Field.SEX ? Field.SEX_RAW : field) != null;
            String value = recorded || path == null ? null : header(row, field, path, keyword);
            if (value != null) {
                fromHeader(row, field, value);
            }
        });
    }

    /**
     * Sex and age are the same in all headers of a study, so one of them is read; rows are mapped twice, headers read
     * once.
     */
    private @Nullable String header(CommonRow row, Field field, String path, String keyword) {
        String study = field == Field.VIEW ? null : row.get(Field.STUDY_ID);
        return read.computeIfAbsent(
                        keyword + "|" + (study == null ? path : study),
                        key -> Optional.ofNullable(headers.value(path, keyword)))
                .orElse(null);
    }

    private void fromHeader(CommonRow row, Field field, String value) {
        switch (field) {
            case SEX -> sources.code(row, Field.SEX_RAW, Field.SEX, value);
            case AGE_YEARS -> row.set(field, sources.age(row, "the images' headers", value));
            default -> sources.code(row, field, value);
        }
    }

    private void writeRows(Writer writer) throws IOException {
        writer.write(CommonRow.header(layout.findings()));
        map(row -> {
            String patient = row.get(Field.PATIENT_ID);
            if (row.get(Field.RACE) != null && row.get(Field.RACE_CONFLICT) == null && patient != null) {
                row.set(Field.RACE_CONFLICT, all.conflicts(Field.RACE, patient) ? "1" : "0");
            }
            if (keeps(row)) {
                kept.add(row);
                writer.write(row.line());
            }
        });
        if (kept.rows() == 0) {
            throw new InvalidInputException(
                    Sentence.of("No image of " + layout.title() + " is left out of " + all.rows()
                                    + " rows. Left out: " + excluded
                                    + ". Check that the files belong together, or leave out ")
                            .set(PlanKey.COHORT_SOURCE_RULES, "study")
                            .and("."));
        }
    }

    private boolean keeps(CommonRow row) {
        if (rules == Rules.STUDY) {
            for (StudyRule rule : layout.rules()) {
                if (!rule.keeps().test(row)) {
                    excluded.merge(rule.label(), 1L, Long::sum);
                    return false;
                }
            }
        }
        return true;
    }

    private DatasetRecord record() {
        List<DatasetRecord.Check> checks = new ArrayList<>();
        for (Published published : layout.published()) {
            if (!published.afterRules()) {
                checks.add(new DatasetRecord.Check(published.what(), published.expected(), all.found(published)));
            } else if (rules == Rules.STUDY) {
                checks.add(new DatasetRecord.Check(published.what(), published.expected(), kept.found(published)));
            }
        }
        List<String> files = sources.files().values().stream()
                .map(sources.listing()::relative)
                .toList();
        return new DatasetRecord(
                layout.name(),
                layout.title(),
                layout.version(),
                rules.name().toLowerCase(Locale.ROOT),
                files,
                kept.rows(),
                kept.patients(),
                excluded,
                checks,
                layout.books(),
                sources.unknownCodes(),
                layout.terms(),
                notes(),
                sources.joins().counts());
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>(layout.notes());
        notes.addAll(sources.notes());
        notes.addAll(headers.notes());
        for (Field field : List.of(Field.RACE, Field.SEX)) {
            if (all.conflicts(field) > 0) {
                notes.add(all.conflicts(field) + " patients have rows of different " + field.column()
                        + "; the policy on conflicts decides what is done with them (default: exclude).");
            }
        }
        return notes;
    }
}
