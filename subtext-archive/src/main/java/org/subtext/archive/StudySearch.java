package org.subtext.archive;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.subtext.archive.ArchiveException.Kind;
import org.subtext.archive.Retrieval.InstanceKey;
import org.subtext.archive.SearchAnswer.Entry;

/** Searches an archive by QIDO-RS (PS3.18 section 10.6), page by page. Thread-safe. */
final class StudySearch {
    private static final String STUDY = "0020000D";
    private static final String SERIES = "0020000E";
    private static final String INSTANCE = "00080018";
    private static final String PATIENT = "00100020";
    private static final String INSTANCES_OF_STUDY = "00201208";
    private static final String INSTANCES_OF_SERIES = "00201209";
    private static final String JSON = "application/dicom+json";
    private static final Set<String> TAGS =
            Set.of(STUDY, SERIES, INSTANCE, PATIENT, INSTANCES_OF_STUDY, INSTANCES_OF_SERIES);
    /** More than the largest public archive of one modality holds (MIMIC-CXR: 227,835), and some 80 MB. */
    private static final int MOST_STUDIES = 250_000;
    /** The largest CT and whole-slide studies have some 10,000. */
    private static final int MOST_INSTANCES = 100_000;

    private final ArchiveHttp http;
    private final int pageSize;

    StudySearch(ArchiveHttp http, int pageSize) {
        this.http = http;
        this.pageSize = pageSize;
    }

    /** The studies that match, or the matching series of studies where modality or body part restrict; each once. */
    List<Retrieval> find(StudyQuery query) throws IOException {
        boolean series = query.choosesSeries();
        Map<String, Retrieval> found = new LinkedHashMap<>();
        for (String patient : orAny(query.patients())) {
            for (String modality : orAny(query.modalities())) {
                for (String bodyPart : orAny(query.bodyParts())) {
                    StringBuilder keys = new StringBuilder();
                    append(keys, "StudyDate", query.studyDate() == null ? "" : query.studyDate());
                    append(keys, "PatientID", patient);
                    append(keys, "Modality", modality);
                    append(keys, "BodyPartExamined", bodyPart);
                    append(keys, "includefield", series ? INSTANCES_OF_SERIES : INSTANCES_OF_STUDY);
                    for (Entry one : all(
                            series ? "/series" : "/studies", keys.toString(), series ? SERIES : STUDY, MOST_STUDIES)) {
                        if (isOf(patient, one)) {
                            Retrieval retrieval = retrieval(one, series);
                            found.putIfAbsent(retrieval.uid(), retrieval);
                        }
                    }
                    if (found.size() > MOST_STUDIES) {
                        throw SearchAnswer.tooMany(MOST_STUDIES);
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** The instances of a study or series; each once. */
    List<InstanceKey> instances(Retrieval retrieval) throws IOException {
        List<InstanceKey> keys = new ArrayList<>();
        for (Entry one : all(retrieval.resource() + "/instances", "", INSTANCE, MOST_INSTANCES)) {
            String series = retrieval.seriesUid() != null ? retrieval.seriesUid() : uid(one, SERIES);
            keys.add(new InstanceKey(series, uid(one, INSTANCE)));
        }
        return keys;
    }

    private static List<String> orAny(List<String> values) {
        return values.isEmpty() ? List.of("") : values;
    }

    private static void append(StringBuilder keys, String name, String value) {
        if (!value.isEmpty()) {
            keys.append('&').append(name).append('=').append(encoded(value));
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Some archives match ids loosely; another patient's study must not come. */
    private static boolean isOf(String patient, Entry one) {
        Optional<String> said = one.text(PATIENT);
        return patient.isEmpty() || said.isEmpty() || said.get().strip().equals(patient.strip());
    }

    private static Retrieval retrieval(Entry one, boolean series) throws ArchiveException {
        String count =
                one.text(series ? INSTANCES_OF_SERIES : INSTANCES_OF_STUDY).orElse("");
        int instances = count.matches("\\d{1,9}") ? Integer.parseInt(count) : -1;
        return new Retrieval(uid(one, STUDY), series ? uid(one, SERIES) : null, instances);
    }

    /**
     * All pages. An archive may send fewer than asked for, so only a page without anything new is the last. A list has
     * bounds of its own: pages that never end are each as small as a page may be.
     */
    private Collection<Entry> all(String resource, String keys, String uidTag, int most) throws IOException {
        Map<String, Entry> found = new LinkedHashMap<>();
        AtomicLong bytes = new AtomicLong();
        long started = System.nanoTime();
        for (int offset = 0; ; ) {
            List<Entry> page = http.get(
                    resource + "?limit=" + pageSize + "&offset=" + offset + keys,
                    JSON,
                    response -> parse(response, bytes, most));
            int before = found.size();
            for (Entry one : page) {
                found.putIfAbsent(uid(one, uidTag), one);
            }
            if (page.isEmpty() || page.size() > pageSize) {
                return found.values();
            }
            if (found.size() == before && offset > 0) {
                if (page.size() == pageSize) {
                    throw new ArchiveException(Kind.NOT_DICOMWEB, "the archive sends the first page again and again");
                }
                return found.values();
            }
            if (found.size() > most) {
                throw SearchAnswer.tooMany(most);
            }
            if (System.nanoTime() - started > http.limits().longestList().toNanos()) {
                throw new ArchiveException(
                        Kind.TOO_SLOW,
                        "a list took longer than " + http.limits().longestList().toSeconds() + " s");
            }
            offset += page.size();
        }
    }

    private List<Entry> parse(HttpResponse<InputStream> response, AtomicLong bytes, int most) throws IOException {
        if (response.statusCode() == 204) {
            return List.of();
        }
        ContentType type =
                ContentType.parse(response.headers().firstValue("Content-Type").orElse(""));
        if (!type.type().endsWith("json")) {
            throw new ArchiveException(
                    Kind.NOT_DICOMWEB,
                    "a search was answered with "
                            + (type.type().matches("[a-z0-9.+/-]{1,80}") ? type.type() : "something else"));
        }
        if (bytes.get() > http.limits().listBytes()) {
            throw new ArchiveException(
                    Kind.TOO_LARGE, "a list is larger than " + http.limits().listBytes() + " bytes");
        }
        BoundedInput body = new BoundedInput(response.body(), http.limits().answerBytes(), "the answer to a search");
        try {
            return SearchAnswer.read(body, TAGS, most);
        } finally {
            bytes.addAndGet(body.count());
        }
    }

    private static String uid(Entry one, String tag) throws ArchiveException {
        String text = one.text(tag)
                .orElseThrow(
                        () -> new ArchiveException(Kind.NOT_DICOMWEB, "an entry of the archive's list has no " + tag));
        return ReceivedUid.checked(text, "entry " + tag + " of the archive's list");
    }
}
