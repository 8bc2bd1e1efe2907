package org.subtext.looks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Knob;
import org.subtext.problems.Sentence;
import org.subtext.provenance.FolderLock;
import org.subtext.provenance.KeyedHash;
import org.subtext.provenance.OwnerOnly;

/**
 * The ledger of looks of one folder of runs: a file that is only added to, for its owner's eyes.
 *
 * <p>A look is begun before numbers of its patients are computed and answered before the answer is shown, so that
 * nothing is seen that is not noted; it stays when its run is deleted. Each line is forced to disk before anything goes
 * on; one that was cut off with its process is dropped, since nothing had been shown by then. Several processes and
 * threads may write at once: one after the other. Thread-safe.
 */
public final class LookLedger {
    /** Its name in the folder of runs. */
    public static final String FILE = "looks.jsonl";

    private static final String LOCK = ".looks.lock";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final double MOST = 0.5;
    private static final int NAME_DIGITS = 16;

    private final Path file;
    private final Knob place;

    private LookLedger(Path file, Knob place) {
        this.file = file;
        this.place = place;
    }

    /**
     * The ledger of a folder of runs; nothing is read or made yet.
     *
     * @param place what names another folder, for problems
     */
    public static LookLedger in(Path runs, Knob place) {
        return new LookLedger(runs.resolve(FILE), place);
    }

    /** A look that was begun, and in which ledger. */
    public record Begun(String ledger, int number) {
        /** A look that is in no ledger. */
        public static final Begun NOWHERE = new Begun("", 0);
    }

