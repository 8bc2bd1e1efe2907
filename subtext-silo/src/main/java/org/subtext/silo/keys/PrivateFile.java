package org.subtext.silo.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import org.subtext.problems.InvalidInputException;

/** Files with secrets, which are not used while anybody but their owner may read them. */
public final class PrivateFile {
    private static final Set<PosixFilePermission> OF_OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private PrivateFile() {}

    /** @throws InvalidInputException if others than its owner may read or write the file */
    public static void require(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        if (view.readAttributes().permissions().stream().anyMatch(OF_OTHERS::contains)) {
            throw new InvalidInputException("Others than its owner may read or write " + file
                    + ", which holds a secret. Expected permissions 0600: chmod 600 " + file
                    + ". If somebody may have read it, make new keys instead.");
        }
    }
}
