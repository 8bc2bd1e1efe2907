package org.subtext.deidentification.verification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;
import org.subtext.progress.InTurn;
import org.subtext.progress.Progress;
import org.subtext.provenance.ContentHash;

/**
 * Reads the output of a de-identification again and proves it: every file is in the log with its digest, and nothing
 * else lies there; every image is complete and holds only elements that may stay, values of their kind, pixels as large
 * as asked for and code streams without a byte more than a decoder needs. With the folder that went in: nothing that
 * identifies in any of its files is anywhere in the output, samples are equal, and so is what stayed.
 */
public final class Verification {
    private static final String SUMMARY = "summary.html";
    private static final String IMAGES = "dicom/";

    private final Path out;
    private final OutputLog log;
    private final AllowList allowed;
    private final ElementRules elements;
    private final @Nullable SourceFolder source;
    private final ConcurrentLinkedQueue<Finding> findings = new ConcurrentLinkedQueue<>();
    private final AtomicLong images = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    private Verification(Path out, OutputLog log, AllowList allowed, @Nullable SourceFolder source) {
        this.out = out;
        this.log = log;
        this.allowed = allowed;
        this.elements = new ElementRules(allowed);
        this.source = source;
    }

    /**
     * Verifies a folder.
     *
     * @throws InvalidInputException when there is no such folder or no log in it that tells digests
     */
    public static VerificationResult run(VerificationPlan plan, Progress progress) throws IOException {
        for (Path folder :
                Stream.concat(Stream.of(plan.out()), plan.source().stream()).toList()) {
            if (!Files.isDirectory(folder)) {
                throw new InvalidInputException("There is no folder " + folder
                        + ". Give the folder that de-identification wrote, and the one that it read.");
            }
        }
        OutputLog log;
        try {
            log = OutputLog.of(plan.out());
        } catch (IOException e) {
            throw new InvalidInputException(
                    "There is no log in " + plan.out() + " that tells what was written (" + OutputLog.PLACE
                            + ", as this version writes it). De-identify the files again, into a new folder.");
        }
        AllowList allowed = AllowList.under(log.retained());
        SourceFolder source =
                plan.source().isEmpty() ? null : SourceFolder.of(plan.source().get(), allowed, progress);
        return new Verification(plan.out(), log, allowed, source).run(progress);
    }

    private VerificationResult run(Progress progress) throws IOException {
        List<String> places = places();
        progress.begin("Verifying", places.size(), "files");
        InTurn.each(
                places,
                Runtime.getRuntime().availableProcessors(),
                () -> (index, place) -> {
                    one(place);
                    progress.advance(1, "");
                },
                "verifying");
        Set<String> there = new HashSet<>(places);
        LogRules.check(out, allowed, (kind, where) -> findings.add(new Finding(kind, OutputLog.PLACE, where)));
        for (String folder :
                FolderRules.unlisted(out, places.stream().filter(this::isKnown).toList())) {
            unlistedFolder(folder);
        }
        Set<String> expected = new HashSet<>(log.digests().keySet());
        expected.add(SUMMARY);
        for (String place : expected) {
            if (!there.contains(place)) {
                findings.add(new Finding(FindingKind.MISSING, told(place), ""));
            }
        }
        progress.end(findings.isEmpty() ? "nothing found" : findings.size() + " findings");
        return new VerificationResult(
                places.size(),
                images.get(),
                bytes.get(),
                List.copyOf(findings),
                VerificationText.proven(source, images.get(), places.size()),
                VerificationText.notProven(source));
    }

    /** All files below the output, also hidden ones and links, which no walk for images would see. */
    private List<String> places() throws IOException {
        List<String> places = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(out)) {
            for (Path path : tree.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                places.add(out.relativize(path).toString().replace('\\', '/'));
            }
        }
        places.sort(null);
        return places;
    }

    private boolean isKnown(String place) {
        return log.digests().containsKey(place) || place.equals(OutputLog.PLACE) || place.equals(SUMMARY);
    }

    private void unlistedFolder(String place) {
        BiConsumer<FindingKind, String> found =
                (kind, where) -> findings.add(new Finding(kind, "a folder that the log does not list", where));
        found.accept(FindingKind.NOT_IN_LOG, "");
        if (source != null) {
            new TextFiles(source.search(), allowed).check(place.getBytes(StandardCharsets.UTF_8), Set.of(), found);
        }
    }

    private void one(String place) throws IOException {
        BiConsumer<FindingKind, String> found = (kind, where) -> findings.add(new Finding(kind, told(place), where));
        Path path = out.resolve(place);
        if (!isKnown(place) || !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            found.accept(FindingKind.NOT_IN_LOG, "");
            return;
        }
        byte[] content = Files.readAllBytes(path);
        bytes.addAndGet(content.length);
        String digest = log.digests().get(place);
        if (digest != null && !digest.equals(ContentHash.ofBytes(content).hex())) {
            found.accept(FindingKind.CHANGED, "");
        }
        if (place.startsWith(IMAGES)) {
            images.incrementAndGet();
            image(place, content, found);
        } else if (source != null) {
            new TextFiles(source.search(), allowed).check(content, log.words(), found);
        }
        if (source != null) {
            new TextFiles(source.search(), allowed).check(place.getBytes(StandardCharsets.UTF_8), Set.of(), found);
        }
        if (place.equals(SUMMARY)) {
            summary(content, found);
        }
    }

    private void image(String place, byte[] content, BiConsumer<FindingKind, String> found) {
        FileWalk.Parts parts = FileWalk.of(content, found);
        elements.check(parts, found);
        PixelRules.check(parts, found);
        StreamRules.check(parts, found);
        String[] names = place.split("/");
        if (names.length != 3 || !names[1].equals(parts.text(0x00100020))) {
            found.accept(FindingKind.VALUE_NOT_ALLOWED, "(0010,0020) and the folder's name");
        }
        if (source != null) {
            new SourceComparison(source, allowed).check(parts, log.gone().getOrDefault(place, Set.of()), found);
        }
    }

    /** The summary names the digest of the log that it was made from. */
    private void summary(byte[] content, BiConsumer<FindingKind, String> found) throws IOException {
        String digest = ContentHash.ofFile(out.resolve(OutputLog.PLACE)).hex();
        if (!new String(content, StandardCharsets.UTF_8).contains(digest)) {
            found.accept(FindingKind.CHANGED, "made from another log");
        }
    }

    /** The place, where the log has it and the program makes such; another name may be anything. */
    private String told(String place) {
        if (place.equals(OutputLog.PLACE) || place.equals(SUMMARY) || isKnown(place) && LogRules.isMadePlace(place)) {
            return place;
        }
        return isKnown(place) ? "a file that no log of this program lists" : "a file that the log does not list";
    }
}
