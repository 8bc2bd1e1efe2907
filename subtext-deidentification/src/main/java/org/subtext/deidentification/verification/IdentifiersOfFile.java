package org.subtext.deidentification.verification;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.Element;
import org.subtext.dicom.Vr;

/**
 * What identifies in one source file: values that the standard lists and that do not stay under the options, private
 * text, names and their words, dates in other orders, UIDs but those of the standard.
 */
final class IdentifiersOfFile {
    private static final Set<Integer> IDS = Set.of(
            0x00080050,
            0x00080080,
            0x00080081,
            0x00080092,
            0x00080094,
            0x00081010,
            0x00081040,
            0x00100020,
            0x00101000,
            0x00101040,
            0x00101090,
            0x00102154,
            0x00181000,
            0x00200010,
            0x00321021,
            0x00380010,
            0x00400242,
            0x00402016,
            0x00402017);
    private static final Set<Integer> INSTITUTIONS = Set.of(0x00080080, 0x00080081, 0x00081040);
    private static final TermsOfAttributes IMAGING = TermsOfAttributes.ofBuild();
    private static final int ACCESSION_NUMBER = 0x00080050;
    private static final int PATIENT_ID = 0x00100020;
    private static final String STANDARD = "1.2.840.10008.";
    private static final Pattern BREAKS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    /** Its lists are folded by the patterns above. */
    private static final Disguises DISGUISES = Disguises.ofBuild();

    private static final int LONGEST = 256;
    private static final int SHORTEST_ID = 4;

    private static final int LONG_IN_UID = 6;

    private final AllowList allowed;
    private final Set<Identifier> all = new LinkedHashSet<>();
    private final Set<String> words = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> hidden = new HashSet<>();
    private final List<byte[]> raw = new ArrayList<>();

    private IdentifiersOfFile(AllowList allowed) {
        this.allowed = allowed;
    }

    static IdentifiersOfFile of(DataSet source, AllowList allowed) {
        IdentifiersOfFile identifiers = new IdentifiersOfFile(allowed);
        identifiers.collect(source);
        return identifiers;
    }

    private void collect(DataSet source) {
        for (Element element : source) {
            element.items().forEach(this::collect);
            if (!element.vr().isText()) {
                continue;
            }
            int tag = element.tag().group() << 16 | element.tag().element();
            for (String value : source.strings(element.tag())) {
                one(tag, element, value.strip());
            }
        }
    }

    private void one(int tag, Element element, String value) {
        if (value.isEmpty() || value.length() > LONGEST) {
            return;
        }
        boolean stays = allowed.has(tag) && allowed.at(tag).may() == AllowList.May.STAY;
        Vr vr = element.vr();
        if (vr == Vr.PN) {
            name(value);
            keepRaw(element);
        } else if (vr == Vr.UI && !value.startsWith(STANDARD) && !stays) {
            add(Identifier.Kind.UID, value);
        } else if (vr == Vr.DA || vr == Vr.DT) {
            date(value);
        } else if (IDS.contains(tag) && !stays) {
            // A department of the lungs is called as what tables find there.
            boolean anatomy = INSTITUTIONS.contains(tag) && IMAGING.isOfWords(value);
            add(anatomy ? Identifier.Kind.TEXT : Identifier.Kind.ID, value);
            String bare = bare(value);
            if (bare.length() >= SHORTEST_ID) {
                ids.add(bare);
            }
            if (tag == PATIENT_ID || tag == ACCESSION_NUMBER) {
                hidden.add(bare);
            }
            keepRaw(element);
        } else if (allowed.at(tag).identifies() || (element.tag().group() & 1) != 0) {
            add(Identifier.Kind.TEXT, value);
        }
    }

    private void name(String value) {
        for (String form : value.split("=")) {
            String[] parts = form.strip().split("\\^");
            add(Identifier.Kind.NAME, form.strip());
            if (parts.length > 1) {
                for (String between : new String[] {" ", ", ", "_", "-", "", "."}) {
                    add(Identifier.Kind.NAME, parts[0] + between + parts[1]);
                    add(Identifier.Kind.NAME, parts[1] + between + parts[0]);
                }
            }
            for (String word : BREAKS.split(form)) {
                add(Identifier.Kind.NAME, word);
                if (word.length() >= 2 || !word.isEmpty() && word.charAt(0) > 0x2E80) {
                    words.add(folded(word));
                    hidden.add(bare(word));
                }
            }
        }
    }

