package org.subtext.sources.dicom;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.subtext.dicom.DataSet;
import org.subtext.dicom.ElementValues;
import org.subtext.dicom.Tag;
import org.subtext.dicom.Tags;

/**
 * One column of the table of images: what of a header it holds, in which unit.
 *
 * @param name the column's name, with the unit where it has one
 * @param source the tags it is made of, for documentation
 * @param value the cell, empty where the header says nothing
 */
public record DicomColumn(String name, String source, Function<DataSet, Optional<String>> value) {

    /** The first value of the first of these tags that has one, as recorded. */
    static DicomColumn text(String name, Tag... tags) {
        return new DicomColumn(
                name,
                sources(tags),
                dataSet -> first(tags, tag -> dataSet.string(tag).map(DicomColumn::oneLine)));
    }

    /** All values of a tag, a backslash between them. */
    static DicomColumn texts(String name, Tag tag) {
        return new DicomColumn(name, tag.toString(), dataSet -> {
            List<String> values = dataSet.strings(tag);
            return values.stream().allMatch(String::isEmpty)
                    ? Optional.empty()
                    : Optional.of(oneLine(String.join("\\", values)));
        });
    }

    /** The first of these tags that is a number. */
    static DicomColumn number(String name, Tag... tags) {
        return new DicomColumn(
                name, sources(tags), dataSet -> first(tags, dataSet::decimal).map(ElementValues::plain));
    }

    /** One of the values of a tag, counted from 0. */
    static DicomColumn part(String name, Tag tag, int index) {
        return new DicomColumn(name, tag.toString(), dataSet -> {
            double[] values = dataSet.decimals(tag);
            return index < values.length && Double.isFinite(values[index])
                    ? Optional.of(ElementValues.plain(values[index]))
                    : Optional.empty();
        });
    }

    /** A date as yyyy-mm-dd; what is no date is left out. */
    static DicomColumn date(String name, Tag tag) {
        return new DicomColumn(
                name, tag.toString(), dataSet -> PatientAge.date(dataSet, tag).map(Object::toString));
    }

    /** Whether a tag or sequence is there with a value: yes or no. */
    static DicomColumn present(String name, Tag tag) {
        return new DicomColumn(name, tag.toString(), dataSet -> {
            boolean has = dataSet.find(tag)
                    .filter(element -> element.length() > 0 || !element.items().isEmpty())
                    .isPresent();
            return Optional.of(has ? "yes" : "no");
        });
    }

    /** The meaning of the first code of a sequence that has one, or its value. */
    static DicomColumn code(String name, Tag sequence) {
        return new DicomColumn(name, sequence.toString(), dataSet -> codes(dataSet, sequence));
    }

    /** The meanings of a sequence's codes, or their values where they have none. */
    static Optional<String> codes(DataSet dataSet, Tag sequence) {
        String meanings = String.join(
                "; ",
                dataSet.items(sequence).stream()
                        .flatMap(item -> item.string(Tags.CODE_MEANING).or(() -> item.string(Tags.CODE_VALUE)).stream())
                        .map(DicomColumn::oneLine)
                        .distinct()
                        .toList());
        return meanings.isEmpty() ? Optional.empty() : Optional.of(meanings);
    }

    static <T> Optional<T> first(Tag[] tags, Function<Tag, Optional<T>> reading) {
        for (Tag tag : tags) {
            Optional<T> value = reading.apply(tag);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    private static String sources(Tag... tags) {
        return String.join(", ", List.of(tags).stream().map(Tag::toString).toList());
    }

    static String oneLine(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
