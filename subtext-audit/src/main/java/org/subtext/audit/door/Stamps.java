package org.subtext.audit.door;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.subtext.audit.StoredRun;

/**
 * What tells whether files are still what they were when somebody read them: their lengths, when they were changed,
 * and which files they are. Where the system notes when a file was changed, apart from what a program may set, it is
 * that time: a file that was made to look old is known as another one.
 */
public final class Stamps {
    private static final boolean NOTES_CHANGES =
            FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

    private final List<String> each;

    private Stamps(List<String> each) {
        this.each = each;
    }

    /** Those of files of a folder, by name; one that is not there is as good as any. */
    static Stamps of(Path folder, List<String> names) {
        return new Stamps(
                names.stream().map(name -> stamp(folder.resolve(name))).toList());
    }

    /** Those of all files that lie in a run's folder, not of folders in it, nor of what whoever works on it notes. */
    static Stamps of(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return new Stamps(files.filter(file -> !StoredRun.isNoted(file) && !Files.isDirectory(file))
                    .map(file -> file.getFileName() + " " + stamp(file))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            return new Stamps(List.of());
        }
    }

    private static String stamp(Path file) {
        try {
            if (NOTES_CHANGES) {
                Map<String, Object> at = Files.readAttributes(file, "unix:size,lastModifiedTime,ctime,dev,ino");
                return at.get("size") + " " + at.get("lastModifiedTime") + " " + at.get("ctime") + " " + at.get("dev")
                        + " " + at.get("ino");
            }
            BasicFileAttributes at = Files.readAttributes(file, BasicFileAttributes.class);
            return at.size() + " " + at.lastModifiedTime() + " " + at.fileKey();
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stamps stamps && each.equals(stamps.each);
    }

    @Override
    public int hashCode() {
        return each.hashCode();
    }
}
