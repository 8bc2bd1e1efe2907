package org.subtext.audit;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.address.ImageAddress;
import org.subtext.audit.inputs.ScoreJournal;
import org.subtext.images.DecodedFiles;
import org.subtext.images.DecodedFiles.Preparation;
import org.subtext.images.Outcome;
import org.subtext.images.Pictures;
import org.subtext.images.PixelLayout;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.problems.UnavailableException;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.FileStamp;
import org.subtext.recognition.Recogniser;
import org.subtext.tables.CsvLine;
import org.subtext.wording.VisibleText;

/**
 * Scores a folder of any number of images, a block at a time: a block is decoded, scored and written before the next is
 * read, so that memory does not grow with the folder and an interrupted file of scores can be continued.
 */
public final class FolderScoring {
    private static final int SHOWN = 5;

    private final Recogniser recogniser;
    private final Preparation preparation;
    private final NamedImages files;
    private final Progress progress;
    private final List<String> unreadable = new ArrayList<>();
    private final List<String> withoutScore = new ArrayList<>();
    private int scored;

    private FolderScoring(Recogniser recogniser, Preparation preparation, NamedImages files, Progress progress) {
        this.recogniser = recogniser;
        this.preparation = preparation;
        this.files = files;
        this.progress = progress;
    }

    /**
     * What became of the images.
     *
     * @param scored how many were scored now
     * @param unreadable which could not be read (file name and reason)
     * @param withoutScore of which the network gave what is no number, and which are not written
     */
    public record Result(int scored, List<String> unreadable, List<String> withoutScore) {
        public Result {
            unreadable = List.copyOf(unreadable);
            withoutScore = List.copyOf(withoutScore);
        }

        /** Whether every image has its scores. */
        public boolean isWhole() {
            return unreadable.isEmpty() && withoutScore.isEmpty();
        }
    }

    /**
     * Scores all images below a folder in order of their paths, one image, or those that a table lists.
     *
     * @param preparation of its images, beside its layout
     * @param model hash of the model's file
     * @param out file of scores (CSV), or null for the standard writer
     * @param resume whether images that {@code out} holds already are left out
     * @throws InvalidInputException when there is nothing to go on with: no file, or one that another model or other
     *     images made
     * @throws UnavailableException when what is printed cannot be written
     */
    public static Result run(
            Recogniser recogniser,
            Preparation preparation,
            ContentHash model,
            Path images,
            @Nullable Path out,
            boolean resume,
            PrintWriter standard,
            Progress progress)
            throws IOException {
        if (resume && (out == null || isDevice(out))) {
            throw new InvalidInputException(Sentence.of("Scores that are printed are kept nowhere and cannot be gone on"
                            + " with. Name a file with ")
                    .and(Argument.OUT)
                    .and(", or leave out ")
                    .and(Argument.RESUME)
                    .and("."));
        }
        NamedImages files = NamedImages.of(images, progress);
        FolderScoring scoring = new FolderScoring(recogniser, preparation, files, progress);
        if (out == null || isDevice(out)) {
            try (Printed lines = out == null ? new Printed(standard, false) : Printed.to(out)) {
                lines.add(scoring.header(), List.of());
                scoring.score(files, lines);
            }
        } else {
            ContentHash made = ContentHash.ofText(
                    model.hex() + recogniser.card() + (preparation.equals(Preparation.USUAL) ? "" : preparation));
            try (ScoreJournal journal = ScoreJournal.open(out, made, scoring.header(), resume)) {
                scoring.score(scoring.left(journal, out), journal::add);
            }
        }
        return new Result(scoring.scored, scoring.unreadable, scoring.withoutScore);
    }

    /**
     * Refuses to go on where images were scored that are other images now.
     *
     * @return the images that are left
     */
    private NamedImages left(ScoreJournal journal, Path out) throws IOException {
        if (journal.images().isEmpty()) {
            return files;
        }
        Pictures pictures = new Pictures();
        List<String> changed = new ArrayList<>();
        progress.begin("Comparing with what was scored", files.size(), "images");
        for (int i = 0; i < files.size(); i++) {
            ScoreJournal.Image then = journal.images().get(files.names().get(i));
            if (then != null && !isSame(then, files.addresses().get(i), pictures)) {
                changed.add(files.names().get(i));
            }
            progress.advance(1, "");
        }
        progress.end(journal.images().size() + " scored before");
        if (!changed.isEmpty()) {
            throw new InvalidInputException(changed.size() + (changed.size() == 1 ? " image" : " images") + " that "
                    + out
                    + " holds changed since (SHA-256 differs): "
                    + changed.stream().limit(SHOWN).map(VisibleText::line).collect(Collectors.joining(", "))
                    + (changed.size() > SHOWN ? ", ..." : "")
                    + ". Put them back as they were, or name another file.");
        }
        return files.without(journal.images().keySet());
    }

