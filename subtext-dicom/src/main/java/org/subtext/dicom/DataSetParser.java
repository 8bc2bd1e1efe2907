package org.subtext.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Reads the elements of one file from a {@link Source}, sequences within sequences (PS3.5 sections 7.1 and 7.5). For
 * one file only; not thread-safe.
 */
final class DataSetParser {
    private static final int ITEM_HEADER = 8;

    /** Longest run of zeros at the end that passes for filling, in bytes. */
    private static final int LONGEST_FILLING = 1 << 20;

    private final Source source;
    private final Budget budget;
    private final Notes notes;
    private final Predicate<Tag> stopBefore;
    private int at;

    /** What a data set hands on to the items in it, and how deep it stands. */
    private record Context(Layout layout, int depth, CharacterSet characters, boolean signedPixels) {}

    /**
     * A parser.
     *
     * @param at where the first element stands
     * @param stopBefore the element of the outermost data set that is not read any more
     */
    DataSetParser(Source source, int at, ReadLimits limits, Notes notes, Predicate<Tag> stopBefore) {
        this.source = source;
        this.at = at;
        this.budget = new Budget(limits);
        this.notes = notes;
        this.stopBefore = stopBefore;
    }

    /** Where the next element stands. */
    int position() {
        return at;
    }

    /** The outermost data set, up to the end of the file or to the element before which reading stops. */
    DataSet parse(Layout layout) throws IOException {
        Context context = new Context(layout, 0, CharacterSet.DEFAULT, false);
        List<Element> elements = new ArrayList<>();
        boolean pixelsRead = false;
        while (at < source.size()) {
            context = after(elements, context);
            int start = at;
            try {
                if (!next(elements, context, source.size(), false)) {
                    break;
                }
            } catch (DicomException e) {
                if (!pixelsRead) {
                    throw e;
                }
                // After the pixels nothing is needed: writers leave padding, checksums and half elements there.
                notes.add(source.size() - start + " bytes after the pixel data were left out");
                break;
            }
            Tag last = elements.isEmpty()
                    ? Tags.ITEM
                    : elements.get(elements.size() - 1).tag();
            pixelsRead |= last.group() == Tags.PIXEL_DATA.group() && last.compareTo(Tags.FLOAT_PIXEL_DATA) >= 0;
        }
        return DataSet.of(elements, CharacterSet.DEFAULT);
    }

    /** One element more; false at the end of the data set. */
    private boolean next(List<Element> elements, Context context, long end, boolean delimited) throws IOException {
        if (end - at < ITEM_HEADER) {
            if (context.depth == 0 && onlyZerosFollow(elements)) {
                return false;
            }
            if (context.depth == 0) {
                throw DicomException.at(at, (end - at) + " bytes left in the file", "an element of at least 8 bytes");
            }
            throw DicomException.at(at, (end - at) + " bytes left in the item", "an element of at least 8 bytes");
        }
        boolean big = context.layout.bigEndian();
        Tag tag = new Tag(source.unsigned16(at, big), source.unsigned16(at + 2, big));
        if (context.depth == 0 && stopBefore.test(tag)) {
            return false;
        }
        if (tag.group() == Tags.ITEM.group()) {
            return delimiter(tag, delimited);
        }
        if (context.depth == 0 && tag.packed() == 0 && onlyZerosFollow(elements)) {
            return false;
        }
        elements.add(element(ElementHeader.read(source, at, context.layout, end, context.signedPixels), context, end));
        return true;
    }

    private boolean delimiter(Tag tag, boolean delimited) throws DicomException {
        if (tag.equals(Tags.ITEM)) {
            throw DicomException.at(at, tag, "the start of an item outside a sequence", "an element of the data set");
        }
        boolean itemEnds = tag.equals(Tags.ITEM_DELIMITATION);
        if (!itemEnds && !tag.equals(Tags.SEQUENCE_DELIMITATION)) {
            throw DicomException.at(at, tag, "a tag of the group of items", "a delimiter or an element");
        }
        if (delimited) {
            // A sequence that ends before its item does is left for the sequence to see.
            at += itemEnds ? ITEM_HEADER : 0;
            return false;
        }
        budget.take(at);
        notes.add("delimiter " + tag + " at byte " + at + " ends nothing and was left out");
        at += ITEM_HEADER;
        return true;
    }

