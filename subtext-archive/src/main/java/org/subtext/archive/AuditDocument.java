package org.subtext.archive;

import static org.subtext.archive.AuditStudy.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.Element;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Tags;
import org.subtext.dicom.Uid;
import org.subtext.dicom.Vr;
import org.subtext.statistics.Estimate;
import org.subtext.statistics.Interval;
import org.subtext.wording.VisibleText;

/**
 * An audit's answer as a DICOM Enhanced SR (PS3.3 section A.35.2) for an archive to keep: text for a person, and the
 * AUCs with their intervals as numbers (NUM, section C.18.1) for a program.
 *
 * @param sections what was found, in order
 * @param tables the numbers, one table an experiment
 */
public record AuditDocument(AuditStudy study, List<Section> sections, List<Table> tables) {
    static final String ENHANCED = "1.2.840.10008.5.1.4.1.1.88.22";

    private static final String OWN = "99SUBTEXT";
    private static final String CONTAINS = "CONTAINS";
    private static final String PROPERTY = "HAS PROPERTIES";
    private static final String MODIFIER = "HAS CONCEPT MOD";
    private static final Code RATIO = new Code("1", "UCUM", "no units");
    private static final Code VALUE_UNKNOWN = new Code("114010", "DCM", "Value unknown");

    private static final Tag CODING_SCHEME_IDENTIFICATION = Tag.of(0x00080110);
    private static final Tag CODING_SCHEME_UID = Tag.of(0x0008010C);
    private static final Tag CODING_SCHEME_NAME = Tag.of(0x00080115);
    private static final Tag REFERENCED_PROCEDURE_STEP = Tag.of(0x00081111);
    private static final Tag MEASUREMENT_UNITS = Tag.of(0x004008EA);
    private static final Tag RELATIONSHIP = Tag.of(0x0040A010);
    private static final Tag VALUE_TYPE = Tag.of(0x0040A040);
    private static final Tag CONCEPT_NAME = Tag.of(0x0040A043);
    private static final Tag CONTINUITY = Tag.of(0x0040A050);
    private static final Tag TEXT_VALUE = Tag.of(0x0040A160);
    private static final Tag MEASURED_VALUE = Tag.of(0x0040A300);
    private static final Tag NUMERIC_VALUE_QUALIFIER = Tag.of(0x0040A301);
    private static final Tag NUMERIC_VALUE = Tag.of(0x0040A30A);
    private static final Tag PERFORMED_PROCEDURE = Tag.of(0x0040A372);
    private static final Tag COMPLETION = Tag.of(0x0040A491);
    private static final Tag VERIFICATION = Tag.of(0x0040A493);
    private static final Tag CONTENT = Tag.of(0x0040A730);

    public AuditDocument {
        sections = List.copyOf(sections);
        tables = List.copyOf(tables);
    }

    /**
     * One item of text.
     *
     * @param code up to 16 letters that name the kind of item
     * @param meaning the same in words, up to 64 characters
     * @param text what it says; lines are kept
     */
    public record Section(String code, String meaning, String text) {}

    /**
     * AUCs of one experiment.
     *
     * @param experiment which
     * @param cases what is counted, in the plural: images
     * @param classes each against the rest
     * @param mean over classes
     */
    public record Table(String experiment, String cases, List<Measurement> classes, Measurement mean) {
        public Table {
            classes = List.copyOf(classes);
        }
    }

    /**
     * One AUC.
     *
     * @param of the class, or what it is the mean of
     * @param cases of the class, or all; empty where hidden
     */
    public record Measurement(String of, OptionalInt cases, Estimate auc) {}

    /** A coded concept (PS3.3 section 8.8). */
    private record Code(String value, String scheme, String meaning) {
        static Code own(String value, String meaning) {
            return new Code(value, OWN, meaning);
        }

        Element in(Tag tag) {
            return Element.sequence(
                    tag,
                    List.of(DataSet.of(List.of(
                            text(Tags.CODE_VALUE, Vr.SH, value),
                            text(Tags.CODING_SCHEME, Vr.SH, scheme),
                            text(Tags.CODE_MEANING, Vr.LO, meaning)))));
        }
    }

    /** SOP Instance UID (0008,0018). */
    public String sopInstanceUid() {
        return Uid.ofText("document " + this);
    }

