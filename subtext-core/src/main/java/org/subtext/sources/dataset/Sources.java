package org.subtext.sources.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.NearestName;
import org.subtext.problems.PlanKey;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.sources.dataset.SourceFile.SourceColumn;
import org.subtext.tables.ConflictPolicy;
import org.subtext.tables.NotRecorded;
import org.subtext.tables.Table;
import org.subtext.tables.TableReader;
import org.subtext.wording.Lists;

/** The files of a data set as found on this disk, or everything that is wrong with them. */
final class Sources {
    private static final int NAMES_SHOWN = 30;
    private static final double OLDEST = 120;

    private final Layout layout;
    private final FolderListing listing;
    private final ConflictPolicy conflicts;
    private final Map<String, Source> found = new LinkedHashMap<>();
    private final Map<String, Path> files = new LinkedHashMap<>();
    private final Readings readings;
    private final List<String> notes = new ArrayList<>();
    private final Joins joins = new Joins(this::note);
    private final Problems problems = new Problems();

    private Sources(Layout layout, FolderListing listing, ConflictPolicy conflicts) {
        this.layout = layout;
        this.listing = listing;
        this.conflicts = conflicts;
        this.readings = new Readings(layout.books());
    }

    /**
     * Finds and reads the files of a layout.
     *
     * @throws InvalidInputException with every missing or unreadable file and every missing column at once
     */
    static Sources open(Layout layout, Path root, ConflictPolicy conflicts) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new InvalidInputException(
                    Sentence.of("There is no folder " + root.toAbsolutePath().normalize() + ". Give the folder that "
                                    + layout.title() + " was unpacked into: ")
                            .set(PlanKey.COHORT_SOURCE_ROOT, "FOLDER")
                            .and("."));
        }
        Sources sources = new Sources(layout, FolderListing.of(root), conflicts);
        for (SourceFile file : layout.files()) {
            Optional<Path> path = sources.find(file);
            if (path.isPresent()) {
                sources.read(file, path.get());
            }
        }
        sources.problems.throwIfAny();
        return sources;
    }

    private Optional<Path> find(SourceFile wanted) {
        List<String> present = wanted.stems().stream()
                .filter(stem -> !listing.tables(stem).isEmpty())
                .toList();
        if (!present.isEmpty()) {
            Path taken = take(wanted, present.get(0));
            for (String other : present.subList(1, present.size())) {
                note(listing.relative(taken) + " was read, not "
                        + listing.relative(listing.tables(other).get(0)) + ".");
            }
            return Optional.of(taken);
        }
        String names = String.join(" or ", wanted.stems());
        if (wanted.required()) {
            problems.add(Sentence.of(
                            "There is no " + names + " (.csv, .csv.gz, .xlsx or .parquet) within three folders under "
                                    + listing.root() + ". " + layout.title() + " needs it. Tables found: "
                                    + shown(listing.tableNames()) + ". Put the file there, or give another folder: ")
                    .set(PlanKey.COHORT_SOURCE_ROOT, "FOLDER")
                    .and("."));
        } else if (!wanted.purpose().isEmpty()) {
            note("Warning: no " + names + " was found: " + wanted.purpose() + ". Tables found: "
                    + shown(listing.tableNames()) + ".");
        }
        return Optional.empty();
    }

    private Path take(SourceFile wanted, String stem) {
        List<Path> candidates = listing.tables(stem);
        Path first = candidates.get(0);
        noteOrRefuseRivals(stem, first, candidates.subList(1, candidates.size()));
        if (wanted.unverified().contains(stem)) {
            note("Unverified: the file name " + stem + " is from memory of the data set; check that "
                    + listing.relative(first) + " is its table.");
        }
        files.put(wanted.id(), first);
        return first;
    }

    /**
     * Two folders of one depth are two copies of the set; one nearer to the root, or another format beside it, is
     * plain.
     */
    private void noteOrRefuseRivals(String stem, Path first, List<Path> others) {
        List<String> rivals = others.stream()
                .filter(other -> other.getNameCount() == first.getNameCount()
                        && !other.resolveSibling("").equals(first.resolveSibling("")))
                .map(listing::relative)
                .toList();
        if (!rivals.isEmpty()) {
            problems.add(Sentence.of("Several files could be " + stem + " of " + layout.title() + ": "
                            + listing.relative(first) + ", " + String.join(", ", rivals)
                            + ". Expected one copy of the data set. Give the folder of the one to take: ")
                    .set(PlanKey.COHORT_SOURCE_ROOT, "FOLDER")
                    .and("."));
        } else if (!others.isEmpty()) {
            note("Warning: " + listing.relative(first) + " was read, not "
                    + String.join(", ", others.stream().map(listing::relative).toList())
                    + ". Take the one away that is not meant, or give its folder.");
        }
    }

    private static String shown(List<String> names) {
        return names.isEmpty() ? "none" : Lists.some(names, NAMES_SHOWN);
    }

    private void read(SourceFile wanted, Path file) throws IOException {
        try {
            Map<String, String> actual = columns(wanted, file, TableReader.names(file));
            // Read even where a column is missing: a file that is cut short as well is said in the same breath.
            if (!actual.isEmpty()) {
                Table table = TableReader.read(file, actual::containsValue);
                found.put(wanted.id(), new Source(file, listing.folderOf(file), table, actual));
            }
        } catch (InvalidInputException e) {
            String mend = "Put the file there again as " + layout.title() + " gives it out"
                    + (wanted.required()
                            ? "."
                            : ", or take it away" + (wanted.purpose().isEmpty() ? "." : ": " + wanted.purpose() + "."));
            e.problems().forEach(problem -> problems.add(problem.mendedBy(Sentence.of(mend))));
        }
    }

    /** The file's own name of each of the layout's columns that it has. */
    private Map<String, String> columns(SourceFile wanted, Path file, List<String> names) {
        Map<String, String> actual = new LinkedHashMap<>();
        for (SourceColumn column : wanted.columns()) {
            for (String spelling : column.names()) {
                Optional<String> name = names.stream()
                        .filter(one -> CodeBook.collapsed(one).equalsIgnoreCase(spelling))
                        .findFirst();
                if (name.isPresent()) {
                    actual.put(column.name(), name.get());
                    if (column.unverified().contains(spelling)) {
                        note("Unverified: column " + name.get() + " of " + file.getFileName()
                                + " is taken from memory of the data set; check its values.");
                    }
                    break;
                }
            }
        }
        List<String> others =
                names.stream().filter(name -> !actual.containsValue(name)).toList();
        for (SourceColumn column : wanted.columns()) {
            if (!actual.containsKey(column.name())) {
                missing(column, file, names, others);
            }
        }
        return actual;
    }

    private void missing(SourceColumn column, Path file, List<String> names, List<String> others) {
        String wanted = String.join(" or ", column.names());
        String hint = renamed(column, others)
                .map(name -> " Did you mean \"" + name + "\"?")
                .orElse("");
        if (column.required()) {
            problems.add(Sentence.of("There is no column " + wanted + " in " + listing.relative(file) + "." + hint
                            + " Columns found: " + shown(names) + ". " + layout.title()
                            + " names it so. Rename the column back, or read the table without ")
                    .and(PlanKey.COHORT_SOURCE_DATASET)
                    .and(": ")
                    .set(PlanKey.COHORT_TABLE, "FILE")
                    .and("."));
        } else {
            note((hint.isEmpty() ? "No" : "Warning: no") + " column " + wanted + " in " + file.getFileName()
                    + ": left empty." + hint);
        }
    }

    /** A column that is not one of the layout's own and has the missing one's name within, or nearly is it. */
    private static Optional<String> renamed(SourceColumn column, List<String> others) {
        for (String name : column.names()) {
            Optional<String> renamed = first(others, other -> letters(other).contains(letters(name)))
                    .or(() -> NearestName.of(name, others))
                    .or(() -> first(
                            others,
                            other ->
                                    letters(other).length() > 2 && letters(name).contains(letters(other))));
            if (renamed.isPresent()) {
                return renamed;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> first(List<String> names, Predicate<String> fits) {
        return names.stream().filter(fits).findFirst();
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** A file that the layout requires. */
    Source source(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("not a required file: " + id));
    }

    Optional<Source> find(String id) {
        return Optional.ofNullable(found.get(id));
    }

    FolderListing listing() {
        return listing;
    }

    /** What is done with patients of several recorded values in a table that has one row an admission. */
    ConflictPolicy conflicts() {
        return conflicts;
    }

    /** What a raw value stands for by the layout's code book; an unknown one is counted and stays unmapped. */
    @Nullable String meaning(String book, @Nullable String raw) {
        return readings.meaning(book, raw);
    }

    /** Sets the raw value and its meaning. */
    void code(CommonRow row, Field rawField, Field field, @Nullable String raw) {
        row.set(rawField, raw).set(field, readings.meaning(field.column(), raw));
    }

    /** Sets a field that has no other one for raw values: an unknown value is counted and stays as it is. */
    void code(CommonRow row, Field field, @Nullable String raw) {
        row.set(field, readings.meaningOrRaw(field.column(), raw));
    }

    /** The age in years that a cell holds; null, and counted, where it holds something else. */
    @Nullable String age(Source source, int row, String column) {
        String raw = source.cell(row, column);
        String years = yearsWithinLife(raw);
        if (years == null && !NotRecorded.is(raw)) {
            readings.noAge(source.columnOfFile(column), '"' + raw + "\" in " + source.place(row));
        }
        return years;
    }

    /** The same for an age that stands in no table but in a file's header or a folder's name. */
    @Nullable String age(CommonRow row, String where, @Nullable String raw) {
        String years = yearsWithinLife(raw);
        if (years == null && !NotRecorded.is(raw)) {
            readings.noAge(where, '"' + raw + "\" in " + row.place());
        }
        return years;
    }

    private static @Nullable String yearsWithinLife(@Nullable String raw) {
        String years = Ages.years(raw);
        return years == null || Double.parseDouble(years) > OLDEST ? null : years;
    }

    /** An age that is known at another time than the study's: 0 at birth. */
    record KnownAge(int years, String column, @Nullable String date) {}

    /** The age in years at a study; null, and counted, where both dates are recorded and no age comes of them. */
    @Nullable String ageAt(Source source, int row, String column, KnownAge known) {
        String study = source.cell(row, column);
        if (NotRecorded.is(known.date) || NotRecorded.is(study)) {
            return null;
        }
        OptionalInt from = Ages.year(known.date);
        OptionalInt to = Ages.year(study);
        int age = from.isPresent() && to.isPresent() ? known.years + to.getAsInt() - from.getAsInt() : -1;
        if (age >= 0 && age <= OLDEST) {
            return Integer.toString(age);
        }
        // Dates may identify a patient: the row says enough.
        readings.noAge(known.column + " and " + source.columnOfFile(column), source.place(row));
        return null;
    }

    /** How the tables of the set met its images. */
    Joins joins() {
        return joins;
    }

    void note(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    /** What was noted, and what was counted since the last pass began. */
    List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        all.addAll(readings.notes());
        return all;
    }

    /** Begins a pass over the rows: nothing of them is counted twice. */
    void countAnew() {
        readings.clear();
    }

    Map<String, Long> unknownCodes() {
        return readings.unknown();
    }

    Map<String, Path> files() {
        return files;
    }
}
