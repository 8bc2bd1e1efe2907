package org.subtext.silo.rounds;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SortedMap;
import org.subtext.provenance.ContentHash;
import org.subtext.silo.masking.MaskingKeys;
import org.subtext.silo.masking.Purpose;
import org.subtext.silo.masking.Roster;
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

/** Messages to bytes: a version, a {@link MessageKind}, then the fields; numbers big-endian, lists with their size. */
final class MessageWriter {
    static final int VERSION = 1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    private MessageWriter() {}

    static byte[] bytes(RoundMessage message) {
        return written(writer -> {
            writer.out.writeByte(VERSION);
            writer.out.writeByte(MessageKind.of(message).ordinal());
            writer.fields(message);
        });
    }

    static byte[] signedKeys(Purpose purpose, String site, MaskingKeys keys) {
        return written(writer -> {
            writer.text("subtext-keys-1");
            writer.purpose(purpose);
            writer.text(site);
            writer.keys(keys);
        });
    }

    static byte[] signedSets(ContentHash roster, SiteSet sharing, SiteSet answered) {
        return written(writer -> {
            writer.text("subtext-answered-1");
            writer.hash(roster);
            writer.sites(sharing);
            writer.sites(answered);
        });
    }

    /** A message in its fields, without what tells its kind. */
    private interface Written {
        void to(MessageWriter writer) throws IOException;
    }

    private static byte[] written(Written written) {
        MessageWriter writer = new MessageWriter();
        try {
            written.to(writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.bytes.toByteArray();
    }

    private void fields(RoundMessage message) throws IOException {
        if (message instanceof KeysOffered keys) {
            purpose(keys.purpose());
            text(keys.site());
            keys(keys.keys());
            bytes(keys.signature());
        } else if (message instanceof RosterShown shown) {
            roster(shown.roster());
            for (Bytes signature : shown.signatures()) {
                bytes(signature);
            }
        } else if (message instanceof SharesSealed shares) {
            hash(shares.roster());
            bytes(shares.commitment());
            byPosition(shares.sealed());
        } else if (message instanceof SharesDelivered shares) {
            hash(shares.roster());
            sites(shares.sharing());
            byPosition(shares.sealed());
        } else if (message instanceof VectorPart part) {
            hash(part.roster());
            sites(part.sharing());
            hash(part.vector());
            out.writeLong(part.length());
            out.writeInt(part.part());
            bytes(part.words());
        } else if (message instanceof AnsweredShown shown) {
            hash(shown.roster());
            sites(shown.sharing());
            sites(shown.answered());
        } else if (message instanceof SetSigned signed) {
            hash(signed.roster());
            bytes(signed.signature());
        } else if (message instanceof UnmaskAsked asked) {
            hash(asked.roster());
            sites(asked.answered());
            sites(asked.dropped());
            byPosition(asked.signatures());
        } else if (message instanceof SharesRevealed revealed) {
            hash(revealed.roster());
            byPosition(revealed.seeds());
            byPosition(revealed.maskingKeys());
        } else if (message instanceof RoundClosed closed) {
            out.writeBoolean(closed.isOpened());
        } else {
            text(((Declined) message).refusal().name());
        }
    }

    private void purpose(Purpose purpose) throws IOException {
        hash(purpose.plan());
        hash(purpose.model());
        out.writeInt(purpose.round());
        out.writeInt(purpose.attempt());
    }

    private void roster(Roster roster) throws IOException {
        purpose(roster.purpose());
        out.writeInt(roster.threshold());
        out.writeInt(roster.size());
        for (Roster.Entry entry : roster.entries()) {
            text(entry.site());
            keys(entry.keys());
        }
    }

    private void keys(MaskingKeys keys) throws IOException {
        out.write(keys.sealing());
        out.write(keys.masking());
    }

    private void hash(ContentHash hash) throws IOException {
        out.write(HexFormat.of().parseHex(hash.hex()));
    }

    private void sites(SiteSet sites) throws IOException {
        out.writeInt(sites.size());
        for (int position : sites.positions()) {
            out.writeInt(position);
        }
    }

    private void byPosition(SortedMap<Integer, Bytes> values) throws IOException {
        out.writeInt(values.size());
        for (var entry : values.entrySet()) {
            out.writeInt(entry.getKey());
            bytes(entry.getValue());
        }
    }

    private void text(String text) throws IOException {
        bytes(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private void bytes(Bytes field) throws IOException {
        out.writeInt(field.length());
        out.write(field.array());
    }
}
