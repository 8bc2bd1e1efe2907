package org.subtext.learn.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.subtext.problems.InvalidInputException;

/**
 * What a TorchScript archive, as {@code torch.jit.save} writes it, holds beside weights and code; runs nothing.
 *
 * @param extras names of files that somebody put into it and that are not read
 * @param nativeClasses whose code is C++ and lies elsewhere
 */
record ScriptArchive(List<String> extras, Set<String> nativeClasses) {
    private static final String CODE = "code/";
    private static final String CONSTANTS = "constants.pkl";
    private static final String EXTRA = "extra/";
    private static final Pattern NATIVE_CLASS = Pattern.compile("torch\\.classes\\.[\\w.]+");
    private static final int LARGEST_TEXT = 64 << 20;

    /** Weights are stored as they are: what unpacks to more than this beyond the file is no network. */
    private static final long MOST_UNPACKED = 64L << 20;

    private static final String MEND =
            " In Python store it again: torch.jit.save(torch.jit.script(model.eval()), \"new.pt\").";

    ScriptArchive {
        extras = List.copyOf(extras);
        nativeClasses = Set.copyOf(nativeClasses);
    }

    /** Whether a file is a zip with code and constants, which no checkpoint has; false of what cannot be read. */
    static boolean isOne(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.stream().anyMatch(entry -> within(entry).equals(CONSTANTS))
                    && zip.stream().anyMatch(entry -> within(entry).startsWith(CODE));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Looks at an archive.
     *
     * @throws InvalidInputException where it is damaged or unpacks to far more than it is
     */
    static ScriptArchive read(Path file) {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            requireWhole(file, zip);
            List<String> extras = new ArrayList<>();
            Set<String> classes = new TreeSet<>();
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                String name = within(entry);
                if (name.startsWith(EXTRA)) {
                    extras.add(name.substring(EXTRA.length()));
                } else if (name.endsWith(".py") || name.endsWith(".pkl")) {
                    Matcher found = NATIVE_CLASS.matcher(text(zip, entry));
                    while (found.find()) {
                        classes.add(found.group());
                    }
                }
            }
            return new ScriptArchive(extras, classes);
        } catch (IOException e) {
            throw new InvalidInputException("The TorchScript archive " + file + " is damaged (" + e.getMessage()
                    + "). Copy it again from where it was made.");
        }
    }

    private static void requireWhole(Path file, ZipFile zip) throws IOException {
        Set<String> names = new HashSet<>();
        Set<String> folders = new HashSet<>();
        long unpacked = 0;
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            if (!names.add(entry.getName())) {
                throw new IOException("two entries are called " + entry.getName());
            }
            folders.add(entry.getName()
                    .substring(0, entry.getName().length() - within(entry).length()));
            unpacked += Math.max(0, entry.getSize());
        }
        if (folders.size() > 1) {
            throw new IOException("its entries lie in " + folders.size() + " folders, not in one");
        }
        long size = Files.size(file);
        if (unpacked > size + MOST_UNPACKED) {
            throw new InvalidInputException("The archive " + file + " has " + (size >> 10) + " KiB and unpacks to "
                    + (unpacked >> 20) + " MiB, which no network does whose weights are stored as they are." + MEND);
        }
    }

    /** A name without the folder in which all lie. */
    private static String within(ZipEntry entry) {
        return entry.getName().substring(entry.getName().indexOf('/') + 1);
    }

    private static String text(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(LARGEST_TEXT + 1);
            if (bytes.length > LARGEST_TEXT) {
                throw new IOException(entry.getName() + " has more than " + (LARGEST_TEXT >> 20) + " MiB");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
