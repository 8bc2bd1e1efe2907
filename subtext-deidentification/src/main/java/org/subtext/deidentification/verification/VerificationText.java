package org.subtext.deidentification.verification;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a verification says of itself: what it looked at, and what it cannot tell. */
final class VerificationText {
    private VerificationText() {}

    static List<String> proven(@Nullable SourceFolder source, long images, long files) {
        List<String> said = new ArrayList<>(List.of(
                "Each of the " + files
                        + " files is in the log with its SHA-256, and no other file or folder lies there; the log holds"
                        + " nothing but what the program writes into every log.",
                "Each of the " + images
                        + " images is complete; its elements are those that may stay under the options, with"
                        + " values of their kind; no private element, no text in preamble or file meta information.",
                "Pixels, palettes and look-up tables are as large as the attributes call for, unused bits are empty, and"
                        + " code streams have no segment, comment or byte that a decoder does not need."));
        if (source != null) {
            said.add("None of " + source.search().size() + " patterns of " + source.read()
                    + " source files (names and their words, ids, dates in several orders, UIDs, other identifying values,"
                    + " names of files; as Latin-1, UTF-8, UTF-16 and in the files' own character sets) is in any byte of"
                    + " the output where it would identify.");
            said.add(
                    "Samples of each image are equal to those of a source file, and so is each attribute that stayed.");
        }
        return said;
    }

    static List<String> notProven(@Nullable SourceFolder source) {
        List<String> said = new ArrayList<>();
        if (source == null) {
            said.add("Without the source nobody can tell what identified: no identifier was searched for, and no sample"
                    + " and no attribute compared.");
        } else {
            said.add("Identifiers of fewer than " + SourceFolder.SHORTEST
                    + " characters were searched for in the values of"
                    + " their own file only, and none within samples, which are equal to the source's.");
            said.add(
                    "Disguises were searched for in text that stays of the own file only: names from five letters on,"
                            + " patient ids and accession numbers, in characters of the same look and as Base64 or hexadecimal"
                            + " digits, words of names backwards and cut off at the end of a value. Initials and other ciphers were not.");
            if (source.unreadable() > 0) {
                said.add("The " + source.unreadable()
                        + " files of the source that are no DICOM or damaged hold identifiers"
                        + " that were not searched for, but for their names.");
            }
            if (source.undecoded() > 0) {
                said.add("The pixels of " + source.undecoded()
                        + " source files cannot be decoded; no output can be compared with them.");
            }
        }
        said.add("Text drawn into pixels, faces and other features are not looked for here.");
        said.add("That each image lies under the right pseudonym only the salt could tell.");
        return said;
    }
}
