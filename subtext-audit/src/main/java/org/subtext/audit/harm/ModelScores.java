package org.subtext.audit.harm;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.subtext.audit.FolderScoring;
import org.subtext.cohort.ListedImages;
import org.subtext.harm.reading.HarmRequest;
import org.subtext.harm.reading.ScoredBy;
import org.subtext.harm.reading.TablePlan;
import org.subtext.harm.reading.TablePlan.Columns;
import org.subtext.harm.reading.TablePlan.Named;
import org.subtext.images.DecodedFiles;
import org.subtext.images.DecodedFiles.Preparation;
import org.subtext.predictions.SecondTable;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Problems;
import org.subtext.problems.Sentence;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.OwnerOnly;
import org.subtext.recognition.ForwardingRecogniser;
import org.subtext.recognition.ModelCard;
import org.subtext.recognition.Recogniser;
import org.subtext.tables.TableReader;

/**
 * Scores the images that a table of truths and groups lists with somebody's model, so that a run of harm reads them as
 * if they had come with it. Scores lie in a folder beside the run, and an interrupted scoring goes on there.
 */
public final class ModelScores {
    private static final String COLUMN = "score:";
    private static final Pattern TRUTH_BY_NAME = Pattern.compile("truth[:_](.+)");
    private static final int TIMED = 4;

    private final HarmRequest request;
    private final Model model;
    private final Problems problems = new Problems();

    /**
     * A model that is ready to score.
     *
     * @param preparation of its images, beside its layout
     * @param content hash of its file
     * @param goldenCase in words
     */
    public record Model(Recogniser recogniser, Preparation preparation, ContentHash content, String goldenCase)
            implements AutoCloseable {
        @Override
        public void close() {
            recogniser.close();
        }
    }

    /**
     * What became of it.
     *
     * @param request the same question, of a table that is joined to its scores
     * @param notScored images with the reason, one a line
     */
    public record Scored(HarmRequest request, List<String> notScored) {
        public Scored {
            notScored = List.copyOf(notScored);
        }
    }

    /**
     * How much work it would be.
     *
     * @param seconds on this machine, from the first images
     */
    public record Price(int images, double seconds) {}

    private ModelScores(HarmRequest request, Model model) {
        this.request = request;
        this.model = model;
    }

    /**
     * Scores every image of the table.
     *
     * @param run folder of the run, beside which the scores lie
     * @throws InvalidInputException where findings and outputs do not meet, or the table names no images
     */
    public static Scored of(HarmRequest request, Model model, Path run, Progress progress) throws IOException {
        HarmFolder.requireFree(run);
        return new ModelScores(request, model).scored(run, progress);
    }

    /** What scoring would cost, once findings and outputs meet; nothing is written. */
    public static Price price(HarmRequest request, Model model) throws IOException {
        ModelScores scores = new ModelScores(request, model);
        scores.columns();
        ListedImages images = ListedImages.read(request.table().file());
        int timed = Math.min(TIMED, images.addresses().size());
        DecodedFiles pixels = new DecodedFiles(
                images.addresses().subList(0, timed), model.recogniser().card().layout(), model.preparation());
        long begun = System.nanoTime();
        model.recogniser()
                .score(pixels, IntStream.range(0, timed).toArray(), (position, values) -> {}, Progress.SILENT);
        double each = (System.nanoTime() - begun) / 1e9 / Math.max(1, timed);
        return new Price(images.names().size(), each * images.names().size());
    }

    private Scored scored(Path run, Progress progress) throws IOException {
        Columns columns = columns();
        TablePlan table = request.table();
        ModelCard card = model.recogniser().card();
        ContentHash used = ContentHash.ofText(model.content().hex() + card + model.preparation());
        Path absolute = run.toAbsolutePath().normalize();
        Path folder = absolute.resolveSibling(absolute.getFileName() + "-scores");
        OwnerOnly.folder(folder);
        Path scores = folder.resolve(used.hex().substring(0, 8) + ".csv");
        ListedImages images = ListedImages.read(table.file());
        FolderScoring.Result result = FolderScoring.run(
                new NamedScores(model.recogniser()),
                model.preparation(),
                model.content(),
                table.file(),
                scores,
                true,
                new PrintWriter(Writer.nullWriter()),
                progress);
        List<String> notScored = new ArrayList<>(result.unreadable());
        notScored.addAll(result.withoutScore());
        ScoredBy by = new ScoredBy(
                card.name(),
                model.content().hex(),
                use(card),
                model.goldenCase(),
                images.names().size() - notScored.size());
        TablePlan joined = new TablePlan(
                table.file(),
                table.sheet(),
                new SecondTable(scores, images.column()),
                table.ids(),
                columns,
                table.truth(),
                table.scores(),
                table.recorded());
        return new Scored(request.withTable(plan -> joined).withScoredBy(by), notScored);
    }

