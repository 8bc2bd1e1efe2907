package org.subtext.cohort;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What lies in folders, each listed once, and names that say the same in other letters: {@code IMG_1.PNG} for {@code
 * img_1.png}, an é of one code point for one of two.
 */
final class FolderContents {
    /** Endings of images and volumes; nothing else completes a name. Longer ones first. */
    private static final List<String> ENDINGS = List.of(
            ".nii.gz", ".hdr.gz", ".jpeg", ".tiff", ".dicom", ".png", ".jpg", ".tif", ".bmp", ".gif", ".dcm", ".ima",
            ".nii", ".hdr", ".jp2");

    private final Map<Path, Listing> listings = new HashMap<>();

    /** A folder's names as they are, by what they say, and by what they say without their ending. */
    private record Listing(Set<String> names, Map<String, List<String>> folded, Map<String, List<String>> stems) {}

    /**
     * A file for a path.
     *
     * @param file null where several fit
     * @param isExact whether all names are as the path spells them, but for an ending that was completed
     */
    record Fit(@Nullable Path file, boolean isExact) {}

    /**
     * The file of a path below a folder.
     *
     * @param completing whether an ending may be completed
     * @return null where nothing fits
     */
    @Nullable Fit fit(Path folder, List<String> parts, boolean completing) {
        Path asWritten = folder.resolve(String.join("/", parts));
        if (Files.isRegularFile(asWritten)) {
            return new Fit(asWritten, true);
        }
        Path at = folder;
        boolean exact = true;
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            String name = part;
            Listing listing = listing(at);
            if (!listing.names.contains(part)) {
                String key = folded(part);
                List<String> alike = listing.folded.getOrDefault(key, List.of());
                exact &= alike.isEmpty();
                if (alike.isEmpty() && completing && i == parts.size() - 1) {
                    alike = listing.stems.getOrDefault(key, List.of());
                    exact &= alike.stream().allMatch(longer -> longer.startsWith(part));
                }
                if (alike.size() != 1) {
                    return alike.isEmpty() ? null : new Fit(null, exact);
                }
                name = alike.get(0);
            }
            at = at.resolve(name);
        }
        return Files.isRegularFile(at) ? new Fit(at, exact) : null;
    }

    /** The file in a folder that has a name's stem with another ending of an image; null where there is none. */
    @Nullable Path withOtherEnding(Path folder, String name) {
        List<String> alike = listing(folder).stems.getOrDefault(stem(folded(name)), List.of());
        return alike.isEmpty() ? null : folder.resolve(alike.get(0));
    }

    /** A name in lower case and composed letters: what two names share that a person takes for one. */
    static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** A name without the ending of an image; the name itself where it has none. */
    static String stem(String folded) {
        return ENDINGS.stream()
                .filter(ending -> folded.endsWith(ending) && folded.length() > ending.length())
                .findFirst()
                .map(ending -> folded.substring(0, folded.length() - ending.length()))
                .orElse(folded);
    }

    private Listing listing(Path folder) {
        return listings.computeIfAbsent(folder, FolderContents::read);
    }

    /** A folder that is not there, or cannot be read, holds nothing. */
    private static Listing read(Path folder) {
        Listing listing = new Listing(new HashSet<>(), new HashMap<>(), new HashMap<>());
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                String key = folded(name);
                listing.names.add(name);
                listing.folded.computeIfAbsent(key, k -> new ArrayList<>(1)).add(name);
                String stem = stem(key);
                if (!stem.equals(key)) {
                    listing.stems.computeIfAbsent(stem, k -> new ArrayList<>(1)).add(name);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return new Listing(Set.of(), Map.of(), Map.of());
        }
        return listing;
    }
}
