package org.subtext.cli.process;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.subtext.provenance.FolderLock;
import org.subtext.provenance.FolderTree;
import org.subtext.provenance.OwnerOnly;

/**
 * The temporary folder of this process, into which libraries unpack what is not Java (DuckDB, XGBoost, OpenJPEG: up to
 * 100 MB a process).
 *
 * <p>It goes with the process. Of a process that was killed it goes with the next command: it is known by its name and
 * by a lock inside that nobody holds any more.
 */
final class ScratchFolder {
    private static final String PROPERTY = "java.io.tmpdir";
    private static final Pattern NAME = Pattern.compile("subtext-(\\d{1,10})-[0-9a-f]{16}");
    private static final String LOCK = ".subtext-scratch-lock";

    private final Path folder;
    private final FolderLock lock;

    private ScratchFolder(Path folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes it, before anything asks where temporary files go; null where nothing can be made, and all stays as usual.
     */
    static @Nullable ScratchFolder open() {
        Path given = Path.of(System.getProperty(PROPERTY, ".")).toAbsolutePath().normalize();
        Path folder = isOfThisProcess(given) ? given : given.resolve(newName());
        try {
            OwnerOnly.folder(folder);
            Optional<FolderLock> lock = FolderLock.take(folder.resolve(LOCK));
            if (lock.isEmpty()) {
                return null;
            }
            System.setProperty(PROPERTY, folder.toAbsolutePath().toString());
            return new ScratchFolder(folder, lock.get());
        } catch (IOException e) {
            return null;
        }
    }

    /** Asked for where the launcher has made no folder: a source of secure numbers costs a start a twentieth of it. */
    private static String newName() {
        long random = new SecureRandom().nextLong();
        return "subtext-%d-%016x".formatted(ProcessHandle.current().pid(), random);
    }

    /** Made by the launcher, whose number this process has: Java itself reads the property before we can set it. */
    private static boolean isOfThisProcess(Path folder) {
        Matcher name = NAME.matcher(String.valueOf(folder.getFileName()));
        return name.matches()
                && Long.parseLong(name.group(1)) == ProcessHandle.current().pid()
                && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    }

    /** Removes what killed processes of this user left beside it. */
    void removeLeft() {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.resolveSibling(""), "subtext-*")) {
            for (Path entry : entries) {
                if (isLeft(entry)) {
                    FolderTree.delete(entry);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Another start may be at it, or the folder is another user's; nobody needs it gone now.
        }
    }

    private static boolean isLeft(Path folder) throws IOException {
        Matcher name = NAME.matcher(String.valueOf(folder.getFileName()));
        Path lock = folder.resolve(LOCK);
        return name.matches()
                && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.isWritable(folder)
                && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()
                && (Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS) ? !FolderLock.isHeld(lock) : isEmpty(folder));
    }

    /** As a launcher leaves it whose Java was killed before it began. */
    private static boolean isEmpty(Path folder) throws IOException {
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
            return !inside.iterator().hasNext();
        }
    }

    /** Deletes it; where a library is still mapped that cannot be deleted (Windows), the next start does. */
    void delete() {
        try {
            lock.close();
            FolderTree.delete(folder);
        } catch (IOException e) {
            // The next start.
        }
    }
}
