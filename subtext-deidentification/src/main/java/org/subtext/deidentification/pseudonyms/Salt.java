package org.subtext.deidentification.pseudonyms;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.subtext.problems.Argument;
import org.subtext.problems.InvalidInputException;
import org.subtext.problems.Sentence;
import org.subtext.provenance.KeyedHash;
import org.subtext.provenance.OwnerOnly;

/**
 * The secret from which ids are made, and without which they cannot be made again or guessed by trying all patient
 * numbers.
 *
 * <p>256 random bits as 64 hexadecimal digits in a file of the user's choice, readable by its owner only. Ids are
 * {@linkplain KeyedHash keyed hashes} of the purpose and the value. Thread-safe.
 */
public final class Salt {
    private static final int SHORTEST_HEX = 32;

    private final KeyedHash hash;

    private Salt(KeyedHash hash) {
        this.hash = hash;
    }

    /** A salt of these hexadecimal digits, at least 32 of them. */
    public static Salt ofHex(String hex) {
        return new Salt(KeyedHash.ofHex(hex));
    }

    /**
     * The salt in a file, which is made with new random bits if there is none.
     *
     * @param file where the salt is kept
     * @param out the folder of results, which may be handed on and therefore must not hold the salt
     * @throws InvalidInputException when the file lies within the results, can be read by others, or holds no salt
     */
    public static Salt open(Path file, Path out) throws IOException {
        Path place = real(file);
        if (place.startsWith(real(out))) {
            Path elsewhere = Path.of(System.getProperty("user.home"), ".subtext", "salt");
            throw new InvalidInputException(Sentence.of("The salt " + file + " lies inside the output folder " + out
                            + ". Whoever gets that folder could then undo the ids. Keep the salt elsewhere,"
                            + " for example ")
                    .set(Argument.SALT, elsewhere.toString())
                    .and("."));
        }
        if (Files.notExists(place)) {
            create(place);
        }
        if (!Files.isRegularFile(place)) {
            throw new InvalidInputException("The salt " + file + " is not a file. Give the path of a file.");
        }
        refuseIfOthersRead(file, place);
        String hex =
                Files.readString(place, StandardCharsets.ISO_8859_1).strip().toLowerCase(Locale.ROOT);
        if (hex.length() < SHORTEST_HEX || hex.length() % 2 != 0 || !hex.matches("[0-9a-f]+")) {
            throw new InvalidInputException("The salt " + file + " does not hold at least " + SHORTEST_HEX
                    + " hexadecimal digits. Give the salt of an earlier import, or the path of a file that is not"
                    + " there yet: a new salt is then made.");
        }
        return ofHex(hex);
    }

    private static void create(Path file) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        try {
            Files.createFile(file, OwnerOnly.always());
            Files.writeString(file, KeyedHash.newKey() + "\n", StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            // Another import made it between the check and now; its salt is the one to use.
            return;
        }
    }

    private static void refuseIfOthersRead(Path named, Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        String permissions = PosixFilePermissions.toString(view.readAttributes().permissions());
        if (!permissions.endsWith("------")) {
            throw new InvalidInputException("The salt " + named + " can be read by others (" + permissions
                    + "). Only its owner may read it: chmod 600 " + named);
        }
    }

    /** The path with links followed as far as it exists, so that a link cannot hide where a file lies. */
    public static Path real(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        Path existing = absolute;
        while (Files.notExists(existing)) {
            Path parent = existing.getParent();
            if (parent == null) {
                return absolute;
            }
            existing = parent;
        }
        return existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
    }

    byte[] digest(String purpose, byte[] value) {
        return hash.digest(purpose, value);
    }

    KeyedHash.Parts inParts(String purpose) {
        return hash.inParts(purpose);
    }

    byte[] digest(String purpose, String value) {
        return hash.digest(purpose, value);
    }

    /** The hash of a value for a purpose as {@code digits} hexadecimal digits, at most 64. */
    String hex(String purpose, String value, int digits) {
        return hash.hex(purpose, value, digits);
    }
}
