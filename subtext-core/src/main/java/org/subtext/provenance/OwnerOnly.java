package org.subtext.provenance;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Folders and files that nobody but their owner may enter or read: those of a run, which name patients and hold pixels.
 *
 * <p>Whatever this process writes below a folder that it has {@linkplain #folder taken} for its owner's is its owner's
 * too; everything else has the permissions that the user's other files get. Where a file system knows no such
 * permissions (FAT, Windows) nothing is asked of it and nothing fails.
 */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> OF_A_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OF_A_FILE = PosixFilePermissions.fromString("rw-------");

    /** Folders that this process took for their owner's. */
    private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private OwnerOnly() {}

    /**
     * Makes a folder for its owner only, where there is none, and takes it for its owner's; folders above it are made
     * as any other.
     */
    public static Path folder(Path folder) throws IOException {
        TAKEN.add(folder.toAbsolutePath().normalize());
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder.toAbsolutePath().normalize().resolveSibling(""));
            Files.createDirectory(folder, attribute(OF_A_FOLDER));
        }
        return folder;
    }

    /** Makes a folder with those above it that are missing; for the owner only within a folder of its owner's. */
    public static Path folderWithin(Path folder) throws IOException {
        return isPrivate(folder)
                ? Files.createDirectories(folder, attribute(OF_A_FOLDER))
                : Files.createDirectories(folder);
    }

    /** Takes the permissions of all others away from a file or folder that is there. */
    public static void close(Path path) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        try {
            view.setPermissions(Files.isDirectory(path) ? OF_A_FOLDER : OF_A_FILE);
        } catch (IOException | UnsupportedOperationException e) {
            // A disk that was mounted with permissions of its own: it keeps them.
        }
    }

    /** The attribute that a file of this folder is made with: its owner's alone within a folder of its owner's. */
    public static FileAttribute<?>[] of(Path folder) {
        return isPrivate(folder) ? attribute(OF_A_FILE) : new FileAttribute<?>[0];
    }

    /** The attribute of a file that is its owner's wherever it lies. */
    public static FileAttribute<?>[] always() {
        return attribute(OF_A_FILE);
    }

    /** Whether a folder lies within one of its owner's. */
    static boolean isPrivate(Path folder) {
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (TAKEN.contains(at)) {
                return true;
            }
        }
        return false;
    }

    private static FileAttribute<?>[] attribute(Set<PosixFilePermission> permissions) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
