package org.subtext.silo.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.subtext.problems.InvalidInputException;
import org.subtext.provenance.AtomicFiles;
import org.subtext.provenance.ContentHash;
import org.subtext.provenance.OwnerOnly;
import org.subtext.silo.envelope.Envelope;
import org.subtext.silo.envelope.RefusedEnvelope;
import org.subtext.silo.journal.Lines;
import org.subtext.silo.keys.Identity;
import org.subtext.silo.keys.PartyName;
import org.subtext.silo.keys.PublicIdentity;

/**
 * Envelopes as one file that somebody carries: a ZIP of {@code summary.txt} in plain words, a list with hashes, the
 * list's signature, and the envelopes. Taken once; a second time the ledger refuses it.
 *
 * @param from who packed it
 * @param to whom it is for
 * @param made when, in whole seconds
 * @param envelopes in order
 */
public record Bundle(PartyName from, PartyName to, Instant made, List<Envelope> envelopes) {
    private static final String SUMMARY = "summary.txt";
    private static final String LIST = "list.txt";
    private static final String SIGNATURE = "signature.txt";
    private static final String FIRST_LINE = "subtext-silo bundle 1";
    private static final int MOST = 2000;
    private static final long LONGEST = 1L << 30;
    private static final int OWN_LINES = 4;

    public Bundle {
        envelopes = List.copyOf(envelopes);
    }

