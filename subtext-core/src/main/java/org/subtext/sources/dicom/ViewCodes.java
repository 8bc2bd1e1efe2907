package org.subtext.sources.dicom;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Tags;

/**
 * The view of an image, above all where it is given by code: View Code Sequence (0054,0220) with its View Modifier Code
 * Sequence (0054,0222), as PS3.16 lists them in CID 4010 (radiographs), 4014 (mammograms) and 4015 (their modifiers).
 *
 * <p>Codes of SNOMED CT and of SNOMED RT are known by their value; any other by its meaning where that is one of the
 * same words.
 */
final class ViewCodes {
    /** What the modifiers of a view that is coded without one are: so that such views can be asked for. */
    static final String UNMODIFIED = "none";

    /** Of views, by value: what View Position (0018,5101) would say. */
    private static final Map<String, String> VIEWS = byCode("""
        CC:      399162004 R-10242
        MLO:     399368009 R-10226
        ML:      399260004 R-10224
        LM:      399352003 R-10228
        LMO:     399099002 R-10230
        FB:      399196006 R-10244
        SIO:     399188001 R-102D0
        ISO:     441555000 R-40AAA
        XCC:     399265009
        XCCL:    399192008 R-1024A Y-X1770
        XCCM:    399101009 R-1024B Y-X1771
        AP:      399348003 R-10206
        PA:      272479007 R-10214
        LL:      399173006
        RL:      399198007
        LATERAL: 399067008
        """);

    /** The same by letters of the meaning. */
    private static final Map<String, String> MEANINGS = byCode("""
        CC:      craniocaudal
        MLO:     mediolateraloblique
        ML:      mediolateral mediallateral
        LM:      lateromedial lateralmedial
        LMO:     lateromedialoblique
        FB:      caudocranialfrombelow caudocranial
        SIO:     superolateraltoinferomedialoblique
        ISO:     inferomedialtosuperolateraloblique
        XCC:     craniocaudalexaggerated
        XCCL:    craniocaudalexaggeratedlaterally
        XCCM:    craniocaudalexaggeratedmedially
        AP:      anteroposterior
        PA:      posteroanterior
        LL:      leftlateral
        RL:      rightlateral
        LATERAL: lateral
        """);

    /** Of modifiers, by value. */
    private static final Map<String, String> MODIFIERS = byCode("""
        cleavage:             399161006 R-102D2
        axillary tail:        399011000 R-102D1
        rolled lateral:       399197002 R-102D3
        rolled medial:        399226006 R-102D4
        rolled inferior:      414493004 R-102CA
        rolled superior:      415670009 R-102C9
        implant displaced:    399209000 R-102D5
        magnification:        399163009 R-102D6
        spot compression:     399055006 R-102D7
        tangential:           399110001 R-102C2
        nipple in profile:    442581004 R-40AB3
        anterior compression: 441752004 P2-00161
        infra-mammary fold:   442593008 R-40ABE
        axillary tissue:      442580003 R-40AB2
        """);

    private static final Tag SHARED_GROUPS = Tag.of(0x52009229);
    private static final Tag FRAME_ANATOMY = Tag.of(0x00209071);
    private static final Tag FRAME_LATERALITY = Tag.of(0x00209072);

    private ViewCodes() {}

    /** From lines of what codes stand for, a colon, and the codes: the meaning by code. */
    private static Map<String, String> byCode(String lines) {
        Map<String, String> meanings = new HashMap<>();
        lines.lines().forEach(line -> {
            int colon = line.indexOf(':');
            for (String code : line.substring(colon + 1).strip().split(" ")) {
                meanings.put(code, line.substring(0, colon));
            }
        });
        return Map.copyOf(meanings);
    }

    /** Of the image, else of the series, else of the frames of an enhanced object where all share it. */
    static Optional<String> laterality(DataSet image) {
        return image.string(Tags.IMAGE_LATERALITY)
                .or(() -> image.string(Tags.LATERALITY))
                .or(() -> image.items(SHARED_GROUPS).stream()
                        .flatMap(shared -> shared.items(FRAME_ANATOMY).stream())
                        .flatMap(anatomy -> anatomy.string(FRAME_LATERALITY).stream())
                        .findFirst())
                .map(DicomColumn::oneLine);
    }

    /** View Position as recorded, else what the view's code stands for; empty where neither says. */
    static Optional<String> position(DataSet image) {
        return image.string(Tags.VIEW_POSITION).map(DicomColumn::oneLine).or(() -> coded(image));
    }

    private static Optional<String> coded(DataSet image) {
        return image.items(Tags.VIEW_CODE_SEQUENCE).stream()
                .flatMap(code -> Stream.of(
                                value(code).map(VIEWS::get),
                                code.string(Tags.CODE_MEANING).map(text -> MEANINGS.get(letters(text))))
                        .flatMap(Optional::stream))
                .findFirst();
    }

    /**
     * All modifiers in alphabetical order, "; " between them; {@link #UNMODIFIED} of a coded view without one; empty
     * where no view is coded, since then nobody would have recorded a modifier.
     */
    static Optional<String> modifiers(DataSet image) {
        List<DataSet> views = image.items(Tags.VIEW_CODE_SEQUENCE);
        Set<String> found = new LinkedHashSet<>();
        // Within the view by the standard; beside it where a writer has taken it for an attribute of the image.
        Stream.concat(views.stream(), Stream.of(image))
                .flatMap(holder -> holder.items(Tags.VIEW_MODIFIER_CODE_SEQUENCE).stream())
                .flatMap(code -> value(code)
                        .map(MODIFIERS::get)
                        .or(() -> code.string(Tags.CODE_MEANING).map(text -> text.toLowerCase(Locale.ROOT)))
                        .or(() -> value(code))
                        .stream())
                .map(DicomColumn::oneLine)
                .sorted()
                .forEach(found::add);
        if (!found.isEmpty()) {
            return Optional.of(String.join("; ", found));
        }
        return views.isEmpty() ? Optional.empty() : Optional.of(UNMODIFIED);
    }

    private static Optional<String> value(DataSet code) {
        return code.string(Tags.CODE_VALUE);
    }

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
