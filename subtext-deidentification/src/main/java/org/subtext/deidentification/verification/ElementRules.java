package org.subtext.deidentification.verification;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.subtext.dicom.DicomWriter;

/**
 * Whether every element of a written file is one that may stand there, with a value of its kind: nothing but what the
 * list names, no text in numbers, no number more than an attribute has, no id that the program did not make.
 */
final class ElementRules {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9 _./+-]{0,16}");
    private static final Pattern DECIMAL = Pattern.compile(" *([+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?)? *");
    private static final Pattern INTEGER = Pattern.compile(" *[+-]?\\d{0,12} *");
    /** Of the form of those that PS3.6 annex A registers: longer numbers are somebody's own. */
    private static final Pattern STANDARD_UID =
            Pattern.compile("(1\\.2\\.840\\.10008((\\.\\d{1,3}){1,10}|\\.6\\.1\\.\\d{1,4}))?");

    private static final Pattern MADE_UID = Pattern.compile("(2\\.25\\.\\d{1,39})?");
    private static final Pattern MADE_ID = Pattern.compile("P[0-9a-f]{16}");
    private static final Pattern DAY = Pattern.compile("(\\d{8})?");
    private static final Pattern AGE = Pattern.compile("(0[0-8]\\dY|090Y|\\d{3}[DWM])?");
    private static final Pattern CHARACTER_SET = Pattern.compile("(ISO[ _](2022 )?IR[ _]?\\d{1,3}|GB18030|GBK)?");
    private static final Pattern CONTROL = Pattern.compile("[\0-\u0008\u000E-\u001A\u001C-\u001F\u007F]");
    private static final Set<String> DUMMIES = Set.of("", "REMOVED", "19000101", "000000");
    private static final int LONGEST = 64;

    private static final Map<String, Integer> NUMBER_BYTES =
            Map.of("US", 2, "SS", 2, "UL", 4, "SL", 4, "FL", 4, "FD", 8, "AT", 4, "SV", 8, "UV", 8);

    /** Numbers of which an attribute has more than one (PS3.6): descriptors have three, these any number. */
    private static final Set<Integer> MANY = Set.of(0x00280009, 0x00209157, 0x00283006);

    private static final Set<Integer> DESCRIPTORS = Set.of(0x00281101, 0x00281102, 0x00281103, 0x00283002);

    /** Samples and tables, whose sizes are looked at elsewhere. */
    private static final Set<String> BULK = Set.of("OB", "OW", "OF", "OD", "OL", "OV");

    private static final int CHARACTERS = 0x00080005;
    private static final int SOP_CLASS = 0x00080016;
    private static final int CODE_VALUE = 0x00080100;
    private static final int SCHEME = 0x00080102;
    private static final int PATIENT_ID = 0x00100020;
    private static final int AGE_TAG = 0x00101010;

    private final AllowList allowed;
    private final TermsOfAttributes terms = TermsOfAttributes.ofBuild();

    ElementRules(AllowList allowed) {
        this.allowed = allowed;
    }

    void check(FileWalk.Parts parts, BiConsumer<FindingKind, String> found) {
        Set<List<Object>> codedItems = new HashSet<>();
        Set<List<Object>> publicItems = new HashSet<>();
        Set<List<Object>> filled = new HashSet<>();
        for (Span span : parts.values()) {
            if (span.tag() == CODE_VALUE) {
                codedItems.add(itemOf(span));
            }
            if (isPublicScheme(parts, span)) {
                publicItems.add(itemOf(span));
            }
            if (!span.isTop()) {
                int depth = span.path().size() - 1;
                filled.add(List.of(span.path().subList(0, depth), span.item().subList(0, depth - 1)));
            }
        }
        for (Span span : parts.values()) {
            if (span.group() == 2) {
                meta(parts, span, found);
            } else if ((span.group() & 1) != 0) {
                found.accept(FindingKind.PRIVATE_ELEMENT, "(%04X,....)".formatted(span.group()));
            } else if (!allowed.has(span.tag()) || span.tag() == PATIENT_ID && !span.isTop()) {
                found.accept(FindingKind.NOT_ALLOWED, span.where());
            } else if (codedItems.contains(itemOf(span)) && !belongsToCode(span)) {
                found.accept(FindingKind.NOT_ALLOWED, span.where());
            } else if (!valueMayStand(parts, span, filled.contains(List.of(span.path(), span.item())))) {
                found.accept(FindingKind.VALUE_NOT_ALLOWED, span.where());
            }
        }
        if (!publicItems.containsAll(codedItems)) {
            found.accept(FindingKind.VALUE_NOT_ALLOWED, "a code without a public scheme");
        }
        if (!MADE_ID.matcher(parts.text(PATIENT_ID)).matches()) {
            found.accept(FindingKind.VALUE_NOT_ALLOWED, "(0010,0020)");
        }
    }

    /** The item that an element stands in: its sequences and the numbers of their items. */
    private static List<Object> itemOf(Span span) {
        return List.of(span.path().subList(0, span.path().size() - 1), span.item());
    }

    private static boolean belongsToCode(Span span) {
        return span.vr().equals("SQ") || span.tag() >>> 4 == 0x0008010;
    }

    /** Local schemes begin with 99 or are L (PS3.16 section 8, PS3.3 section 8.2). */
    private static boolean isPublicScheme(FileWalk.Parts parts, Span span) {
        String scheme = span.tag() == SCHEME ? parts.text(span) : "";
        return !scheme.isEmpty() && !scheme.equals("L") && (!scheme.startsWith("99") || scheme.equals("99SDM"));
    }

    private static void meta(FileWalk.Parts parts, Span span, BiConsumer<FindingKind, String> found) {
        String text = parts.text(span);
        boolean right = span.isTop()
                && switch (span.tag()) {
                    case 0x00020000 -> span.length() == 4;
                    case 0x00020001 -> text.equals("\0\u0001");
                    case 0x00020002 -> text.equals(parts.text(SOP_CLASS));
                    case 0x00020003 -> text.equals(parts.text(0x00080018));
                    case 0x00020010 -> text.startsWith("1.2.840.10008.1.2");
                    case 0x00020012 -> text.equals(DicomWriter.IMPLEMENTATION_CLASS);
                    case 0x00020013 -> text.equals(DicomWriter.IMPLEMENTATION_VERSION);
                    default -> false;
                };
        if (!right) {
            found.accept(FindingKind.PREAMBLE, span.where());
        }
    }

    private boolean valueMayStand(FileWalk.Parts parts, Span span, boolean hasItems) {
        AllowList.Entry entry = allowed.at(span.tag());
        if (span.vr().equals("SQ")) {
            return entry.vrs().contains("SQ")
                    && (!hasItems || entry.may() == AllowList.May.STAY || entry.may() == AllowList.May.ADDED);
        }
        if (entry.may() == AllowList.May.STAY && BULK.contains(span.vr())) {
            return entry.vrs().contains(span.vr());
        }
        String text = parts.text(span);
        return switch (entry.may()) {
            case STAY ->
                entry.vrs().contains(span.vr())
                        && isOfItsKind(parts, span, text)
                        && (isBinary(span) || terms.mayStand(span, text));
            case UID -> each(text, MADE_UID);
            case MOVED_DAY -> DAY.matcher(text).matches() || DUMMIES.contains(text);
            case DUMMY -> DUMMIES.contains(text) || span.tag() == PATIENT_ID || each(text, MADE_UID);
            case EMPTY -> span.length() == 0;
            case NOTHING -> false;
            case ADDED -> isAdded(span, text);
        };
    }

    private static boolean isBinary(Span span) {
        return NUMBER_BYTES.containsKey(span.vr());
    }

    private static boolean isAdded(Span span, String text) {
        return switch (span.tag()) {
            case 0x00120062 -> text.equals("YES");
            case 0x00120063 -> text.startsWith("Subtext: ");
            case 0x00280303 -> text.equals("MODIFIED") || text.equals("REMOVED");
            default -> false;
        };
    }

    private static boolean isOfItsKind(FileWalk.Parts parts, Span span, String text) {
        String vr = span.vr();
        Integer unit = NUMBER_BYTES.get(vr);
        if (unit != null) {
            int most = MANY.contains(span.tag()) ? Integer.MAX_VALUE : DESCRIPTORS.contains(span.tag()) ? 3 : 1;
            return span.length() % unit == 0
                    && span.length() / unit <= most
                    && (span.tag() != 0x00280009 || areTags(parts, span));
        }
        if (span.tag() == CHARACTERS) {
            return each(text, CHARACTER_SET);
        }
        if (span.tag() == AGE_TAG) {
            return AGE.matcher(text).matches();
        }
        return switch (vr) {
            case "CS" -> each(text, CODE);
            case "DS" -> each(text, DECIMAL);
            case "IS" -> each(text, INTEGER);
            case "UI" -> each(text, STANDARD_UID);
            case "LO", "SH", "UC" -> isShortText(text);
            default -> false;
        };
    }

    /** Frame Increment Pointer names elements of the standard. */
    private static boolean areTags(FileWalk.Parts parts, Span span) {
        for (int i = 0; i < span.length() / 2; i += 2) {
            if (!Set.of(0x0018, 0x0020, 0x0028, 0x0054, 0x3004, 0x5200).contains(parts.number(span, i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isShortText(String text) {
        for (String value : text.split("\\\\", -1)) {
            if (value.getBytes(StandardCharsets.ISO_8859_1).length > 4 * LONGEST) {
                return false;
            }
        }
        return !CONTROL.matcher(text).find();
    }

    private static boolean each(String text, Pattern pattern) {
        for (String value : text.split("\\\\", -1)) {
            if (!pattern.matcher(value.strip()).matches()) {
                return false;
            }
        }
        return true;
    }
}
