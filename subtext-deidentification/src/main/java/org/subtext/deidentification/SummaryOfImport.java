package org.subtext.deidentification;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.subtext.deidentification.streams.PixelCut;
import org.subtext.deidentification.summary.SummaryFacts;
import org.subtext.deidentification.summary.SummaryPage;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.Software;

/** Counts the log for the page that a privacy office reads, and writes it beside the copies. */
final class SummaryOfImport {
    private static final String FILE = "summary.html";

    private SummaryOfImport() {}

    /** After the log, whose digest the page names. */
    static void write(Path out, List<FileRecord> files, Set<RetainOption> retained, BurnedInPolicy burnedIn)
            throws IOException {
        List<FileRecord> written = files.stream().filter(FileRecord::isWritten).toList();
        LogWords words = LogWords.ofBuild();
        SummaryFacts facts = new SummaryFacts(
                Software.version(),
                wentIn(files),
                written.stream().map(FileRecord::patient).distinct().count(),
                written.stream().mapToLong(FileRecord::frames).sum(),
                written.stream().mapToLong(FileRecord::framesLookedAt).sum(),
                options(retained),
                elements(written, words),
                pixelBytes(written, words),
                reasons(files, words),
                files.stream()
                        .filter(file -> !file.status().equals(FileRecord.NO_PIXELS))
                        .filter(file -> !file.burnedIn().isEmpty())
                        .count(),
                burnedIn.name().toLowerCase(Locale.ROOT),
                Files.exists(out.resolve("table.csv")),
                ContentHash.ofFile(out.resolve(ImportLog.FOLDER).resolve("log.json"))
                        .hex());
        AtomicFiles.writeString(out.resolve(FILE), SummaryPage.of(facts));
    }

    private static List<SummaryFacts.Line> wentIn(List<FileRecord> files) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put(FileRecord.WRITTEN, "files copied");
        words.put(FileRecord.EXCLUDED, "not copied: their pixels may hold text");
        words.put(FileRecord.NOT_CLEANED, "not copied: video, or pixels that cannot be taken apart");
        words.put(FileRecord.NO_PIXELS, "not copied: reports, directories and others without pixels");
        words.put(FileRecord.UNREADABLE, "not copied: no DICOM, or damaged");
        List<SummaryFacts.Line> lines = new ArrayList<>();
        lines.add(new SummaryFacts.Line("files went in", files.size()));
        words.forEach((status, what) -> lines.add(new SummaryFacts.Line(
                what,
                files.stream().filter(file -> file.status().equals(status)).count())));
        return lines;
    }

    private static List<SummaryFacts.Option> options(Set<RetainOption> retained) {
        List<SummaryFacts.Option> options = new ArrayList<>(List.of(
                new SummaryFacts.Option("113100", "Basic Profile", "nothing that identifies"),
                new SummaryFacts.Option(
                        "113108",
                        "Retain Patient Characteristics",
                        "sex, age (90 from 90 on), size, weight, ethnic group, smoking, pregnancy: what an"
                                + " audit asks for")));
        for (RetainOption option : RetainOption.values()) {
            if (retained.contains(option)) {
                options.add(new SummaryFacts.Option(option.code(), option.meaning(), keeps(option)));
            }
        }
        return options;
    }

    private static String keeps(RetainOption option) {
        return switch (option) {
            case DEVICE -> "serial numbers and names of devices";
            case INSTITUTION -> "names and addresses of institutions";
            case DATES -> "days, moved back by a number of days of each patient; times of day are dropped";
        };
    }

    private static List<SummaryFacts.Line> elements(List<FileRecord> written, LogWords words) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Outcome outcome : Outcome.values()) {
            counts.put(
                    words.meaning(outcome.word()),
                    written.stream()
                            .mapToLong(file -> file.outcomes().getOrDefault(outcome.word(), 0))
                            .sum());
        }
        return SummaryFacts.Line.of(counts);
    }

    private static List<SummaryFacts.Line> pixelBytes(List<FileRecord> written, LogWords words) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (PixelCut cut : PixelCut.values()) {
            counts.put(
                    words.meaning(cut.word()),
                    written.stream()
                            .mapToLong(file -> file.pixelCuts().getOrDefault(cut.word(), 0L))
                            .sum());
        }
        return SummaryFacts.Line.of(counts);
    }

    private static List<SummaryFacts.Line> reasons(List<FileRecord> files, LogWords words) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (BurnedIn reason : BurnedIn.values()) {
            counts.put(
                    words.meaning(reason.word()),
                    files.stream()
                            .filter(file -> !file.status().equals(FileRecord.NO_PIXELS))
                            .filter(file -> file.burnedIn().contains(reason.word()))
                            .count());
        }
        return SummaryFacts.Line.of(counts);
    }
}