    private static String use(ModelCard card) {
        return card.inference().activation().name().toLowerCase(Locale.ROOT) + " of pixels scaled by "
                + card.inference().normalisation().words() + ", "
                + card.layout().side() + " x "
                + card.layout().side();
    }

    /** Which column of truths belongs to which output; all that does not meet is said at once. */
    private Columns columns() throws IOException {
        TablePlan table = request.table();
        if (table.second() != null || table.sheet() != null || table.columns().longForm() != null) {
            problems.add(
                    Sentence.of("A model scores the images of one table with a row an image. Bring truths and groups"
                                    + " into one CSV, without ")
                            .and(Argument.SCORES_JOIN)
                            .and(", sheets and ")
                            .and(Argument.SCORES_LONG_SCORE)
                            .and("."));
        }
        List<Named> truths = table.columns().truths().isEmpty()
                ? truthsByName(table.file())
                : table.columns().truths();
        if (truths.isEmpty()) {
            problems.add(Sentence.of("No column of truths is named, and none is called truth:NAME. Name one for each"
                            + " finding that the model tells (" + outputs() + "): ")
                    .set(Argument.SCORES_TRUTH, Map.of("FINDING", "COLUMN"))
                    .and("."));
        }
        List<Named> scores = new ArrayList<>();
        for (Named truth : truths) {
            Optional<String> output = output(truth, truths.size() == 1);
            if (output.isPresent()) {
                scores.add(new Named(truth.finding(), COLUMN + output.get()));
            } else {
                problems.add(Sentence.of("Nothing says which output of "
                                + model.recogniser().card().name()
                                + " tells " + (truth.finding() == null ? truth.column() : truth.finding())
                                + "; it has " + outputs() + ". Name it: ")
                        .set(
                                Argument.SCORES_SCORE,
                                Map.of(truth.finding() == null ? truth.column() : truth.finding(), "OUTPUT"))
                        .and(", or name the findings that are asked about: ")
                        .set(Argument.SCORES_TRUTH, Map.of("FINDING", "COLUMN"))
                        .and("."));
            }
        }
        problems.throwIfAny();
        return new Columns(truths, scores, null);
    }

    private static List<Named> truthsByName(Path table) throws IOException {
        List<Named> truths = new ArrayList<>();
        for (String column : TableReader.names(table)) {
            Matcher name = TRUTH_BY_NAME.matcher(column);
            if (name.matches()) {
                truths.add(new Named(name.group(1), column));
            }
        }
        return truths;
    }

    /** As somebody says, or the output of the finding's name, or the only one. */
    private Optional<String> output(Named truth, boolean isOnly) {
        List<String> classes = model.recogniser().classes();
        for (Named said : request.table().columns().scores()) {
            if (Objects.equals(said.finding(), truth.finding()) || (isOnly && said.finding() == null)) {
                return classes.stream().filter(said.column()::equals).findFirst();
            }
        }
        String finding = truth.finding();
        if (finding == null) {
            return classes.size() == 1 ? Optional.of(classes.get(0)) : Optional.empty();
        }
        Set<String> alike = new LinkedHashSet<>();
        classes.stream().filter(one -> folded(one).equals(folded(finding))).forEach(alike::add);
        return alike.size() == 1 ? Optional.of(alike.iterator().next()) : Optional.empty();
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private String outputs() {
        return String.join(", ", model.recogniser().classes());
    }

    /** The same network, whose scores are columns that a table of truths does not have. */
    private static final class NamedScores extends ForwardingRecogniser {
        NamedScores(Recogniser recogniser) {
            super(recogniser);
        }

        @Override
        public List<String> classes() {
            return super.classes().stream().map(COLUMN::concat).toList();
        }
    }
}