    private static boolean isSame(ScoreJournal.Image then, ImageAddress address, Pictures pictures) {
        FileStamp now = FileStamp.of(address.file());
        if (now.provesContent() && now.equals(then.stamp())) {
            return true;
        }
        try {
            return pictures.read(address).content().equals(then.content());
        } catch (IOException e) {
            return false;
        }
    }

    private void score(NamedImages left, Target target) throws IOException {
        PixelLayout layout = recogniser.card().layout();
        int size = DecodedBlock.size(layout);
        DecodedFiles source = new DecodedFiles(left.addresses(), layout, preparation);
        progress.begin("Scoring", left.size(), "images");
        for (int from = 0; from < left.size(); from += size) {
            List<String> block = left.names().subList(from, Math.min(from + size, left.size()));
            // Before they are read: a file that is changed in between does not count as known.
            List<FileStamp> stamps = left.addresses().subList(from, from + block.size()).stream()
                    .map(address -> FileStamp.of(address.file()))
                    .toList();
            DecodedBlock decoded = DecodedBlock.of(source, from, from + block.size());
            List<Integer> given = new ArrayList<>();
            String lines = lines(block, decoded, given);
            target.add(lines, images(block, stamps, decoded, given));
            progress.advance(block.size(), "");
        }
        progress.end(scored + " scored, " + unreadable.size() + " unreadable");
    }

    private static List<ScoreJournal.Image> images(
            List<String> names, List<FileStamp> stamps, DecodedBlock block, List<Integer> given) {
        List<ScoreJournal.Image> images = new ArrayList<>();
        for (int row : given) {
            if (block.outcome(row) instanceof Outcome.Decoded decoded) {
                images.add(new ScoreJournal.Image(names.get(row), stamps.get(row), decoded.content()));
            }
        }
        return images;
    }

    /** @param given receives the rows that have scores */
    private String lines(List<String> names, DecodedBlock block, List<Integer> given) {
        for (int i = 0; i < names.size(); i++) {
            if (block.outcome(i) instanceof Outcome.Unreadable failed) {
                unreadable.add(names.get(i) + ": " + failed.reason());
            }
        }
        int[] rows = block.readable();
        StringBuilder lines = new StringBuilder();
        recogniser.score(
                block,
                rows,
                (position, scores) -> {
                    String name = names.get(rows[position]);
                    List<String> cells = new ArrayList<>(List.of(name));
                    for (float score : scores) {
                        if (!Float.isFinite(score)) {
                            withoutScore.add(name + ": the network gave a score that is no number");
                            return;
                        }
                        cells.add(String.format(Locale.ROOT, "%.7g", score));
                    }
                    lines.append(CsvLine.of(cells));
                    given.add(rows[position]);
                },
                Progress.SILENT);
        scored += given.size();
        return lines.toString();
    }

    private String header() {
        return CsvLine.of(Stream.concat(Stream.of(files.column()), recogniser.classes().stream())
                .toList());
    }

    private static boolean isDevice(Path out) {
        return Files.exists(out) && !Files.isRegularFile(out) && !Files.isDirectory(out);
    }

    /** Where blocks of lines go. */
    private interface Target {
        void add(String lines, List<ScoreJournal.Image> block) throws IOException;
    }

    /** Lines that nobody goes on with; their loss ends the scoring. */
    private record Printed(PrintWriter writer, boolean own) implements Target, AutoCloseable {
        static Printed to(Path device) throws IOException {
            return new Printed(
                    new PrintWriter(Files.newBufferedWriter(device, StandardCharsets.UTF_8, StandardOpenOption.WRITE)),
                    true);
        }

        @Override
        public void add(String lines, List<ScoreJournal.Image> block) {
            writer.write(lines);
            if (writer.checkError()) { // which flushes
                throw new UnavailableException("The scores could not be written: the disk is full, or nobody reads them"
                        + " any more. Make room, or name a file for them.");
            }
        }

        @Override
        public void close() {
            if (own) {
                writer.close();
            }
        }
    }
}