    /** Orders in which dates are written, joined and with marks. */
    private void date(String value) {
        if (!value.matches("(19|20)\\d{6}.*")) {
            return;
        }
        String year = value.substring(0, 4);
        String month = value.substring(4, 6);
        String day = value.substring(6, 8);
        if (month.compareTo("12") > 0 || month.equals("00") || day.equals("00")) {
            return;
        }
        for (String joined : new String[] {year + month + day, day + month + year, month + day + year}) {
            add(Identifier.Kind.DATE, joined);
            ids.add(joined);
        }
        for (String mark : new String[] {"-", ".", "/", " "}) {
            add(Identifier.Kind.DATE, year + mark + month + mark + day);
            add(Identifier.Kind.DATE, day + mark + month + mark + year);
            add(Identifier.Kind.DATE, month + mark + day + mark + year);
        }
    }

    private void add(Identifier.Kind kind, String text) {
        all.add(new Identifier(kind, text.length() > LONGEST / 4 ? text.substring(0, LONGEST / 4) : text));
    }

    /** In the character set of the file, whichever that is. */
    private void keepRaw(Element element) {
        byte[] bytes = new byte[element.length()];
        element.value().get(bytes);
        String latin = new String(bytes, StandardCharsets.ISO_8859_1);
        for (String part : latin.split("[\\\\=^ \0]+")) {
            if (part.chars().anyMatch(c -> c > 126 || c == 27)) {
                raw.add(part.getBytes(StandardCharsets.ISO_8859_1));
            }
        }
    }

    /** Hands out what is to be searched for in bytes, with those bytes. */
    void patterns(int shortest, BiConsumer<byte[], Identifier> pattern) {
        for (Identifier identifier : all) {
            if (identifier.text().length() >= shortest) {
                String text = identifier.text();
                pattern.accept(text.getBytes(StandardCharsets.UTF_8), identifier);
                pattern.accept(text.getBytes(StandardCharsets.ISO_8859_1), identifier);
                pattern.accept(text.getBytes(StandardCharsets.UTF_16LE), identifier);
                pattern.accept(text.getBytes(StandardCharsets.UTF_16BE), identifier);
            }
        }
        for (byte[] bytes : raw) {
            if (bytes.length >= shortest) {
                pattern.accept(
                        bytes, new Identifier(Identifier.Kind.NAME, new String(bytes, StandardCharsets.ISO_8859_1)));
            }
        }
    }

    boolean has(Identifier identifier) {
        return all.contains(identifier);
    }

    /**
     * Whether a value that stays holds a word of a name, or an id or a date, of this file. In a number only a whole id
     * counts, and terms (codes, ethnic groups) stay for whoever has one for a name: Mrs. White, Mr. Chest.
     */
    boolean isIn(String value, Vr vr, boolean term) {
        if (vr == Vr.DS || vr == Vr.IS) {
            String number = value.strip().replaceFirst("^[+-]?0*", "").replaceFirst("\\.0*$", "");
            return number.length() >= SourceFolder.SHORTEST && ids.contains(number);
        }
        if (vr == Vr.UI) {
            // A class of the standard: only a whole number of it, or a long id across, is no chance.
            return ids.stream()
                    .anyMatch(id -> List.of(value.split("\\.")).contains(id)
                            ? id.length() >= SourceFolder.SHORTEST
                            : id.length() > LONG_IN_UID && bare(value).contains(id));
        }
        String text = folded(value);
        for (String word : BREAKS.split(text)) {
            if (!term && words.contains(word)) {
                return true;
            }
        }
        String bare = bare(value);
        return ids.stream().anyMatch(bare::contains)
                || vr != Vr.CS && DISGUISES.areIn(value, hidden)
                || !term && !IMAGING.isOfWords(value) && DISGUISES.areAlteredIn(value, words);
    }

    /** Folded. */
    static String[] wordsOf(String value) {
        return BREAKS.split(folded(value));
    }

    static String bare(String value) {
        return BREAKS.matcher(folded(value)).replaceAll("");
    }

    private static String folded(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
