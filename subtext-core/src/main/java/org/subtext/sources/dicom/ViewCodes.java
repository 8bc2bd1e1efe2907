package org.subtext.sources.dicom;

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
 * The view of an image, above all where it is given by code: View Code Sequence (0054,0220) with its View Modifier Code Sequence
 * (0054,0222), as PS3.16 lists them in CID 4010 (radiographs), 4014 (mammograms) and 4015 (their modifiers).
 *
 * <p>Codes of SNOMED CT and of SNOMED RT are known by their value; any other by its meaning where that is one of the
 * same words.
 */
final class ViewCodes {
    /** What the modifiers of a view that is coded without one are: so that such views can be asked for. */
    static final String UNMODIFIED = "none";

    /** Of views, by value: what View Position (0018,5101) would say. */
    private static final Map<String, String> VIEWS = Map.ofEntries(
            Map.entry("399162004", "CC"),
            Map.entry("R-10242", "CC"),
            Map.entry("399368009", "MLO"),
            Map.entry("R-10226", "MLO"),
            Map.entry("399260004", "ML"),
            Map.entry("R-10224", "ML"),
            Map.entry("399352003", "LM"),
            Map.entry("R-10228", "LM"),
            Map.entry("399099002", "LMO"),
            Map.entry("R-10230", "LMO"),
            Map.entry("399196006", "FB"),
            Map.entry("R-10244", "FB"),
            Map.entry("399188001", "SIO"),
            Map.entry("R-102D0", "SIO"),
            Map.entry("441555000", "ISO"),
            Map.entry("R-40AAA", "ISO"),
            Map.entry("399265009", "XCC"),
            Map.entry("399192008", "XCCL"),
            Map.entry("R-1024A", "XCCL"),
            Map.entry("Y-X1770", "XCCL"),
            Map.entry("399101009", "XCCM"),
            Map.entry("R-1024B", "XCCM"),
            Map.entry("Y-X1771", "XCCM"),
            Map.entry("399348003", "AP"),
            Map.entry("R-10206", "AP"),
            Map.entry("272479007", "PA"),
            Map.entry("R-10214", "PA"),
            Map.entry("399173006", "LL"),
            Map.entry("399198007", "RL"),
            Map.entry("399067008", "LATERAL"));

    /** The same by letters of the meaning. */
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("craniocaudal", "CC"),
            Map.entry("mediolateraloblique", "MLO"),
            Map.entry("mediolateral", "ML"),
            Map.entry("mediallateral", "ML"),
            Map.entry("lateromedial", "LM"),
            Map.entry("lateralmedial", "LM"),
            Map.entry("lateromedialoblique", "LMO"),
            Map.entry("caudocranialfrombelow", "FB"),
            Map.entry("caudocranial", "FB"),
            Map.entry("superolateraltoinferomedialoblique", "SIO"),
            Map.entry("inferomedialtosuperolateraloblique", "ISO"),
            Map.entry("craniocaudalexaggerated", "XCC"),
            Map.entry("craniocaudalexaggeratedlaterally", "XCCL"),
            Map.entry("craniocaudalexaggeratedmedially", "XCCM"),
            Map.entry("anteroposterior", "AP"),
            Map.entry("posteroanterior", "PA"),
            Map.entry("leftlateral", "LL"),
            Map.entry("rightlateral", "RL"),
            Map.entry("lateral", "LATERAL"));

    /** Of modifiers, by value. */
    private static final Map<String, String> MODIFIERS = Map.ofEntries(
            Map.entry("399161006", "cleavage"),
            Map.entry("R-102D2", "cleavage"),
            Map.entry("399011000", "axillary tail"),
            Map.entry("R-102D1", "axillary tail"),
            Map.entry("399197002", "rolled lateral"),
            Map.entry("R-102D3", "rolled lateral"),
            Map.entry("399226006", "rolled medial"),
            Map.entry("R-102D4", "rolled medial"),
            Map.entry("414493004", "rolled inferior"),
            Map.entry("R-102CA", "rolled inferior"),
            Map.entry("415670009", "rolled superior"),
            Map.entry("R-102C9", "rolled superior"),
            Map.entry("399209000", "implant displaced"),
            Map.entry("R-102D5", "implant displaced"),
            Map.entry("399163009", "magnification"),
            Map.entry("R-102D6", "magnification"),
            Map.entry("399055006", "spot compression"),
            Map.entry("R-102D7", "spot compression"),
            Map.entry("399110001", "tangential"),
            Map.entry("R-102C2", "tangential"),
            Map.entry("442581004", "nipple in profile"),
            Map.entry("R-40AB3", "nipple in profile"),
            Map.entry("441752004", "anterior compression"),
            Map.entry("P2-00161", "anterior compression"),
            Map.entry("442593008", "infra-mammary fold"),
            Map.entry("R-40ABE", "infra-mammary fold"),
            Map.entry("442580003", "axillary tissue"),
            Map.entry("R-40AB2", "axillary tissue"));

    private static final Tag SHARED_GROUPS = Tag.of(0x52009229);
    private static final Tag FRAME_ANATOMY = Tag.of(0x00209071);
    private static final Tag FRAME_LATERALITY = Tag.of(0x00209072);

    private ViewCodes() {}

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
