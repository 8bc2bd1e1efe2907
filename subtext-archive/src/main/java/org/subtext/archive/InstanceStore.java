package org.subtext.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.subtext.archive.ArchiveException.Kind;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.provenance.FolderLock;

/**
 * A folder of received instances, {@code STUDY/INSTANCE.dcm} under their {@link References}. A file there is whole: it
 * was written elsewhere, forced to disk, looked into, and renamed. The same instance has the same name, so it is there
 * once, whoever sent it and how often.
 *
 * <p>Held by one process at a time. Thread-safe.
 */
final class InstanceStore implements AutoCloseable {
    private static final String OWN = ".subtext-archive";

    private final Path folder;
    private final Path partial;
    private final References references;
    private final FolderLock lockFile;
    private final AtomicLong partials = new AtomicLong();

    private InstanceStore(Path folder, Path partial, References references, FolderLock lockFile) {
        this.folder = folder;
        this.partial = partial;
        this.references = references;
        this.lockFile = lockFile;
    }

    /**
     * Opens a folder, made if need be (for its owner only); what a killed process left half-written is removed.
     *
     * @throws InvalidInputException when it cannot be written, or another process holds it
     */
    static InstanceStore open(Path folder) throws IOException {
        Path own = folder.resolve(OWN);
        FolderLock lockFile;
        try {
            Files.createDirectories(folder, ownerOnly(folder));
            Files.createDirectories(own.resolve("partial"));
            lockFile = lock(folder, own.resolve("lock"));
        } catch (IOException e) {
            throw new InvalidInputException(
                    Sentence.of("The folder " + folder + " cannot be written. Choose another one with ")
                            .and(Argument.OUT)
                            .and("."));
        }
        Path partial = own.resolve("partial");
        try (Stream<Path> left = Files.list(partial)) {
            for (Path file : left.toList()) {
                Files.delete(file);
            }
        }
        return new InstanceStore(folder, partial, References.open(own.resolve("key")), lockFile);
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) {
        boolean posix =
                Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix && !Files.exists(folder)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private static FolderLock lock(Path folder, Path file) throws IOException {
        return FolderLock.take(file)
                .orElseThrow(() -> new InvalidInputException(Sentence.of("The folder " + folder
                                + " is being written by another process of Subtext. Wait for it, or choose"
                                + " another folder with ")
                        .and(Argument.OUT)
                        .and(".")));
    }

    References references() {
        return references;
    }

    /** Where notes about the folder are kept. */
    Path own(String name) {
        return folder.resolve(OWN).resolve(name);
    }

    boolean has(String studyUid, String sopInstanceUid) {
        return Files.exists(file(references.of(studyUid), references.of(sopInstanceUid)));
    }

    /** The file of an instance, by references. */
    Path file(String study, String instance) {
        return folder.resolve(study).resolve(instance + ".dcm");
    }

    /** A place to write what arrives; to be handed to {@link #keep} or {@link #discard}. */
    Path partial() {
        return partial.resolve(partials.getAndIncrement() + ".part");
    }

    void discard(Path part) throws IOException {
        Files.deleteIfExists(part);
    }

    /** Puts a whole file in its place; false when the instance was there already, and that one stays. */
    boolean keep(Path part, InstanceHeader header) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Path target = file(references.of(header.studyUid()), references.of(header.sopInstanceUid()));
        Files.createDirectories(target.resolve("..").normalize());
        synchronized (this) {
            if (!Files.exists(target)) {
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
                return true;
            }
        }
        discard(part);
        if (!InstanceHeader.read(target).sopInstanceUid().equals(header.sopInstanceUid())) {
            throw new ArchiveException(
                    Kind.WRONG_CONTENT, "two instances have the same name; pull into another folder");
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
