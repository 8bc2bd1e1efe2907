package org.subtext.silo.rounds;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.masking.MaskingKeys;
import org.subtext.silo.masking.Purpose;
import org.subtext.silo.masking.Refusal;
import org.subtext.silo.masking.Roster;
import org.subtext.silo.masking.RoundRefusedException;
import org.subtext.silo.masking.SiteSet;
import org.subtext.silo.rounds.RoundMessage.AnsweredShown;
import org.subtext.silo.rounds.RoundMessage.Declined;
import org.subtext.silo.rounds.RoundMessage.KeysOffered;
import org.subtext.silo.rounds.RoundMessage.RosterShown;
import org.subtext.silo.rounds.RoundMessage.RoundClosed;
import org.subtext.silo.rounds.RoundMessage.SetSigned;
import org.subtext.silo.rounds.RoundMessage.SharesDelivered;
import org.subtext.silo.rounds.RoundMessage.SharesRevealed;
import org.subtext.silo.rounds.RoundMessage.SharesSealed;
import org.subtext.silo.rounds.RoundMessage.UnmaskAsked;
import org.subtext.silo.rounds.RoundMessage.VectorPart;

/** Bytes to messages. Sizes are believed only as far as there are bytes; what is left over is refused. */
final class MessageReader {
    private final ByteBuffer in;

    MessageReader(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    RoundMessage message() {
        try {
            require(in.get() == MessageWriter.VERSION, "another version of the letters");
            int kind = in.get();
            require(kind >= 0 && kind < MessageKind.values().length, "kind " + kind);
            RoundMessage message = fields(MessageKind.values()[kind]);
            require(!in.hasRemaining(), in.remaining() + " bytes too many");
            return message;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new RoundRefusedException(Refusal.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private RoundMessage fields(MessageKind kind) {
        return switch (kind) {
            case KEYS -> new KeysOffered(purpose(), text(), keys(), bytes());
            case ROSTER -> roster();
            case SHARES -> new SharesSealed(hash(), bytes(), byPosition());
            case DELIVERY -> new SharesDelivered(hash(), sites(), byPosition());
            case VECTOR -> new VectorPart(hash(), sites(), hash(), in.getLong(), in.getInt(), bytes());
            case ANSWERED -> new AnsweredShown(hash(), sites(), sites());
            case SIGNED -> new SetSigned(hash(), bytes());
            case UNMASK -> new UnmaskAsked(hash(), sites(), sites(), byPosition());
            case REVEALED -> new SharesRevealed(hash(), byPosition(), byPosition());
            case CLOSED -> new RoundClosed(flag());
            case DECLINED -> new Declined(Refusal.valueOf(text()));
        };
    }

    private RosterShown roster() {
        Purpose purpose = purpose();
        int threshold = in.getInt();
        int size = count(1);
        List<Roster.Entry> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            entries.add(new Roster.Entry(text(), keys()));
        }
        List<Bytes> signatures = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            signatures.add(bytes());
        }
        return new RosterShown(new Roster(purpose, threshold, entries), signatures);
    }

    private Purpose purpose() {
        return new Purpose(hash(), hash(), in.getInt(), in.getInt());
    }

    private MaskingKeys keys() {
        return new MaskingKeys(array(32), array(32));
    }

    private ContentHash hash() {
        return new ContentHash(HexFormat.of().formatHex(array(32)));
    }

    private SiteSet sites() {
        int size = count(Integer.BYTES);
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            positions.add(in.getInt());
        }
        return new SiteSet(positions);
    }

    private SortedMap<Integer, Bytes> byPosition() {
        int size = count(2 * Integer.BYTES);
        SortedMap<Integer, Bytes> values = new TreeMap<>();
        int last = 0;
        for (int i = 0; i < size; i++) {
            int position = in.getInt();
            RoundRefusedException.unless(position > last, Refusal.SITE_TWICE, "position " + position);
            last = position;
            values.put(position, bytes());
        }
        return values;
    }

    private String text() {
        return new String(bytes().array(), StandardCharsets.UTF_8);
    }

    private boolean flag() {
        int value = in.get();
        require(value == 0 || value == 1, "a flag of " + value);
        return value == 1;
    }

    private Bytes bytes() {
        return Bytes.of(array(count(1)));
    }

    /** How many of at least so many bytes each follow. */
    private int count(int bytesEach) {
        int count = in.getInt();
        require(count >= 0 && count <= in.remaining() / bytesEach, "a list of " + count + " in " + in.remaining());
        return count;
    }

    private byte[] array(int length) {
        byte[] array = new byte[length];
        in.get(array);
        return array;
    }

    private static void require(boolean holds, String found) {
        RoundRefusedException.unless(holds, Refusal.MALFORMED, found);
    }
}