    /** Some writers fill the last block of a file with zeros. */
    private boolean onlyZerosFollow(List<Element> elements) throws IOException {
        if (elements.isEmpty() || source.size() - at > LONGEST_FILLING) {
            return false;
        }
        int length = (int) (source.size() - at);
        for (byte one : source.copy(at, length)) {
            if (one != 0) {
                return false;
            }
        }
        notes.add(length + " zeros at the end were left out");
        at += length;
        return true;
    }

    private Element element(ElementHeader header, Context context, long end) throws IOException {
        budget.take(header.at());
        if (header.layout().explicit() != context.layout.explicit()) {
            notes.add("element " + header.tag() + " at byte " + header.at() + " has no value representation");
        }
        at = header.value();
        if (header.hasUndefinedLength()) {
            return undefinedLength(header, context, end);
        }
        if (header.length() > end - at) {
            throw DicomException.at(
                    header.at(),
                    header.tag(),
                    "a length of " + header.length() + " bytes where " + (end - at) + " are left",
                    "a value that ends inside the file and the item it is in");
        }
        long valueEnd = at + header.length();
        if (header.vr() == Vr.SQ) {
            Element sequence = Element.sequence(header.tag(), items(header, context, header.layout(), valueEnd));
            at = source.position(valueEnd);
            return sequence;
        }
        if (header.vr() == Vr.UN && looksLikeItems(valueEnd, context.layout.bigEndian())) {
            return itemsOrBytes(header, context, valueEnd);
        }
        return bytes(header, context, valueEnd);
    }

    private Element bytes(ElementHeader header, Context context, long valueEnd) throws IOException {
        boolean big = context.layout.bigEndian();
        ByteBuffer value = source.slice(at, valueEnd - at, big);
        at = source.position(valueEnd);
        Vr vr = header.vr();
        if (vr == Vr.UN && !big) {
            // Passed on by a system that did not know the tag; its value is little endian (PS3.5 section 6.2.2 note 2).
            vr = DataDictionary.find(header.tag(), context.signedPixels)
                    .filter(known -> known != Vr.SQ)
                    .orElse(Vr.UN);
        }
        return Element.of(header.tag(), vr, value);
    }

    private Element undefinedLength(ElementHeader header, Context context, long end) throws IOException {
        Vr vr = header.vr();
        boolean bytes = vr == Vr.OB || vr == Vr.OW || vr == Vr.OF || vr == Vr.OD || vr == Vr.OV || vr == Vr.OL;
        if (bytes || header.tag().equals(Tags.PIXEL_DATA)) {
            return Element.fragments(header.tag(), fragments(header, context.layout.bigEndian(), end));
        }
        if (vr != Vr.SQ && !header.unknown()) {
            throw DicomException.at(
                    header.at(), header.tag(), "an undefined length of a " + vr, "one of a sequence or of fragments");
        }
        Layout layout = header.layout();
        if (header.unknown() && layout.explicit()) {
            // Implicit little endian by the standard, but not by all writers: the first element tells.
            layout = source.size() - at >= 2 * ITEM_HEADER
                    ? Layout.at(source, at + ITEM_HEADER, Layout.IMPLICIT_LITTLE)
                    : Layout.IMPLICIT_LITTLE;
        }
        return Element.sequence(header.tag(), items(header, context, layout, end));
    }

    /** Items up to the delimiter of the sequence or, where its length is defined, up to {@code end}. */
    private List<DataSet> items(ElementHeader sequence, Context context, Layout layout, long end) throws IOException {
        budget.enter(sequence.at(), sequence.tag(), context.depth + 1);
        boolean big = layout.bigEndian();
        List<DataSet> items = new ArrayList<>();
        boolean signed = context.signedPixels;
        Context inner = new Context(layout, context.depth + 1, context.characters, signed);
        while (at < end) {
            Tag tag = itemTag(sequence, big, end);
            long length = source.unsigned32(at + 4, big);
            budget.take(at);
            at += ITEM_HEADER;
            if (tag.equals(Tags.SEQUENCE_DELIMITATION)) {
                return items;
            }
            if (!tag.equals(Tags.ITEM)) {
                throw DicomException.at(
                        at - ITEM_HEADER, sequence.tag(), "tag " + tag + " in the sequence", "an item " + Tags.ITEM);
            }
            boolean delimited = length == ElementHeader.UNDEFINED;
            if (!delimited && length > end - at) {
                throw DicomException.at(
                        at - ITEM_HEADER,
                        sequence.tag(),
                        "an item of " + length + " bytes where " + (end - at) + " are left",
                        "an item that ends inside the sequence and the file");
            }
            items.add(item(inner, delimited ? end : at + length, delimited));
        }
        if (sequence.hasUndefinedLength()) {
            throw DicomException.at(
                    at, sequence.tag(), "the end of what holds the sequence", "its end " + Tags.SEQUENCE_DELIMITATION);
        }
        return items;
    }

