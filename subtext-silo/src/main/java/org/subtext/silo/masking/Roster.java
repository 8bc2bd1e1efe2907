package org.subtext.silo.masking;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.subtext.provenance.ContentHash;

/**
 * Who takes part in an attempt, with which keys, in the order of their ids as UTF-8. Positions count from 1.
 *
 * <p>Every key of the attempt is derived with the roster's hash, so that two sites who were shown different rosters
 * agree on nothing.
 *
 * @param purpose what the attempt is for
 * @param threshold how many shares open a secret
 */
public record Roster(Purpose purpose, int threshold, List<Entry> entries) {
    private static final byte[] LABEL = "subtext-roster-1".getBytes(StandardCharsets.US_ASCII);

    /** A site and its keys. */
    public record Entry(String site, MaskingKeys keys) {}

    /** Refuses whatever could give two masks one key, or one site two voices. */
    public Roster {
        entries = List.copyOf(entries);
        RoundRefusedException.unless(
                threshold == Quorum.threshold(entries.size()),
                Refusal.BAD_THRESHOLD,
                threshold + " of " + entries.size());
        for (int i = 1; i < entries.size(); i++) {
            RoundRefusedException.unless(
                    compare(entries.get(i - 1).site(), entries.get(i).site()) < 0,
                    Refusal.SITE_TWICE,
                    entries.get(i).site());
        }
        Set<ByteBuffer> keys = new HashSet<>();
        for (Entry entry : entries) {
            for (byte[] key : List.of(entry.keys().sealing(), entry.keys().masking())) {
                RoundRefusedException.unless(
                        keys.add(ByteBuffer.wrap(key)),
                        Refusal.KEY_TWICE,
                        entry.site() + " with " + HexFormat.of().formatHex(key));
            }
        }
    }

    /** The roster of these sites, in whatever order they are given. */
    public static Roster of(Purpose purpose, List<Entry> entries) {
        List<Entry> sorted =
                entries.stream().sorted((a, b) -> compare(a.site(), b.site())).toList();
        return new Roster(purpose, Quorum.threshold(sorted.size()), sorted);
    }

    /** SHA-256 of label, plan, model, round, attempt, threshold, size, and each site's id and keys. */
    public ContentHash hash() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(LABEL);
            out.write(HexFormat.of().parseHex(purpose.plan().hex()));
            out.write(HexFormat.of().parseHex(purpose.model().hex()));
            out.writeInt(purpose.round());
            out.writeInt(purpose.attempt());
            out.writeInt(threshold);
            out.writeInt(entries.size());
            for (Entry entry : entries) {
                byte[] site = entry.site().getBytes(StandardCharsets.UTF_8);
                out.writeInt(site.length);
                out.write(site);
                out.write(entry.keys().bytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ContentHash.ofBytes(bytes.toByteArray());
    }

    public int size() {
        return entries.size();
    }

    /** How many sites must have answered at each step. */
    public int quorum() {
        return Quorum.of(size());
    }

    /** The site at a position. */
    public Entry at(int position) {
        return entries.get(position - 1);
    }

    public OptionalInt position(String site) {
        return IntStream.rangeClosed(1, size())
                .filter(i -> at(i).site().equals(site))
                .findFirst();
    }

    /** All positions. */
    public SiteSet all() {
        return SiteSet.of(IntStream.rangeClosed(1, size()).toArray());
    }

    private static int compare(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
