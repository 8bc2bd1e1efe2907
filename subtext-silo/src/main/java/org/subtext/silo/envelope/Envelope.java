package org.subtext.silo.envelope;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.keys.PublicIdentity;
import org.subtext.silo.keys.Seal;

/**
 * Bytes that one party signed and sealed for another, with a header that anybody reads and nobody changes.
 *
 * <p>As bytes: the header as lines of text and an empty line, the sealed content, and an Ed25519 signature (64 bytes)
 * over all before it. The content is sealed under the header too, so that it fits on no other envelope; the signature
 * is over the seal, so that whoever carries it cannot put a name of their own on what another sealed.
 */
public final class Envelope {
    /** The longest content, in bytes: 64 MiB, which either end holds in memory; longer ones are sent in parts. */
    public static final int LONGEST_CONTENT = 1 << 26;

    private static final String FIRST_LINE = "subtext-silo envelope 1";
    private static final int SIGNATURE_BYTES = 64;
    private static final int LONGEST_HEADER = 512;
    private static final int LINES = 8;

    private final Header header;
    private final byte[] bytes;
    private final int headerBytes;

    private Envelope(Header header, byte[] bytes, int headerBytes) {
        this.header = header;
        this.bytes = bytes;
        this.headerBytes = headerBytes;
    }

    /** Signs and seals. */
    public static Envelope close(Identity sender, PublicIdentity recipient, Header header, byte[] content) {
        if (!header.sender().equals(sender.name()) || !header.recipient().equals(recipient.name())) {
            throw new IllegalArgumentException("an envelope is signed by its sender and sealed for its recipient");
        }
        if (content.length > LONGEST_CONTENT) {
            throw new IllegalArgumentException("An envelope holds at most " + LONGEST_CONTENT + " bytes");
        }
        byte[] head = text(header);
        byte[] sealed = Seal.seal(recipient, content, head);
        byte[] signed = ByteBuffer.allocate(head.length + sealed.length)
                .put(head)
                .put(sealed)
                .array();
        byte[] whole = Arrays.copyOf(signed, signed.length + SIGNATURE_BYTES);
        System.arraycopy(sender.sign(signed), 0, whole, signed.length, SIGNATURE_BYTES);
        return new Envelope(header, whole, head.length);
    }

    /**
     * Reads the header; nothing is believed of it before {@link #open}.
     *
     * @throws RefusedEnvelope if these bytes are no envelope
     */
    public static Envelope read(byte[] bytes) throws RefusedEnvelope {
        int end = headerEnd(bytes);
        if (end < 0 || bytes.length < end + Seal.OVERHEAD + SIGNATURE_BYTES) {
            throw new RefusedEnvelope(RefusedEnvelope.Reason.NO_ENVELOPE);
        }
        List<String> lines =
                new String(bytes, 0, end - 2, StandardCharsets.UTF_8).lines().toList();
        try {
            if (lines.size() != LINES || !lines.get(0).equals(FIRST_LINE)) {
                throw new RefusedEnvelope(RefusedEnvelope.Reason.NO_ENVELOPE);
            }
            Header header = new Header(
                    new ContentHash(value(lines, 1, "plan")),
                    Integer.parseInt(value(lines, 2, "round")),
                    Integer.parseInt(value(lines, 3, "attempt")),
                    new PartyName(value(lines, 4, "from")),
                    new PartyName(value(lines, 5, "to")),
                    value(lines, 6, "kind"),
                    Long.parseLong(value(lines, 7, "sequence")));
            // One way to write a header, so that one envelope has one hash.
            if (!Arrays.equals(text(header), Arrays.copyOf(bytes, end))) {
                throw new RefusedEnvelope(RefusedEnvelope.Reason.NO_ENVELOPE);
            }
            return new Envelope(header, bytes.clone(), end);
        } catch (IllegalArgumentException e) {
            throw new RefusedEnvelope(RefusedEnvelope.Reason.NO_ENVELOPE);
        }
    }

    /**
     * Opens what was sealed for this party.
     *
     * @param sender the party that the recipient knows under the sender's name
     * @throws RefusedEnvelope if it is for somebody else, or not signed by that party
     */
    public byte[] open(Identity recipient, PublicIdentity sender) throws RefusedEnvelope {
        requireFrom(sender);
        if (!header.recipient().equals(recipient.name())) {
            throw new RefusedEnvelope(RefusedEnvelope.Reason.ANOTHER_RECIPIENT);
        }
        byte[] head = Arrays.copyOf(bytes, headerBytes);
        return recipient
                .open(Arrays.copyOfRange(bytes, headerBytes, bytes.length - SIGNATURE_BYTES), head)
                .orElseThrow(() -> new RefusedEnvelope(RefusedEnvelope.Reason.NOT_OPENED));
    }

    /**
     * What a carrier can check: that the sender signed it.
     *
     * @throws RefusedEnvelope if that party did not
     */
    public void requireFrom(PublicIdentity sender) throws RefusedEnvelope {
        boolean isSigned = header.sender().equals(sender.name())
                && sender.hasSigned(
                        Arrays.copyOf(bytes, bytes.length - SIGNATURE_BYTES),
                        Arrays.copyOfRange(bytes, bytes.length - SIGNATURE_BYTES, bytes.length));
        if (!isSigned) {
            throw new RefusedEnvelope(RefusedEnvelope.Reason.FORGED);
        }
    }

    public Header header() {
        return header;
    }

    /** As it travels and is kept; a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public int size() {
        return bytes.length;
    }

    /** Of all of its bytes; what journals and ledgers name it by. */
    public ContentHash hash() {
        return ContentHash.ofBytes(bytes);
    }

    private static byte[] text(Header header) {
        return String.join(
                        "\n",
                        FIRST_LINE,
                        "plan " + header.plan().hex(),
                        "round " + header.round(),
                        "attempt " + header.attempt(),
                        "from " + header.sender(),
                        "to " + header.recipient(),
                        "kind " + header.kind(),
                        "sequence " + header.sequence(),
                        "",
                        "")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String value(List<String> lines, int line, String name) {
        String text = lines.get(line);
        if (!text.startsWith(name + " ")) {
            throw new IllegalArgumentException("no " + name);
        }
        return text.substring(name.length() + 1);
    }

    /** The index after the empty line that ends the header; -1 if there is none near. */
    private static int headerEnd(byte[] bytes) {
        for (int i = 1; i < Math.min(bytes.length, LONGEST_HEADER); i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }
}
