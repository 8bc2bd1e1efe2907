package org.subtext.deidentification;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.Tag;

/**
 * The coding schemes that everybody shares (PS3.16 section 8), and what their codes look like. What a code of another
 * scheme means, or one without a scheme, only those know who wrote it.
 *
 * <p>The resource {@code coding-schemes.csv} has one line a scheme.
 */
final class CodingSchemes {
    private static final Tag VALUE = Tag.of(0x00080100);
    private static final Tag SCHEME = Tag.of(0x00080102);
    private static final List<Tag> ONE_VALUE_AT_MOST = List.of(Tag.of(0x00080103), Tag.of(0x00080104));

    private final Map<String, Pattern> codes;

    private CodingSchemes(Map<String, Pattern> codes) {
        this.codes = Map.copyOf(codes);
    }

    /** The list that belongs to this build. */
    static CodingSchemes ofBuild() {
        Map<String, Pattern> codes = new HashMap<>();
        AttributeTable.resource("coding-schemes.csv").lines().skip(1).forEach(line -> {
            int first = line.indexOf(',');
            codes.put(line.substring(0, first), Pattern.compile(line.substring(first + 1, line.lastIndexOf(','))));
        });
        return new CodingSchemes(codes);
    }

    /** Whether an item is a code of a public scheme: one value of each attribute, and one that the scheme may have. */
    boolean isPublic(DataSet item) {
        List<String> scheme = item.strings(SCHEME);
        List<String> value = item.strings(VALUE);
        if (scheme.size() != 1 || value.size() != 1) {
            return false;
        }
        Pattern form = codes.get(scheme.get(0));
        return form != null
                && form.matcher(value.get(0)).matches()
                && ONE_VALUE_AT_MOST.stream().allMatch(tag -> item.strings(tag).size() <= 1);
    }
}
