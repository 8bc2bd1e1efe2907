package org.subtext.sources.dicom;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.Tags;
import org.subtext.identities.Evidence;
import org.subtext.identities.IdColumn;
import org.subtext.identities.IdRule;
import org.subtext.identities.Identities;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.Progress;
import org.subtext.provenance.AtomicFiles;
import org.subtext.sources.dicom.DicomListing.Broken;
import org.subtext.tables.CsvLine;

/**
 * From a folder of DICOM files to a table: one row an image, one column a fact of its header ({@link DicomColumns}).
 */
public final class DicomImport {
    private static final String TRANSFER_SYNTAX = "transfer_syntax";

    /** Where a row's cells hold the SOP Instance UID and the patient. */
    private static final int UID = 1;

    private static final int PATIENT = 2;

    private DicomImport() {}

    /**
     * What was imported and what was left out.
     *
     * @param files files looked at
     * @param others files that are no DICOM
     * @param withoutPixels DICOM files that are no images, by modality: reports, presentation states, directories
     * @param repeated files with SOP Instance UID, patient and pixels of another file; the first by path counts
     * @param underOneUid images whose SOP Instance UID other images have too; their path is their id
     * @param who what is doubtful about the patient ids
     * @param broken files that cannot be read, and why
     * @param images rows of the table
     * @param patients distinct patient ids
     * @param studies distinct study ids
     * @param imagesWithoutPatient images without a patient id
     * @param filled how many images have a value, by column in the table's order
     * @param losses of the join, null where nothing was joined
     */
    public record Summary(
            int files,
            int others,
            Map<String, Integer> withoutPixels,
            int repeated,
            int underOneUid,
            Identities who,
            List<Broken> broken,
            int images,
            int patients,
            int studies,
            int imagesWithoutPatient,
            Map<String, Integer> filled,
            SideTable.@Nullable Losses losses) {
        /** The counts alone. */
        public ImportRecord record() {
            return new ImportRecord(
                    files,
                    images,
                    patients,
                    studies,
                    broken.size(),
                    withoutPixels,
                    repeated,
                    others,
                    underOneUid,
                    losses == null ? null : losses.counts());
        }
    }

    /** A header's row, or what kind of file it is where it is no image. */
    private record Row(
            Path path, String file, boolean image, String kind, String encoding, List<@Nullable String> cells) {
        SameImages.Claim claim() {
            return new SameImages.Claim(path, cells.get(UID), cells.get(PATIENT), encoding);
        }

        /** The same image with its path for an id. */
        Row byPath() {
            List<@Nullable String> changed = new ArrayList<>(cells);
            changed.set(UID, cells.get(0));
            return new Row(path, file, image, kind, encoding, changed);
        }
    }

