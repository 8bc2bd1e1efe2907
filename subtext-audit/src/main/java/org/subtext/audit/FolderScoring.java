package org.subtext.audit;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.subtext.images.DecodedFiles;
import org.subtext.images.Outcome;
import org.subtext.images.PixelLayout;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.progress.Progress;
import org.subtext.recognition.Recogniser;

/**
 * Scores a folder of any number of images, a block at a time: a block is decoded, scored and written before the next is
 * read, so that memory does not grow with the folder and an interrupted file of scores can be continued.
 */
public final class FolderScoring {
    private final Recogniser recogniser;
    private final NamedImages files;
    private final Progress progress;
    private final List<String> unreadable = new ArrayList<>();
    private int scored;

    private FolderScoring(Recogniser recogniser, NamedImages files, Progress progress) {
        this.recogniser = recogniser;
        this.files = files;
        this.progress = progress;
    }

    /** How many images were scored now, and which could not be read (file name and reason). */
    public record Result(int scored, List<String> unreadable) {
        public Result {
            unreadable = List.copyOf(unreadable);
        }
    }

    /**
     * Scores all images below a folder in order of their paths, one image, or those that a table lists.
     *
     * @param out file of scores (CSV), or null for the standard writer
     * @param resume whether images that {@code out} holds already are left out
     */
    public static Result run(
            Recogniser recogniser,
            Path images,
            @Nullable Path out,
            boolean resume,
            PrintWriter standard,
            Progress progress)
            throws IOException {
        NamedImages files = NamedImages.of(images, progress);
        FolderScoring scoring = new FolderScoring(recogniser, files, progress);
        if (out == null) {
            standard.write(scoring.header());
            scoring.score(files, standard);
            standard.flush();
        } else {
            Set<String> done = scoring.scoredBefore(out, resume);
            try (Writer writer = Files.newBufferedWriter(
                    out, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                scoring.score(files.without(done), writer);
            }
        }
        return new Result(scoring.scored, scoring.unreadable);
    }

    /** Prepares the file: a new one gets its header, an old one loses a half-written last line. */
    private Set<String> scoredBefore(Path out, boolean resume) throws IOException {
        if (!Files.exists(out)) {
            Files.writeString(out, header());
            return Set.of();
        }
        if (!resume) {
            throw new InvalidInputException(Sentence.of(out + " exists already. Continue it with ")
                    .and(Argument.RESUME)
                    .and(", or name another file."));
        }
        String text = Files.readString(out);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        if (!whole.startsWith(header())) {
            throw new InvalidInputException(out + " does not hold scores of this model (expected the columns "
                    + header().strip() + "). Name another file.");
        }
        if (whole.length() < text.length()) {
            Files.writeString(out, whole);
        }
        Set<String> names = new HashSet<>();
        whole.lines().skip(1).forEach(line -> names.add(unquoted(line)));
        return names;
    }

    private void score(NamedImages left, Writer writer) throws IOException {
        PixelLayout layout = recogniser.card().layout();
        int size = DecodedBlock.size(layout);
        DecodedFiles source = new DecodedFiles(left.addresses(), layout);
        progress.begin("Scoring", left.size(), "images");
        for (int from = 0; from < left.size(); from += size) {
            List<String> block = left.names().subList(from, Math.min(from + size, left.size()));
            writer.write(lines(block, DecodedBlock.of(source, from, from + block.size())));
            writer.flush();
            progress.advance(block.size(), "");
        }
        progress.end(scored + " scored, " + unreadable.size() + " unreadable");
    }

    private String lines(List<String> names, DecodedBlock block) {
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
                    lines.append(quoted(names.get(rows[position])));
                    for (float score : scores) {
                        lines.append(String.format(Locale.ROOT, ",%.7g", score));
                    }
                    lines.append('\n');
                },
                Progress.SILENT);
        scored += rows.length;
        return lines.toString();
    }

    private String header() {
        return quoted(files.column()) + ","
                + recogniser.classes().stream().map(FolderScoring::quoted).collect(Collectors.joining(",")) + "\n";
    }

    private static String quoted(String text) {
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static String unquoted(String line) {
        if (!line.startsWith("\"")) {
            return line.substring(0, line.indexOf(','));
        }
        int end = line.lastIndexOf("\",");
        return line.substring(1, end).replace("\"\"", "\"");
    }
}
