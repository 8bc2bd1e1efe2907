package org.subtext.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.assessment.Assessment;
import org.subtext.assessment.Verdict;
import org.subtext.cohort.Cohort;
import org.subtext.cohort.CohortImage;
import org.subtext.looks.EarlierLooks;
import org.subtext.looks.Look;
import org.subtext.looks.LookLedger;
import org.subtext.looks.LookedAt;
import org.subtext.predictions.ExperimentName;
import org.subtext.predictions.PredictionTable;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Knob;
import org.subtext.provenance.ContentHash;
import org.subtext.split.Part;

/**
 * The look of one run: noted in the ledger beside it, and remembered in the run's own folder, so that a continued run
 * goes on with the look that it began and its report says the same whenever it is rendered.
 *
 * <p>Of an audit with external cohorts the patients of its own cohort are looked at, of whom the verdict speaks.
 */
final class LookOfRun {
    private static final String FILE = "look.json";

    /** What the run's folder remembers; nothing earlier is known before there is an answer. */
    private record Remembered(
            LookLedger.Begun look, @Nullable EarlierLooks earlier) {}

    private final LookLedger ledger;
    private final Path folder;
    private final LookLedger.Begun begun;

    private LookOfRun(LookLedger ledger, Path folder, LookLedger.Begun begun) {
        this.ledger = ledger;
        this.folder = folder;
        this.begun = begun;
    }

    /** The ledger beside a run's folder. */
    static LookLedger ledger(Path folder, Knob place) {
        return LookLedger.in(above(folder), place);
    }

    /** A new look, whatever the folder holds. */
    static LookOfRun begin(Path folder, Knob place, Look.Asked asked, LookedAt who) {
        LookLedger ledger = ledger(folder, place);
        return new LookOfRun(ledger, folder, ledger.begin(asked, who));
    }

    /** A new look, or the one that the same question began in this folder and could not end with all of its report. */
    static LookOfRun beginOrRepeat(Path folder, Knob place, Look.Asked asked, LookedAt who) {
        LookLedger ledger = ledger(folder, place);
        LookLedger.Begun interrupted =
                Files.exists(folder.resolve(AuditReport.DOCUMENT)) ? LookLedger.Begun.NOWHERE : lookOf(folder);
        return new LookOfRun(ledger, folder, ledger.beginOrContinue(asked, who, interrupted));
    }

    /** The look that an interrupted run began; a new one, remembered in the folder, where there is none. */
    static LookOfRun beginOrContinue(RunFolder run, Knob place, Look.Asked asked, LookedAt who) {
        LookLedger ledger = ledger(run.folder(), place);
        Path file = run.file(FILE);
        if (Files.exists(file)) {
            LookLedger.Begun known = RunJson.read(file, Remembered.class).look();
            if (ledger.has(known)) {
                return new LookOfRun(ledger, run.folder(), known);
            }
        }
        LookOfRun look = begin(run.folder(), place, asked, who);
        RunJson.write(file, new Remembered(look.begun, null));
        return look;
    }

    /** Notes the answer, which may be shown from now on. */
    EarlierLooks answered(Assessment assessment) {
        Verdict verdict = assessment.verdict();
        Look.Answer answer = new Look.Answer(
                verdict == null ? "" : ContentHash.ofText(verdict.rule()).abbreviated(),
                verdict == null ? null : verdict.kind(),
                ContentHash.ofText(RunJson.text(assessment)).hex(),
                assessment.plan().margin());
        RunJson.write(folder.resolve(FILE), new Remembered(begun, null));
        EarlierLooks earlier = ledger.answer(begun, answer, othersBeside(folder));
        RunJson.write(folder.resolve(FILE), new Remembered(begun, earlier));
        return earlier;
    }

    /** What a finished run's folder remembers of the looks before it; null for a run of a version without a ledger. */
    static @Nullable EarlierLooks remembered(Path folder) {
        Path file = folder.resolve(FILE);
        return Files.exists(file) ? RunJson.read(file, Remembered.class).earlier() : null;
    }

    /** Who is assessed by one of the divisions. */
    static LookedAt assessed(Cohort cohort, List<Division> divisions) {
        List<LookedAt.Row> rows = new ArrayList<>();
        for (Division division : divisions) {
            for (int position : division.split().positions(cohort, Part.TEST)) {
                CohortImage image = cohort.images().get(position);
                rows.add(new LookedAt.Row(
                        image.patient(), image.id(), cohort.classNames().get(image.label())));
            }
        }
        return LookedAt.of(rows);
    }

    /** Who is assessed in the first experiment of a table. */
    static LookedAt assessed(PredictionTable table) {
        ExperimentName first = table.experiments().get(0);
        PredictionTable own = table.of(first);
        return LookedAt.of(IntStream.range(0, own.size())
                .mapToObj(row -> new LookedAt.Row(own.patient(row), own.image(row), own.truth(row)))
                .toList());
    }

    /** The looks of the finished runs beside a folder, one without number of each that remembers none. */
    private static List<LookLedger.Begun> othersBeside(Path folder) {
        Path own = folder.toAbsolutePath().normalize();
        try (Stream<Path> entries = Files.list(above(own))) {
            return entries.filter(one -> !one.equals(own) && Files.isRegularFile(one.resolve(AuditReport.CONTENT)))
                    .map(LookOfRun::lookOf)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LookLedger.Begun lookOf(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            return Files.exists(file) ? RunJson.read(file, Remembered.class).look() : LookLedger.Begun.NOWHERE;
        } catch (InvalidInputException e) {
            return LookLedger.Begun.NOWHERE; // what cannot be read tells of no look
        }
    }

    private static Path above(Path folder) {
        Path parent = folder.getParent();
        return parent == null ? Path.of("") : parent;
    }
}
