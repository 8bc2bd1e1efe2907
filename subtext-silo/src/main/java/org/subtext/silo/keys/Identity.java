package org.subtext.silo.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.OwnerOnly;

/**
 * A party with its private keys: what signs and what opens. Immutable.
 *
 * <p>On disk it is one file of five lines that only its owner may read. Lost keys are not mended: the party enrols anew
 * under new ones, and everybody compares fingerprints again.
 */
public final class Identity {
    private static final String FILE = "identity.key";
    private static final String FIRST_LINE = "subtext-silo identity 1";
    private static final int LINES = 6;

    private final PublicIdentity known;
    private final PrivateKey signing;
    private final PrivateKey sealing;

    private Identity(PublicIdentity known, PrivateKey signing, PrivateKey sealing) {
        this.known = known;
        this.signing = signing;
        this.sealing = sealing;
    }

    /** New keys for a party. */
    public static Identity make(PartyName name) {
        KeyPair signing = Curve.ED25519.make();
        KeyPair sealing = Curve.X25519.make();
        HexFormat hex = HexFormat.of();
        return new Identity(
                new PublicIdentity(
                        name,
                        hex.formatHex(Curve.ED25519.raw(signing.getPublic())),
                        hex.formatHex(Curve.X25519.raw(sealing.getPublic()))),
                signing.getPrivate(),
                sealing.getPrivate());
    }

    /** Whether a folder has keys. */
    public static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(FILE));
    }

    /** Writes the keys into a folder that is its owner's alone; keys that are there are never written over. */
    public void save(Path folder) throws IOException {
        Path file = OwnerOnly.folder(folder).resolve(FILE);
        if (Files.exists(file)) {
            throw new InvalidInputException("There are keys in " + file
                    + " already, and whoever writes over them can open nothing that was sealed for them. Move them away"
                    + " first if the party is to enrol anew.");
        }
        Base64.Encoder base64 = Base64.getEncoder();
        AtomicFiles.writeString(
                file,
                String.join(
                        "\n",
                        FIRST_LINE,
                        known.name().value(),
                        known.signing(),
                        known.sealing(),
                        base64.encodeToString(signing.getEncoded()),
                        base64.encodeToString(sealing.getEncoded()),
                        ""));
        OwnerOnly.close(file);
    }

    /**
     * Reads the keys of a folder.
     *
     * @throws InvalidInputException if there are none, others may read them, or they do not belong together
     */
    public static Identity read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException("There are no keys in " + folder + ": expected the file " + FILE
                    + ", which is made when the folder of a party is begun.");
        }
        PrivateFile.require(file);
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        try {
            if (lines.size() != LINES || !lines.get(0).equals(FIRST_LINE)) {
                throw new IllegalArgumentException("not six lines");
            }
            Base64.Decoder base64 = Base64.getDecoder();
            Identity read = new Identity(
                    new PublicIdentity(new PartyName(lines.get(1)), lines.get(2), lines.get(3)),
                    Curve.ED25519.privateKey(base64.decode(lines.get(4))),
                    Curve.X25519.privateKey(base64.decode(lines.get(5))));
            read.requireItsOwn();
            return read;
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new InvalidInputException("The keys in " + file + " are damaged: they are not as they were written."
                    + " Bring the file back from a copy, or begin a new folder and enrol anew.");
        }
    }

    private void requireItsOwn() throws GeneralSecurityException {
        byte[] text = FIRST_LINE.getBytes(StandardCharsets.UTF_8);
        boolean isWhole = known.hasSigned(text, sign(text))
                && open(Seal.seal(known, text, text), text).isPresent();
        if (!isWhole) {
            throw new GeneralSecurityException("the private keys do not belong to the public ones");
        }
    }

    public PartyName name() {
        return known.name();
    }

    /** What others may know of it. */
    public PublicIdentity known() {
        return known;
    }

    /** An Ed25519 signature, 64 bytes. */
    public byte[] sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(signing);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("an Ed25519 key that does not sign", e);
        }
    }

    /** What was {@linkplain Seal sealed} for this party; empty for anything else. */
    public Optional<byte[]> open(byte[] sealed, byte[] bound) {
        return Seal.open(sealing, HexFormat.of().parseHex(known.sealing()), sealed, bound);
    }

    /** Names the party and nothing that is secret. */
    @Override
    public String toString() {
        return "keys of " + known.name();
    }
}