    private Tag itemTag(ElementHeader sequence, boolean big, long end) throws IOException {
        if (end - at < ITEM_HEADER) {
            throw DicomException.at(at, sequence.tag(), (end - at) + " bytes left", "an item's header of 8 bytes");
        }
        return new Tag(source.unsigned16(at, big), source.unsigned16(at + 2, big));
    }

    private DataSet item(Context context, long end, boolean delimited) throws IOException {
        List<Element> elements = new ArrayList<>();
        Context current = context;
        while (at < end && next(elements, current, end, delimited)) {
            current = after(elements, current);
        }
        return DataSet.of(elements, current.characters);
    }

    /** The context for what follows the last element: its character set and the sign of its pixels. */
    private static Context after(List<Element> elements, Context context) {
        if (elements.isEmpty()) {
            return context;
        }
        Element last = elements.get(elements.size() - 1);
        if (last.tag().equals(Tags.SPECIFIC_CHARACTER_SET)) {
            return new Context(context.layout, context.depth, CharacterSet.of(last.value()), context.signedPixels);
        }
        if (last.tag().equals(Tags.PIXEL_REPRESENTATION)) {
            double[] sign = ElementValues.decimals(last);
            return new Context(context.layout, context.depth, context.characters, sign.length > 0 && sign[0] == 1);
        }
        return context;
    }

    private List<byte[]> fragments(ElementHeader header, boolean big, long end) throws IOException {
        List<byte[]> fragments = new ArrayList<>();
        while (at < end) {
            Tag tag = itemTag(header, big, end);
            long length = source.unsigned32(at + 4, big);
            budget.take(at);
            at += ITEM_HEADER;
            if (tag.equals(Tags.SEQUENCE_DELIMITATION) && !fragments.isEmpty()) {
                return fragments;
            }
            if (!tag.equals(Tags.ITEM) || length > end - at) {
                throw DicomException.at(
                        at - ITEM_HEADER,
                        header.tag(),
                        tag + " with a length of " + length + " bytes, " + (end - at) + " are left",
                        "a fragment " + Tags.ITEM + " that ends inside the file (PS3.5 section A.4)");
            }
            fragments.add(source.copy(at, length));
            at = source.position(at + length);
        }
        if (at == source.size() && PixelDataEnd.isWhole(fragments)) {
            notes.add(PixelDataEnd.NOTE);
            return fragments;
        }
        throw DicomException.at(
                at, header.tag(), "the end of the file among fragments", "their end " + Tags.SEQUENCE_DELIMITATION);
    }

    /** Whether a value of unknown representation is a chain of items that ends where the value does. */
    private boolean looksLikeItems(long valueEnd, boolean big) throws IOException {
        int place = at;
        while (valueEnd - place >= ITEM_HEADER) {
            long length = source.unsigned32(place + 4, big);
            boolean item = source.unsigned16(place, big) == Tags.ITEM.group()
                    && source.unsigned16(place + 2, big) == Tags.ITEM.element();
            if (!item || length != ElementHeader.UNDEFINED && length > valueEnd - place - ITEM_HEADER) {
                return false;
            }
            if (length == ElementHeader.UNDEFINED) {
                return true;
            }
            place += (int) length + ITEM_HEADER;
        }
        return place == valueEnd && place > at;
    }

    /** A chain of items as a sequence where every element of it can be read, and as bytes otherwise. */
    private Element itemsOrBytes(ElementHeader header, Context context, long valueEnd) throws IOException {
        int start = at;
        Layout layout = valueEnd - at >= 2 * ITEM_HEADER
                ? Layout.at(source, at + ITEM_HEADER, new Layout(false, context.layout.bigEndian()))
                : context.layout;
        try {
            List<DataSet> items = items(header, context, layout, valueEnd);
            if (at == valueEnd) {
                return Element.sequence(header.tag(), items);
            }
        } catch (DicomException e) {
            notes.add("element " + header.tag() + " at byte " + header.at() + " was kept as bytes");
        }
        at = start;
        return bytes(header, context, valueEnd);
    }
}
