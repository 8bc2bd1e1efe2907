package org.subtext.deidentification.verification;

import java.util.Locale;

/** What kind of thing is wrong with an output. */
public enum FindingKind {
    NOT_IN_LOG("a file or folder that the log does not list"),
    MISSING("a file of the log that is not there"),
    CHANGED("content that is not what the log has the hash of"),
    LOG_UNREADABLE("a log that cannot be read, or of a version without hashes"),
    LOG_TEXT("text in the log that no log of this program holds"),
    INCOMPLETE("a file that ends before its elements do, or goes on behind them"),
    PREAMBLE("a preamble or file meta information with more than they need"),
    PRIVATE_ELEMENT("a private element"),
    NOT_ALLOWED("an element that is not among those that may stay, or not where it stands"),
    VALUE_NOT_ALLOWED("a value that is not what its element may hold"),
    SIZE("more or fewer bytes than the attributes call for"),
    UNUSED_BITS("bits outside Bits Stored that hold something"),
    STREAM_STRUCTURE("a code stream with more than a decoder needs"),
    STREAM_NOT_LOOKED_INTO("pixel data of an encoding that nobody here looks into"),
    IDENTIFIER("something of the source that identifies"),
    NOT_COMPARED("pixels that cannot be decoded here, so that nobody compared them"),
    SAMPLES_DIFFER("samples that no file of the source has"),
    ATTRIBUTE_DIFFERS("an attribute that may stay and is not as it was");

    private final String meaning;

    FindingKind(String meaning) {
        this.meaning = meaning;
    }

    /** As machines read it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String meaning() {
        return meaning;
    }
}
