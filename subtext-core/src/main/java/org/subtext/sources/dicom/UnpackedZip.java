package org.subtext.sources.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.subtext.dicom.ReadLimits;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Knob;
import org.subtext.problems.Sentence;
import org.subtext.progress.Progress;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.Unfinished;

/**
 * The DICOM members of a zip file, unpacked into a folder beside the table that is made of them.
 *
 * <p>What an earlier import unpacked from the same zip file is taken again; a note beside the folder says from which.
 * Whatever else lies there is never deleted and never taken for an image: the import is refused.
 *
 * <p>A zip file that is refused leaves nothing: whatever was unpacked for it goes, unless {@link #keep} was called
 * before {@link #close}; so it is where a signal ends the import until then. The note is written before the first file,
 * so that what a killed import left goes at the next one.
 */
final class UnpackedZip implements AutoCloseable {
    /** First line of the note while members are unpacked. */
    private static final String BEGUN = "unpacking";
    /** The same, where the folder did not exist before. */
    private static final String BEGUN_ANEW = "unpacking anew";

    private final Path folder;
    private final Path note;
    private final int others;
    private final boolean isNew;
    private boolean isKept;

    private UnpackedZip(Path folder, Path note, int others, boolean isNew, boolean isKept) {
        this.folder = folder;
        this.note = note;
        this.others = others;
        this.isNew = isNew;
        this.isKept = isKept;
    }

    /**
     * Unpacks, or takes what was unpacked before.
     *
     * @param elsewhere what names another place for the table, for problems
     * @throws InvalidInputException when the folder holds anything else than what this zip file holds
     */
    static UnpackedZip beside(Path table, Path zip, Knob elsewhere, Progress progress) throws IOException {
        Path folder = table.resolveSibling(table.getFileName() + "-files");
        Path note = table.resolveSibling(table.getFileName() + "-files.from");
        String hash = ContentHash.ofFile(zip).hex();
        removeHalf(folder, note);
        List<String> files = files(folder);
        if (!files.isEmpty()) {
            return earlier(folder, note, hash, files, elsewhere);
        }
        boolean isNew = !Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
        if (isNew) {
            Unfinished.making(folder);
            Unfinished.making(note);
        }
        AtomicFiles.writeString(note, (isNew ? BEGUN_ANEW : BEGUN) + "\n");
        int others;
        // Closed without having been kept, whatever ends the unpacking, memory and a full disk included.
        try (UnpackedZip half = new UnpackedZip(folder, note, 0, isNew, false)) {
            others = DicomArchive.unpack(zip, folder, ReadLimits.defaults(), progress);
            requireSome(zip, folder, others);
            AtomicFiles.writeString(note, note(hash, others, files(folder)));
            half.isKept = true;
        }
        return new UnpackedZip(folder, note, others, isNew, false);
    }

    /** The folder of the unpacked files. */
    Path folder() {
        return folder;
    }

    /** Members of the zip file that are no DICOM. */
    int others() {
        return others;
    }

    /** The import took it: what was unpacked stays. */
    void keep() {
        isKept = true;
        Unfinished.made(folder);
        Unfinished.made(note);
    }

    /** Removes what was unpacked for an import that was refused. */
    @Override
    public void close() throws IOException {
        if (!isKept) {
            Files.deleteIfExists(note);
            deleteUnpacked(folder, isNew);
            Unfinished.made(folder);
            Unfinished.made(note);
        }
    }

    /** Removes what an import left that was killed while it unpacked. */
    private static void removeHalf(Path folder, Path note) throws IOException {
        if (!Files.isRegularFile(note, LinkOption.NOFOLLOW_LINKS) || Files.size(note) > 100) {
            return;
        }
        String begun = Files.readString(note).strip();
        if (begun.equals(BEGUN) || begun.equals(BEGUN_ANEW)) {
            deleteUnpacked(folder, begun.equals(BEGUN_ANEW));
            Files.delete(note);
        }
    }

    private static UnpackedZip earlier(Path folder, Path note, String hash, List<String> files, Knob elsewhere)
            throws IOException {
        List<String> lines = Files.isRegularFile(note) ? Files.readAllLines(note) : List.of();
        int others = lines.size() < 2 || !lines.get(1).matches("\\d{1,9}") ? 0 : Integer.parseInt(lines.get(1));
        if (!String.join("\n", lines).equals(note(hash, others, files).strip())) {
            throw new InvalidInputException(
                    Sentence.of("The zip file would be unpacked into " + folder + ", which holds "
                                    + files.size()
                                    + " files that are not those of this zip file. Delete that folder if nobody needs"
                                    + " it, or choose another place for the table and what is unpacked beside it with"
                                    + " ")
                            .and(elsewhere)
                            .and("."));
        }
        return new UnpackedZip(folder, note, others, false, true);
    }

    /** Hash of the zip file, its members that are no DICOM, and every unpacked file with its size. */
    private static String note(String hash, int others, List<String> files) {
        return hash + "\n" + others + "\n" + String.join("\n", files) + "\n";
    }

    /** Name and size of everything in the folder, in order of name; none where there is no folder. */
    private static List<String> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            List<Path> entries = inside.sorted().toList();
            List<String> files = new ArrayList<>();
            for (Path entry : entries) {
                files.add(entry.getFileName()
                        + " "
                        + (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS) ? Files.size(entry) : "no file"));
            }
            return files;
        }
    }

    private static void requireSome(Path zip, Path folder, int others) throws IOException {
        if (files(folder).isEmpty()) {
            throw new InvalidInputException("The zip file " + zip + " holds no DICOM file: none of its " + others
                    + " members is one. Give a zip file of DICOM images, or a table of images of another kind.");
        }
    }

    /** The folder was empty when unpacking began, so what is called as unpacked members are was put there by it. */
    private static void deleteUnpacked(Path folder, boolean isNew) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            for (Path file : inside.filter(DicomArchive::isUnpacked).toList()) {
                Files.delete(file);
            }
        }
        if (isNew && files(folder).isEmpty()) {
            Files.delete(folder);
        }
    }
}
