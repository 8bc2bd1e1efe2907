package org.subtext.wording;

import java.util.regex.Pattern;

/** Files in sentences that may be shared: where they lie tells of a machine and its people, so that it is left out. */
public final class FileNames {
    /**
     * From a root or a drive on, parts that end with a separator; a part does not hold what ends a path in a sentence.
     */
    private static final Pattern FOLDERS =
            Pattern.compile("(?<![\\w.~/\\\\<:-])(?:[A-Za-z]:)?[/\\\\](?:[^/\\\\\\s\"'()<>,;:]+[/\\\\])+");

    private FileNames() {}

    /** The text with every absolute path cut down to its last part; paths with spaces lose what stands before them. */
    public static String withoutFolders(String text) {
        return FOLDERS.matcher(text).replaceAll("");
    }
}
