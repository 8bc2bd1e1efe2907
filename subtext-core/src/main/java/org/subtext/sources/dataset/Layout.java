package org.subtext.sources.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A known data set, whole: its files, code books, published counts, terms of use and how its rows become images.
 *
 * @param name as given to {@code --dataset}
 * @param title for the reader
 * @param version of files and code books, changed whenever a mapping changes
 * @param files what is looked for
 * @param books what recorded values stand for
 * @param findings names of the findings' columns, in order
 * @param rules the study's; empty where it did not use the set
 * @param published counts of a complete copy
 * @param fromHeaders fields that only the images' headers hold, with the PS3.6 keyword
 * @param terms of use, in our words; each a sentence
 * @param notes what a user should know, unverified parts among them
 * @param mapping how rows are mapped
 */
public record Layout(
        String name,
        String title,
        String version,
        List<SourceFile> files,
        List<CodeBook> books,
        List<String> findings,
        List<StudyRule> rules,
        List<Published> published,
        Map<Field, String> fromHeaders,
        List<String> terms,
        List<String> notes,
        Mapping mapping) {
    /** Hands every image of the data set on, one row at a time. */
    @FunctionalInterface
    interface Mapping {
        void rows(Sources sources, Sink out) throws IOException;
    }

    /** Takes rows. */
    interface Sink {
        /** An empty row to fill. */
        CommonRow row();

        /** The row that was filled. */
        void add(CommonRow row);
    }

    public Layout {
        files = List.copyOf(files);
        books = List.copyOf(books);
        findings = List.copyOf(findings);
        rules = List.copyOf(rules);
        published = List.copyOf(published);
        fromHeaders = new LinkedHashMap<>(fromHeaders);
        terms = List.copyOf(terms);
        notes = List.copyOf(notes);
    }

    static Draft named(String name, String title, String version) {
        return new Draft(name, title, version);
    }

    /** Collects the parts of a layout. */
    static final class Draft {
        private final String name;
        private final String title;
        private final String version;
        private final List<SourceFile> files = new ArrayList<>();
        private final List<CodeBook> books = new ArrayList<>();
        private final List<String> findings = new ArrayList<>();
        private final List<StudyRule> rules = new ArrayList<>();
        private final List<Published> published = new ArrayList<>();
        private final Map<Field, String> fromHeaders = new LinkedHashMap<>();
        private final List<String> terms = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        private Draft(String name, String title, String version) {
            this.name = name;
            this.title = title;
            this.version = version;
        }

        Draft files(SourceFile... all) {
            files.addAll(List.of(all));
            return this;
        }

        Draft books(CodeBook... all) {
            books.addAll(List.of(all));
            return this;
        }

        Draft findings(List<String> names) {
            findings.addAll(names);
            return this;
        }

        Draft rules(StudyRule... all) {
            rules.addAll(List.of(all));
            return this;
        }

        Draft published(Published... all) {
            published.addAll(List.of(all));
            return this;
        }

        Draft fromHeader(Field field, String keyword) {
            fromHeaders.put(field, keyword);
            return this;
        }

        Draft terms(String... sentences) {
            terms.addAll(List.of(sentences));
            return this;
        }

        Draft notes(String... sentences) {
            notes.addAll(List.of(sentences));
            return this;
        }

        Layout rows(Mapping mapping) {
            return new Layout(
                    name, title, version, files, books, findings, rules, published, fromHeaders, terms, notes, mapping);
        }
    }
}
