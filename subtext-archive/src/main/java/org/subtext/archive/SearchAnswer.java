package org.subtext.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.subtext.archive.ArchiveException.Kind;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads an answer to a search (the DICOM JSON model, PS3.18 annex F) entry by entry and keeps of each only the values
 * asked for: memory follows from the number of entries, whatever else an archive puts into them.
 */
final class SearchAnswer {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int LONGEST_VALUE = 1024;

    private SearchAnswer() {}

    /**
     * One entry.
     *
     * @param values the first value of each attribute asked for that is there, by its tag: {@code 0020000D}
     */
    record Entry(Map<String, String> values) {
        Optional<String> text(String tag) {
            return Optional.ofNullable(values.get(tag));
        }
    }

    /**
     * All entries; none for an empty body.
     *
     * @param tags attributes to keep
     * @param most number of entries from which on the answer is given up
     * @throws ArchiveException when it is no list, is broken, or has more entries
     */
    static List<Entry> read(InputStream body, Set<String> tags, int most) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (JsonParser json = MAPPER.createParser(body)) {
            JsonToken first = json.nextToken();
            if (first == null) {
                return entries;
            }
            if (first != JsonToken.START_ARRAY) {
                throw new ArchiveException(Kind.NOT_DICOMWEB, "a search was answered with JSON that is no list");
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                entries.add(entry(json, tags));
                if (entries.size() > most) {
                    throw tooMany(most);
                }
            }
            if (json.currentToken() != JsonToken.END_ARRAY || json.nextToken() != null) {
                throw new ArchiveException(Kind.NOT_DICOMWEB, "a search was answered with a list of something else");
            }
            return entries;
        } catch (JacksonException e) {
            if (e.getCause() instanceof IOException transport) {
                throw transport;
            }
            // Its message quotes the answer, which names patients.
            throw new ArchiveException(Kind.NOT_DICOMWEB, "a search was answered with broken JSON");
        }
    }

    static ArchiveException tooMany(int most) {
        return new ArchiveException(Kind.TOO_LARGE, "the archive lists more than " + most + " entries at once");
    }

    private static Entry entry(JsonParser json, Set<String> tags) {
        Map<String, String> values = new HashMap<>();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String tag = json.currentName();
            JsonToken content = json.nextToken();
            if (!tags.contains(tag) || content != JsonToken.START_OBJECT) {
                json.skipChildren();
                continue;
            }
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean isValue = json.currentName().equals("Value");
                if (isValue && json.nextToken() == JsonToken.START_ARRAY) {
                    firstOf(json).ifPresent(text -> values.putIfAbsent(tag, text));
                } else {
                    if (!isValue) {
                        json.nextToken();
                    }
                    json.skipChildren();
                }
            }
        }
        return new Entry(Map.copyOf(values));
    }

    /** The first value of a list that is text or a number; afterwards the parser is at the list's end. */
    private static Optional<String> firstOf(JsonParser json) {
        JsonToken token = json.nextToken();
        Optional<String> first = Optional.empty();
        if (token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            String text = json.getString();
            // A longer one is neither a UID nor a count nor an id (PS3.5 section 6.2), and its beginning equals none.
            first = Optional.of(text.substring(0, Math.min(text.length(), LONGEST_VALUE)));
        }
        while (token != JsonToken.END_ARRAY && token != null) {
            json.skipChildren();
            token = json.nextToken();
        }
        return first;
    }
}