    /**
     * Reads all headers below a folder, or of the files that a DICOMDIR names, and writes the table, whole or not at
     * all. Beside it lie {@link ImportRecord} and the names of the files that were left out.
     *
     * @param others how many files were seen already that are no DICOM
     * @param side joined to every image, null for none
     * @throws InvalidInputException when there is no image
     */
    public static Summary write(Path place, int others, @Nullable SideTable side, Path table, Progress progress)
            throws IOException {
        Path from = table.toAbsolutePath().normalize().getParent();
        Path root = DicomFolder.root(place);
        DicomListing<Row> listing = DicomFolder.read(
                place, (file, header) -> row(DicomFolder.name(root, file), from, file, header), progress);
        List<Row> images = new ArrayList<>();
        Map<String, Integer> withoutPixels = new TreeMap<>();
        List<Broken> leftOut = new ArrayList<>(listing.broken());
        Iterator<SameImages.Answer> answers = SameImages.judge(listing.found().stream()
                        .filter(Row::image)
                        .map(Row::claim)
                        .toList())
                .iterator();
        int repeated = 0;
        int underOneUid = 0;
        for (Row row : listing.found()) {
            if (!row.image) {
                withoutPixels.merge(row.kind, 1, Integer::sum);
                leftOut.add(new Broken(row.file, "without pixels (" + row.kind + ")"));
                continue;
            }
            switch (answers.next()) {
                case ITSELF -> images.add(row);
                case REPEATED -> {
                    repeated++;
                    leftOut.add(new Broken(row.file, "the same image again (SOP Instance UID)"));
                }
                case ONE_OF_SEVERAL -> {
                    underOneUid++;
                    images.add(row.byPath());
                }
            }
        }
        if (images.isEmpty()) {
            throw new InvalidInputException("No DICOM image that can be read was found in " + place + ": "
                    + listing.others() + " files that are no DICOM, "
                    + listing.broken().size() + " broken, "
                    + withoutPixels.values().stream()
                            .mapToInt(Integer::intValue)
                            .sum()
                    + " without pixels. Give the folder with the images."
                    + listing.broken().stream()
                            .limit(1)
                            .map(broken -> " The first broken one: " + broken.file() + ", " + broken.reason() + ".")
                            .findFirst()
                            .orElse(""));
        }
        SideTable.Losses losses = side == null
                ? null
                : side.match(column(images, names(null), side.key().column()));
        List<String> names = names(side);
        Map<String, Integer> filled = new LinkedHashMap<>();
        names.forEach(name -> filled.put(name, 0));
        AtomicFiles.write(table, out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writer.write(CsvLine.of(names));
            for (Row row : images) {
                List<@Nullable String> cells = joined(row.cells, side);
                writer.write(CsvLine.of(cells));
                count(names, cells, filled);
            }
            writer.flush();
        });
        Summary summary = new Summary(
                listing.files() + others,
                listing.others() + others,
                withoutPixels,
                repeated,
                underOneUid,
                who(images),
                listing.broken(),
                images.size(),
                distinct(images, names, DicomColumns.PATIENT),
                distinct(images, names, DicomColumns.STUDY),
                images.size() - filled.getOrDefault(DicomColumns.PATIENT, 0),
                filled,
                losses);
        summary.record().writeBeside(table);
        writeLeftOut(leftOut, table);
        return summary;
    }

    private static Identities who(List<Row> images) throws IOException {
        int sex = names(null).indexOf("patient_sex");
        int site = names(null).indexOf("institution");
        Evidence evidence = new Evidence(
                row -> images.get(row).cells.get(site),
                List.of(row -> images.get(row).cells.get(sex)));
        // The header of a CSV is its first row.
        IdColumn ids = new IdColumn(
                DicomColumns.PATIENT,
                images.size(),
                row -> images.get(row).cells.get(PATIENT),
                row -> row + 2);
        return Identities.of(ids, IdRule.ASK, evidence);
    }

    private static void writeLeftOut(List<Broken> leftOut, Path table) throws IOException {
        StringBuilder lines = new StringBuilder(CsvLine.of(List.of("file", "reason")));
        leftOut.forEach(one -> lines.append(CsvLine.of(List.of(one.file(), one.reason()))));
        AtomicFiles.writeString(ImportRecord.leftOut(table), lines.toString());
    }

    private static Row row(String name, @Nullable Path from, Path file, DicomFile header) {
        DataSet dataSet = header.dataSet();
        Path absolute = file.toAbsolutePath().normalize();
        List<@Nullable String> cells = new ArrayList<>();
        Path shown = from != null && absolute.startsWith(from) ? from.relativize(absolute) : absolute;
        cells.add(shown.toString());
        for (DicomColumn column : DicomColumns.ALL) {
            cells.add(column.value().apply(dataSet).orElse(null));
        }
        String encoding = header.transferSyntax().uid();
        cells.add(encoding);
        String kind = DirectoryFile.isDirectory(dataSet)
                ? "DICOMDIR"
                : dataSet.string(Tags.MODALITY).orElse("no modality");
        return new Row(file, name, header.hasPixels(), kind, encoding, cells);
    }

    private static List<String> names(@Nullable SideTable side) {
        List<String> names = new ArrayList<>();
        names.add(DicomColumns.IMAGE_PATH);
        DicomColumns.ALL.forEach(column -> names.add(column.name()));
        names.add(TRANSFER_SYNTAX);
        if (side != null) {
            names.addAll(side.names(Set.copyOf(names)));
        }
        return names;
    }

    private static List<@Nullable String> joined(List<@Nullable String> cells, @Nullable SideTable side) {
        if (side == null) {
            return cells;
        }
        List<@Nullable String> longer = new ArrayList<>(cells);
        int index = names(null).indexOf(side.key().column());
        List<@Nullable String> more = side.cells(cells.get(index));
        for (int i = 0; i < side.width(); i++) {
            longer.add(more == null ? null : more.get(i));
        }
        return longer;
    }

    private static void count(List<String> names, List<@Nullable String> cells, Map<String, Integer> filled) {
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i) != null) {
                filled.merge(names.get(i), 1, Integer::sum);
            }
        }
    }

    private static List<@Nullable String> column(List<Row> rows, List<String> names, String name) {
        int index = names.indexOf(name);
        List<@Nullable String> cells = new ArrayList<>();
        rows.forEach(row -> cells.add(row.cells.get(index)));
        return cells;
    }

    private static int distinct(List<Row> rows, List<String> names, String name) {
        Set<String> values = new HashSet<>();
        for (String value : column(rows, names, name)) {
            if (value != null) {
                values.add(value);
            }
        }
        return values.size();
    }
}