    /** Packs and signs. */
    public static Bundle pack(Identity from, PartyName to, List<Envelope> envelopes, Path file, Instant now)
            throws IOException {
        if (envelopes.size() > MOST) {
            throw new InvalidInputException("A bundle holds at most " + MOST + " envelopes, got " + envelopes.size());
        }
        Bundle bundle = new Bundle(from.name(), to, now.truncatedTo(ChronoUnit.SECONDS), envelopes);
        byte[] list = bundle.list().getBytes(StandardCharsets.UTF_8);
        AtomicFiles.write(file, out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                entry(zip, SUMMARY, bundle.summary().getBytes(StandardCharsets.UTF_8));
                entry(zip, LIST, list);
                entry(zip, SIGNATURE, HexFormat.of().formatHex(from.sign(list)).getBytes(StandardCharsets.UTF_8));
                for (int i = 0; i < envelopes.size(); i++) {
                    entry(zip, name(i), envelopes.get(i).bytes());
                }
            }
        });
        OwnerOnly.close(file);
        return bundle;
    }

    private static void entry(OutputStream zip, String name, byte[] bytes) throws IOException {
        ZipOutputStream out = (ZipOutputStream) zip;
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
    }

    private static String name(int index) {
        return String.format(Locale.ROOT, "%04d.envelope", index + 1);
    }

    /** The lines that are signed. */
    private String list() {
        List<String> lines = new ArrayList<>(List.of(FIRST_LINE, "from " + from, "to " + to, "made " + made));
        lines.add("summary " + ContentHash.ofText(summary()).hex());
        for (Envelope envelope : envelopes) {
            lines.add("envelope " + envelope.hash().hex());
        }
        return String.join("\n", lines) + "\n";
    }

    /** What is in it, for whoever carries it and whoever lets it out of the house. */
    public String summary() {
        StringBuilder text = new StringBuilder();
        text.append("This file carries sealed messages of an audit across hospitals by Subtext.\n\n");
        text.append("From: ")
                .append(from)
                .append("\nTo:   ")
                .append(to)
                .append("\nMade: ")
                .append(made)
                .append('\n');
        text.append("\nIt holds no row of a table, no image, and no name or number of a patient.\n");
        text.append("Only the addressee can open the messages. Whoever changes one is noticed.\n\n");
        text.append("Messages: ").append(envelopes.size()).append('\n');
        for (Envelope envelope : envelopes) {
            text.append("  plan ")
                    .append(envelope.header().plan().abbreviated())
                    .append(", round ")
                    .append(envelope.header().round())
                    .append(", attempt ")
                    .append(envelope.header().attempt())
                    .append(", ")
                    .append(envelope.header().kind())
                    .append(", ")
                    .append(envelope.size())
                    .append(" bytes\n");
        }
        return text.toString();
    }

    /**
     * Reads what was carried here, once.
     *
     * @param from whose bundle is expected
     * @param ledger of bundles that were taken
     * @throws InvalidInputException if it is no bundle of that party for this one, was changed, or was taken before
     */
    public static Bundle take(Path file, PublicIdentity from, PartyName self, Lines ledger) throws IOException {
        Map<String, byte[]> entries = entries(file);
        byte[] list = entries.getOrDefault(LIST, new byte[0]);
        Bundle read = parse(entries, list, file);
        boolean isSigned;
        try {
            isSigned = from.hasSigned(
                    list,
                    HexFormat.of()
                            .parseHex(new String(
                                    entries.getOrDefault(SIGNATURE, new byte[0]), StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException e) {
            isSigned = false;
        }
        boolean isWhole = read.list().equals(new String(list, StandardCharsets.UTF_8))
                && read.summary()
                        .equals(new String(entries.getOrDefault(SUMMARY, new byte[0]), StandardCharsets.UTF_8));
        if (!isSigned || !isWhole || !read.from.equals(from.name())) {
            throw new InvalidInputException("The bundle " + file + " is not signed by \"" + from.name()
                    + "\", whose keys are known here, or was changed on its way. Have it made and carried again.");
        }
        if (!read.to.equals(self)) {
            throw new InvalidInputException("The bundle " + file + " is for \"" + read.to + "\", not for \"" + self
                    + "\". It may have been swapped with another site's: carry it to whom it is for.");
        }
        String hash = ContentHash.ofBytes(list).hex();
        ledger.append(before -> {
            if (before.stream().anyMatch(line -> line.startsWith(hash))) {
                throw new InvalidInputException("The bundle " + file + ", made " + read.made
                        + ", was taken here before. Carry the newest one.");
            }
            return hash + " made " + read.made + " from " + read.from;
        });
        return read;
    }

    private static Bundle parse(Map<String, byte[]> entries, byte[] list, Path file) {
        List<String> lines = new String(list, StandardCharsets.UTF_8).lines().toList();
        try {
            if (lines.size() > OWN_LINES && lines.get(0).equals(FIRST_LINE)) {
                List<Envelope> envelopes = new ArrayList<>();
                for (int i = 0; i < lines.size() - OWN_LINES - 1; i++) {
                    envelopes.add(Envelope.read(entries.getOrDefault(name(i), new byte[0])));
                }
                return new Bundle(
                        new PartyName(lines.get(1).replaceFirst("^from ", "")),
                        new PartyName(lines.get(2).replaceFirst("^to ", "")),
                        Instant.parse(lines.get(3).replaceFirst("^made ", "")),
                        envelopes);
            }
        } catch (IllegalArgumentException | java.time.DateTimeException | RefusedEnvelope e) {
            // Told below.
        }
        throw new InvalidInputException(
                file + " is no bundle of this version of Subtext, or was changed. Have it made and carried again.");
    }

    private static Map<String, byte[]> entries(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException("There is no file " + file + ". Expected a bundle that was carried here.");
        }
        Map<String, byte[]> entries = new LinkedHashMap<>();
        long room = LONGEST;
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                byte[] buffer = new byte[1 << 16];
                for (int n = zip.read(buffer); n >= 0 && room >= 0; n = zip.read(buffer)) {
                    bytes.write(buffer, 0, n);
                    room -= n;
                }
                if (room < 0
                        || entries.size() > MOST + 3
                        || entries.put(entry.getName(), bytes.toByteArray()) != null) {
                    throw new InvalidInputException(file + " is no bundle: it unpacks to more than a bundle holds.");
                }
            }
        } catch (java.util.zip.ZipException | java.io.EOFException | IllegalArgumentException e) {
            throw new InvalidInputException(file + " is no bundle: it is not a whole ZIP file. Carry it again.");
        }
        return entries;
    }
}
