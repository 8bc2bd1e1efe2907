package org.subtext.deidentification.verification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.ReadLimits;
import org.subtext.progress.Progress;
import org.subtext.provenance.FolderWalk;

/** The files that went in: what identifies in any of them, and which of them has which samples. */
final class SourceFolder {
    /** Shorter ones are looked for in the values of their own file only: elsewhere chance makes them. */
    static final int SHORTEST = 6;

    private final PatternSearch<Identifier> search = new PatternSearch<>();
    private final Map<String, List<Path>> bySamples = new HashMap<>();
    private int read;
    private int unreadable;
    private int undecoded;

    private SourceFolder() {}

    static SourceFolder of(Path folder, AllowList allowed, Progress progress) throws IOException {
        SourceFolder source = new SourceFolder();
        List<Path> files = FolderWalk.below(folder).files();
        progress.begin("Reading the source", files.size(), "files");
        for (Path file : files) {
            source.take(folder, file, allowed);
            progress.advance(1, "");
        }
        progress.end(source.read + " DICOM files, " + source.search.size() + " patterns of identifiers");
        return source;
    }

    private void take(Path folder, Path path, AllowList allowed) throws IOException {
        for (Path part : folder.relativize(path)) {
            String name = part.toString().replaceFirst("\\.[A-Za-z0-9]{1,4}$", "");
            if (name.length() >= SHORTEST) {
                search.add(name.getBytes(StandardCharsets.UTF_8), new Identifier(Identifier.Kind.FILE_NAME, name));
            }
        }
        try {
            DicomFile file = DicomFile.read(path, ReadLimits.defaults());
            read++;
            IdentifiersOfFile.of(file.dataSet(), allowed).patterns(SHORTEST, search::add);
            if (file.pixelData().isPresent()) {
                SampleDigest.of(file)
                        .ifPresentOrElse(
                                digest -> bySamples
                                        .computeIfAbsent(digest, k -> new ArrayList<>(1))
                                        .add(path),
                                () -> undecoded++);
            }
        } catch (IOException e) {
            unreadable++;
        }
    }

    PatternSearch<Identifier> search() {
        return search;
    }

    /** Files with exactly these samples. */
    List<Path> withSamples(String digest) {
        return bySamples.getOrDefault(digest, List.of());
    }

    int read() {
        return read;
    }

    int unreadable() {
        return unreadable;
    }

    int undecoded() {
        return undecoded;
    }
}
