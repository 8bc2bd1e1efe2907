package org.subtext.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.subtext.cohort.ConflictPolicy;
import org.subtext.dataset.SourceFile.SourceColumn;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.NearestName;
import org.subtext.problems.Problems;
import org.subtext.tables.TableReader;

/** The files of a data set as found on this disk, or everything that is missing from them. */
final class Sources {
    private static final int NAMES_SHOWN = 30;

    private final Layout layout;
    private final FolderListing listing;
    private final ConflictPolicy conflicts;
    private final Map<String, Source> found = new LinkedHashMap<>();
    private final Map<String, Path> files = new LinkedHashMap<>();
    private final Map<String, CodeBook> books = new HashMap<>();
    private final Map<String, Long> unknownCodes = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Problems problems = new Problems();

    private Sources(Layout layout, FolderListing listing, ConflictPolicy conflicts) {
        this.layout = layout;
        this.listing = listing;
        this.conflicts = conflicts;
        layout.books().forEach(book -> books.put(book.column(), book));
    }

    /**
     * Finds and reads the files of a layout.
     *
     * @throws InvalidInputException with every missing file and column at once
     */
    static Sources open(Layout layout, Path root, ConflictPolicy conflicts) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new InvalidInputException(
                    "There is no folder " + root.toAbsolutePath().normalize() + ". Give the folder that "
                            + layout.title() + " was unpacked into: --root FOLDER.");
        }
        Sources sources = new Sources(layout, FolderListing.of(root), conflicts);
        layout.files().forEach(sources::find);
        sources.problems.throwIfAny();
        for (SourceFile file : layout.files()) {
            sources.checkColumns(file);
        }
        sources.problems.throwIfAny();
        for (SourceFile file : layout.files()) {
            sources.read(file);
        }
        return sources;
    }

    private void find(SourceFile wanted) {
        for (String stem : wanted.stems()) {
            List<Path> candidates = listing.tables(stem);
            if (candidates.isEmpty()) {
                continue;
            }
            Path first = candidates.get(0);
            List<String> rivals = candidates.stream()
                    .filter(other -> other.getNameCount() == first.getNameCount()
                            && !other.resolveSibling("").equals(first.resolveSibling("")))
                    .map(listing::relative)
                    .toList();
            if (!rivals.isEmpty()) {
                problems.add("Several files could be " + stem + " of " + layout.title() + ": "
                        + listing.relative(first) + ", " + String.join(", ", rivals)
                        + ". Expected one copy of the data set. Give the folder of the one to take: --root FOLDER.");
            }
            files.put(wanted.id(), first);
            return;
        }
        String names = String.join(" or ", wanted.stems());
        if (wanted.required()) {
            problems.add("There is no " + names + " (.csv, .csv.gz, .xlsx or .parquet) within three folders under "
                    + listing.root() + ". " + layout.title() + " needs it. Tables found: " + tablesFound()
                    + ". Put the file there, or give another folder: --root FOLDER.");
        } else {
            notes.add("No " + names + " was found: " + wanted.purpose() + ".");
        }
    }

    private String tablesFound() {
        List<String> names = listing.tableNames();
        String shown = String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())));
        return names.isEmpty()
                ? "none"
                : shown + (names.size() > NAMES_SHOWN ? " and " + (names.size() - NAMES_SHOWN) + " more" : "");
    }

    private void checkColumns(SourceFile wanted) throws IOException {
        Path file = files.get(wanted.id());
        if (file == null) {
            return;
        }
        List<String> names = TableReader.names(file);
        for (SourceColumn column : wanted.columns()) {
            Optional<String> actual = actual(column, names);
            if (actual.isPresent() && !column.verified()) {
                notes.add("Unverified: column " + actual.get() + " of " + file.getFileName()
                        + " is taken from memory of the data set; check its values.");
            } else if (actual.isEmpty() && column.required()) {
                problems.add("There is no column " + String.join(" or ", column.names()) + " in "
                        + listing.relative(file) + "." + NearestName.hint(column.name(), names) + " Columns found: "
                        + String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size()))) + ". "
                        + layout.title()
                        + " names it so. Rename the column back, or read the table without --dataset: --table FILE.");
            } else if (actual.isEmpty()) {
                notes.add("No column " + String.join(" or ", column.names()) + " in " + file.getFileName()
                        + ": left empty.");
            }
        }
    }

    private static Optional<String> actual(SourceColumn column, List<String> names) {
        for (String wanted : column.names()) {
            for (String name : names) {
                if (CodeBook.collapsed(name).equalsIgnoreCase(wanted)) {
                    return Optional.of(name);
                }
            }
        }
        return Optional.empty();
    }

    private void read(SourceFile wanted) throws IOException {
        Path file = files.get(wanted.id());
        if (file == null) {
            return;
        }
        List<String> names = TableReader.names(file);
        Map<String, String> actual = new LinkedHashMap<>();
        for (SourceColumn column : wanted.columns()) {
            actual(column, names).ifPresent(name -> actual.put(column.name(), name));
        }
        found.put(
                wanted.id(),
                new Source(file, listing.folderOf(file), TableReader.read(file, actual::containsValue), actual));
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
        CodeBook codes = books.get(book);
        if (codes == null) {
            throw new IllegalArgumentException("no code book " + book + " in " + layout.name());
        }
        Optional<String> meaning = codes.meaning(raw);
        if (meaning.isEmpty()) {
            unknownCodes.merge(book + " \"" + raw + "\"", 1L, Long::sum);
        }
        return meaning.filter(text -> !text.isEmpty()).orElse(null);
    }

    /** Sets the raw value and its meaning. */
    void code(CommonRow row, Field rawField, Field field, @Nullable String raw) {
        row.set(rawField, raw).set(field, meaning(field.name().toLowerCase(Locale.ROOT), raw));
    }

    void note(String note) {
        if (!notes.contains(note)) {
            notes.add(note);
        }
    }

    List<String> notes() {
        return notes;
    }

    Map<String, Long> unknownCodes() {
        return unknownCodes;
    }

    Map<String, Path> files() {
        return files;
    }
}