    /**
     * Refuses a ledger that cannot be read or added to, while nothing is computed yet; makes nothing.
     *
     * @throws InvalidInputException when it is damaged, or is or lies where nothing can be written
     */
    public void requireUsable() {
        try {
            if (Files.exists(file)) {
                read();
            }
            Path written = Files.exists(file) ? file : file.resolveSibling("").toAbsolutePath();
            if (Files.exists(written) && !Files.isWritable(written)) {
                throw new IOException("it may not be written");
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Notes that numbers of these patients are about to be computed. */
    public Begun begin(Look.Asked asked, LookedAt who) {
        return underLock(lines -> added(next(asked, who, lines), lines));
    }

    /**
     * The same, or the look that asked the same of the same rows before and was ended: for questions of which nothing
     * is seen before there is an answer.
     *
     * @param interrupted a look that may have its answer in the ledger but was not shown with all of its report
     */
    public Begun beginOrContinue(Look.Asked asked, LookedAt who, Begun interrupted) {
        return underLock(lines -> {
            Look next = next(asked, who, lines);
            String ledger = name(lines);
            for (Look known : lines.looks().values()) {
                Begun begun = new Begun(ledger, known.number());
                if (known.asksTheSameAs(next) && (known.answer() == null || begun.equals(interrupted))) {
                    return begun;
                }
            }
            return added(next, lines);
        });
    }

    private static Look next(Look.Asked asked, LookedAt who, LedgerLines lines) {
        KeyedHash salt = lines.salt();
        return new Look(
                nextNumber(lines),
                now(),
                asked,
                PatientSketch.of(who.patients(), salt),
                salt.hex("rows", who.rows(), Look.ROW_DIGITS),
                null,
                OtherNames.of(who, salt));
    }

    private static int nextNumber(LedgerLines lines) {
        return 1 + lines.looks().keySet().stream().mapToInt(n -> n).max().orElse(0);
    }

    private Begun added(Look look, LedgerLines lines) throws IOException {
        append(lines.add(look));
        return new Begun(name(lines), look.number());
    }

    /** Whether this is the ledger in which a look was begun, and has it. */
    public boolean has(Begun look) {
        return underLock(lines -> holds(lines, look));
    }

    /**
     * Notes an answer, once, and tells of the looks before it. An answer that was noted before is not noted again; if
     * the same look now answers otherwise (another version of the rule), that is a further look.
     *
     * @param look in this ledger
     * @param others looks that runs beside this one remember; those that are not here are counted
     */
    public EarlierLooks answer(Begun look, Look.Answer answer, List<Begun> others) {
        return underLock(lines -> {
            Look known = lines.looks().get(look.number());
            if (known == null || !look.ledger().equals(name(lines))) {
                throw new IllegalArgumentException("look " + look.number() + " was not begun in this ledger");
            }
            Look answered = known;
            if (!answer.equals(known.answer())) {
                int number = known.answer() == null ? known.number() : nextNumber(lines);
                answered = new Look(
                        number, now(), known.asked(), known.patients(), known.rows(), answer, known.otherNames());
                append(lines.add(answered));
            }
            int missing =
                    (int) others.stream().filter(other -> !holds(lines, other)).count();
            return before(answered, answer, lines, missing);
        });
    }

    /** All looks, answered ones in the order of their answers; none where there is no ledger. */
    public List<Look> looks() {
        try {
            return Files.exists(file) ? List.copyOf(read().looks().values()) : List.of();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private static EarlierLooks before(Look look, Look.Answer answer, LedgerLines lines, int missing) {
        List<EarlierLooks.Earlier> same = new ArrayList<>();
        List<EarlierLooks.Survey> surveys = new ArrayList<>();
        int unanswered = 0;
        int most = 0;
        int some = 0;
        int givingAway = 0;
        for (Look earlier : lines.looks().values()) {
            if (earlier.number() == look.number()) {
                break;
            }
            Look.Answer given = earlier.answer();
            givingAway += look.givesAwayWith(earlier) ? 1 : 0;
            if (given != null && given.surveyed() != null) {
                survey(look, earlier, given.surveyed()).ifPresent(surveys::add);
            } else if (earlier.isAtThePatientsOf(look)) {
                if (given == null) {
                    unanswered++;
                } else {
                    boolean repeated = earlier.asksAlikeOfTheRowsOf(look)
                            && given.estimates().equals(answer.estimates());
                    boolean sameMargin =
                            given.margin() == null || given.margin().equals(answer.margin());
                    same.add(new EarlierLooks.Earlier(
                            earlier.asked().attribute(),
                            given.verdict(),
                            repeated,
                            sameMargin || (given.harm() == null) != (answer.harm() == null) ? null : given.margin(),
                            given.harm()));
                }
            } else if (given != null) {
                double share = look.shareIn(earlier);
                most += share >= MOST ? 1 : 0;
                some += share > 0 && share < MOST ? 1 : 0;
            }
        }
        return new EarlierLooks(same, unanswered, most, some, missing, surveys, givingAway);
    }

    /** A survey that had any of these patients. */
    private static Optional<EarlierLooks.Survey> survey(Look look, Look survey, List<Look.Surveyed> columns) {
        if (!survey.isAtThePatientsOf(look) && look.shareIn(survey) == 0) {
            return Optional.empty();
        }
        String attribute = look.asked().attribute();
        Boolean detectable = columns.stream()
                .filter(one -> one.column().equals(attribute))
                .map(Look.Surveyed::detectable)
                .findFirst()
                .orElse(null);
        return Optional.of(new EarlierLooks.Survey(attribute, columns.size(), detectable));
    }

    private static boolean holds(LedgerLines lines, Begun look) {
        return look.ledger().equals(name(lines)) && lines.looks().containsKey(look.number());
    }

    /** Tells ledgers apart, and tells nothing of their salt. */
    private static String name(LedgerLines lines) {
        return lines.salt().hex("ledger", "", NAME_DIGITS);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Something that is done with all lines, while nobody else writes. */
    private interface Step<R> {
        R on(LedgerLines lines) throws IOException;
    }

    private <R> R underLock(Step<R> step) {
        try {
            Files.createDirectories(file.resolveSibling("").toAbsolutePath());
            try (FolderLock lock = FolderLock.take(file.resolveSibling(LOCK), PATIENCE)
                    .orElseThrow(() -> new IOException("another process has been writing it for a minute"))) {
                return step.on(mended());
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** The lines of the file, which begins with its salt and ends with a line break when this is done. */
    private LedgerLines mended() throws IOException {
        if (Files.notExists(file) || isHeaderCutOff(Files.readAllBytes(file))) {
            create();
        }
        byte[] bytes = Files.readAllBytes(file);
        LedgerLines lines = lines(bytes);
        if (wholeLines(bytes) < bytes.length) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(wholeLines(bytes));
            }
        }
        return lines;
    }

    private static boolean isHeaderCutOff(byte[] bytes) {
        return wholeLines(bytes) == 0 && LedgerLines.isBeginningOfHeader(new String(bytes, StandardCharsets.UTF_8));
    }

    private void create() throws IOException {
        if (Files.notExists(file)) {
            Files.createFile(file, OwnerOnly.always());
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
        append(LedgerLines.newHeader());
    }

    private void append(String line) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** The lines of a file that is there, also while somebody writes it. */
    private LedgerLines read() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return isHeaderCutOff(bytes) ? LedgerLines.none() : lines(bytes);
    }

    private LedgerLines lines(byte[] bytes) {
        String text = new String(bytes, 0, wholeLines(bytes), StandardCharsets.UTF_8);
        return LedgerLines.read(text.lines().toList(), file.toString());
    }

    /** Up to the last line break: what follows was cut off with the process that wrote it. */
    private static int wholeLines(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private InvalidInputException unusable(IOException e) {
        return new InvalidInputException(Sentence.of("The ledger of looks " + file + " cannot be used ("
                        + e.getMessage()
                        + "). No answer is given that it does not hold. Make it a file that you may read and"
                        + " write, or choose another folder with ")
                .and(place)
                .and("."));
    }
}
