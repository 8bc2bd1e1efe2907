package org.subtext.silo.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.OwnerOnly;
import org.subtext.silo.envelope.Envelope;
import org.subtext.silo.envelope.RefusedEnvelope;

/**
 * Envelopes that wait in the order in which they came, a file each, whole or not at all. Safe for several threads of
 * one process; whoever else looks in sees whole files.
 */
public final class EnvelopeFolder {
    private static final Pattern NAME = Pattern.compile("[0-9]{16}-[0-9a-f]{16}");
    private static final String ENDING = ".envelope";
    private static final int HASH_DIGITS = 16;

    private final Path folder;
    private long last;

    private EnvelopeFolder(Path folder) {
        this.folder = folder;
    }

    /** Opens a folder, which is made where it is missing; nobody but its owner may enter it. */
    public static EnvelopeFolder open(Path folder) throws IOException {
        EnvelopeFolder opened = new EnvelopeFolder(OwnerOnly.folder(folder));
        for (String name : opened.names()) {
            opened.last = Math.max(opened.last, Long.parseLong(name.substring(0, 16)));
        }
        return opened;
    }

    /** Names of those that wait, the oldest first. */
    public List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        }
    }

    /** Adds one, and returns its name when the disk has it. */
    public synchronized String put(Envelope envelope) throws IOException {
        last = Math.max(last, System.currentTimeMillis() * 1000) + 1;
        String name = String.format(Locale.ROOT, "%016d-", last)
                + envelope.hash().hex().substring(0, HASH_DIGITS);
        byte[] bytes = envelope.bytes();
        AtomicFiles.write(file(name), out -> out.write(bytes));
        return name;
    }

    /** The oldest that waits. */
    public Optional<String> first() throws IOException {
        return names().stream().findFirst();
    }

    /** Reads one; empty if it is gone. */
    public Optional<Envelope> get(String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Envelope.read(Files.readAllBytes(file(name))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (RefusedEnvelope e) {
            throw new IOException("An envelope that was kept in " + folder + " is damaged", e);
        }
    }

    /** Takes one away, if it is there. */
    public void remove(String name) throws IOException {
        if (NAME.matcher(name).matches()) {
            Files.deleteIfExists(file(name));
        }
    }

    private Path file(String name) {
        return folder.resolve(name + ENDING);
    }
}
