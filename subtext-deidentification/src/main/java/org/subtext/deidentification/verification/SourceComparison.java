package org.subtext.deidentification.verification;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.DicomFile;
import org.subtext.dicom.Element;
import org.subtext.dicom.ReadLimits;

/**
 * Holds one written image against what went in: its samples are those of a source file, what stays is equal to that
 * file's, and no byte of it is part of what identifies there or in any other.
 */
final class SourceComparison {
    /** In a code stream chance makes shorter strings. */
    private static final int SHORTEST_IN_STREAM = 8;

    /** Digits of an id that the program made can be those of a shorter one. */
    private static final int SHORTEST_IN_MADE = 16;

    private static final int PATIENT_ID = 0x00100020;
    private static final int MANUFACTURER = 0x00080070;
    private static final int METHOD_CODES = 0x00120064;
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-FP.]+");

    private final SourceFolder source;
    private final AllowList allowed;
    private final Terms terms = Terms.ofBuild();

    SourceComparison(SourceFolder source, AllowList allowed) {
        this.source = source;
        this.allowed = allowed;
    }

    void check(FileWalk.Parts parts, Set<String> gone, BiConsumer<FindingKind, String> found) {
        Optional<DataSet> before = Optional.empty();
        DataSet after = null;
        try {
            DicomFile output = DicomFile.read(parts.bytes(), ReadLimits.defaults());
            after = output.dataSet();
            Optional<String> digest = SampleDigest.of(output);
            if (digest.isEmpty()) {
                found.accept(FindingKind.NOT_COMPARED, SampleDigest.lackOfMemory(output));
            } else {
                before = pair(digest.get(), after, gone, found);
            }
        } catch (IOException e) {
            found.accept(FindingKind.INCOMPLETE, "");
        }
        Optional<IdentifiersOfFile> own = before.map(dataSet -> IdentifiersOfFile.of(dataSet, allowed));
        if (after != null && own.isPresent()) {
            repeated(after, own.get(), "", found);
        }
        boolean equal = before.isPresent();
        source.search().in(parts.bytes(), (identifier, from, length) -> {
            String where = where(parts, identifier, from, length, own, equal);
            if (!where.isEmpty()) {
                found.accept(FindingKind.IDENTIFIER, identifier.kind() + " in " + where);
            }
        });
    }

    /** The source file with these samples and these values; finds what differs from the nearest where none has. */
    private Optional<DataSet> pair(
            String digest, DataSet after, Set<String> gone, BiConsumer<FindingKind, String> found) throws IOException {
        List<Path> candidates = source.withSamples(digest);
        List<String> least = List.of();
        Optional<DataSet> nearest = Optional.empty();
        for (Path candidate : candidates) {
            DataSet before = DicomFile.read(candidate, ReadLimits.defaults()).dataSet();
            List<String> different = RetainedValues.differences(before, after, allowed, gone);
            if (nearest.isEmpty() || different.size() < least.size()) {
                nearest = Optional.of(before);
                least = different;
            }
            if (different.isEmpty()) {
                break;
            }
        }
        if (candidates.isEmpty()) {
            found.accept(FindingKind.SAMPLES_DIFFER, "");
        }
        least.forEach(where -> found.accept(FindingKind.ATTRIBUTE_DIFFERS, where));
        return nearest;
    }

    /** Values that stay and hold something of their own file's identifiers, short words too. */
    private void repeated(DataSet after, IdentifiersOfFile own, String path, BiConsumer<FindingKind, String> found) {
        for (Element element : after) {
            int tag = element.tag().group() << 16 | element.tag().element();
            String where = path + element.tag();
            if (tag == METHOD_CODES) {
                continue;
            }
            element.items().forEach(item -> repeated(item, own, where + "/", found));
            boolean stays =
                    allowed.at(tag).may() == AllowList.May.STAY && element.vr().isText() && tag != MANUFACTURER;
            if (stays
                    && after.strings(element.tag()).stream()
                            .filter(value -> !terms.has(value))
                            .anyMatch(value -> own.isIn(
                                    value,
                                    element.vr(),
                                    isTerm(tag, element.vr().name())))) {
                found.accept(FindingKind.IDENTIFIER, "of the file itself in " + where);
            }
        }
    }

    private static boolean isTerm(int tag, String vr) {
        return vr.equals("CS") || tag >>> 16 == 0x0010;
    }

    /** Where an identifier stands that must not; empty where it is none there, but a value or a made id like it. */
    private String where(
            FileWalk.Parts parts,
            Identifier identifier,
            int from,
            int length,
            Optional<IdentifiersOfFile> own,
            boolean equal) {
        for (Span fragment : parts.fragments()) {
            if (from >= fragment.from() && from < fragment.to()) {
                return length >= SHORTEST_IN_STREAM && !identifier.countsUp() ? fragment.where() + " code stream" : "";
            }
        }
        for (Span span : parts.values()) {
            if (from < span.from() || from >= span.to()) {
                continue;
            }
            if (span.tag() == FileWalk.PIXEL_DATA || span.tag() >>> 4 == 0x7FE0000) {
                // Equal to the samples that went in, which nobody may change.
                return equal ? "" : span.where();
            }
            AllowList.May may = allowed.at(span.tag()).may();
            if (span.group() == 2 || may == AllowList.May.UID || span.tag() == PATIENT_ID) {
                boolean chance = length < SHORTEST_IN_MADE
                        && HEX.matcher(identifier.text()).matches();
                boolean standards = span.group() == 2 && parts.text(span).startsWith("1.2.840.10008.");
                return chance || standards ? "" : span.where();
            }
            if (may == AllowList.May.MOVED_DAY) {
                return own.isPresent() && own.get().has(identifier) ? span.where() : "";
            }
            if (may == AllowList.May.ADDED || span.path().get(0) == METHOD_CODES) {
                return identifier.hasDigit() ? span.where() : "";
            }
            boolean term = identifier.kind() == Identifier.Kind.NAME && isTerm(span.tag(), span.vr())
                    || Stream.of(parts.text(span).split("\\\\")).allMatch(terms::has);
            // Works that made a device have its institution or station named after them.
            boolean maker = span.tag() == MANUFACTURER && !identifier.hasDigit();
            boolean strict = !term
                    && !maker
                    && identifier.kind().isStrict()
                    && own.isPresent()
                    && own.get().has(identifier);
            return may == AllowList.May.STAY && equal && !strict ? "" : span.where();
        }
        return "between elements";
    }
}