    /** A whole DICOM file, explicit VR little endian, text in UTF-8. */
    public byte[] file() {
        List<DataSet> content = new ArrayList<>();
        content.add(textItem(CONTAINS, Code.own("QUESTION", "Question"), study.title()));
        sections.forEach(section ->
                content.add(textItem(CONTAINS, Code.own(section.code(), section.meaning()), section.text())));
        tables.forEach(table -> content.add(container(table)));
        return study.file(
                new AuditStudy.Instance(ENHANCED, sopInstanceUid(), "SR", 1),
                List.of(
                        Element.sequence(
                                CODING_SCHEME_IDENTIFICATION,
                                List.of(
                                        scheme(OWN, Uid.ofText("Subtext coding scheme"), "Subtext"),
                                        scheme("UCUM", "2.16.840.1.113883.6.8", "Unified Code for Units of Measure"),
                                        scheme("DCM", "1.2.840.10008.2.16.4", "DICOM Controlled Terminology"))),
                        Element.sequence(REFERENCED_PROCEDURE_STEP, List.of()),
                        text(VALUE_TYPE, Vr.CS, "CONTAINER"),
                        Code.own("AUDIT", "Audit of a set of images").in(CONCEPT_NAME),
                        text(CONTINUITY, Vr.CS, "SEPARATE"),
                        Element.sequence(PERFORMED_PROCEDURE, List.of()),
                        text(COMPLETION, Vr.CS, "COMPLETE"),
                        text(VERIFICATION, Vr.CS, "UNVERIFIED"),
                        Element.sequence(CONTENT, content)));
    }

    private static DataSet scheme(String designator, String uid, String name) {
        return DataSet.of(List.of(
                text(Tags.CODING_SCHEME, Vr.SH, designator),
                text(CODING_SCHEME_UID, Vr.UI, uid),
                text(CODING_SCHEME_NAME, Vr.ST, name)));
    }

    private static DataSet container(Table table) {
        List<DataSet> content = new ArrayList<>();
        content.add(textItem(MODIFIER, Code.own("EXPERIMENT", "Experiment"), table.experiment()));
        content.add(textItem(MODIFIER, Code.own("CASE", "What is counted"), table.cases()));
        content.add(auc(Code.own("MEAN-AUC", "Mean of the AUCs of all classes"), table.mean(), table.cases()));
        for (Measurement one : table.classes()) {
            content.add(auc(Code.own("AUC", "Area under the ROC curve, class against rest"), one, table.cases()));
        }
        return item(
                CONTAINS,
                "CONTAINER",
                Code.own("ESTIMATES", "Estimates of one experiment"),
                text(CONTINUITY, Vr.CS, "SEPARATE"),
                Element.sequence(CONTENT, content));
    }

    private static DataSet auc(Code concept, Measurement measurement, String cases) {
        List<DataSet> details = new ArrayList<>();
        details.add(textItem(MODIFIER, Code.own("CLASS", "Class"), measurement.of()));
        measurement.cases().ifPresent(count -> {
            Code unit = new Code("{" + cases + "}", "UCUM", cases);
            details.add(number(Code.own("CASES", "Number of cases"), Integer.toString(count), unit));
        });
        Estimate auc = measurement.auc();
        if (auc instanceof Estimate.Known known) {
            Interval interval = known.interval();
            String level = BigDecimal.valueOf(interval.level())
                    .setScale(6, RoundingMode.HALF_UP)
                    .stripTrailingZeros()
                    .toPlainString();
            details.add(number(Code.own("LOWER", "Lower bound of the interval"), decimals(interval.lower()), RATIO));
            details.add(number(Code.own("UPPER", "Upper bound of the interval"), decimals(interval.upper()), RATIO));
            details.add(number(Code.own("LEVEL", "Level of the interval"), level, RATIO));
            details.add(textItem(PROPERTY, Code.own("METHOD", "How the interval was made"), interval.method()));
        }
        if (auc instanceof Estimate.Undefined undefined) {
            details.add(textItem(PROPERTY, Code.own("REASON", "Why there is no value"), undefined.reason()));
            return item(
                    CONTAINS,
                    "NUM",
                    concept,
                    Element.sequence(MEASURED_VALUE, List.of()),
                    VALUE_UNKNOWN.in(NUMERIC_VALUE_QUALIFIER),
                    Element.sequence(CONTENT, details));
        }
        return item(
                CONTAINS,
                "NUM",
                concept,
                measured(decimals(auc.valueOr(Double.NaN)), RATIO),
                Element.sequence(CONTENT, details));
    }

    /** As many decimals as the report prints; with all of them, counts that it hides could be computed. */
    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static DataSet number(Code concept, String value, Code unit) {
        return item(PROPERTY, "NUM", concept, measured(value, unit));
    }

    private static Element measured(String value, Code unit) {
        return Element.sequence(
                MEASURED_VALUE,
                List.of(DataSet.of(List.of(text(NUMERIC_VALUE, Vr.DS, value), unit.in(MEASUREMENT_UNITS)))));
    }

    private static DataSet textItem(String relationship, Code concept, String text) {
        return item(
                relationship,
                "TEXT",
                concept,
                text(TEXT_VALUE, Vr.UT, VisibleText.of(text).replace("\n", "\r\n")));
    }

    /** A content item (PS3.3 section C.17.3). */
    private static DataSet item(String relationship, String type, Code concept, Element... own) {
        List<Element> elements = new ArrayList<>(List.of(own));
        elements.add(text(RELATIONSHIP, Vr.CS, relationship));
        elements.add(text(VALUE_TYPE, Vr.CS, type));
        elements.add(concept.in(CONCEPT_NAME));
        return DataSet.of(elements);
    }
}
