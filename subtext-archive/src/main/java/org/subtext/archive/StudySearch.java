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
import org.jspecify.annotations.Nullable;
import org.subtext.archive.ArchiveException.Kind;
import org.subtext.archive.Retrieval.InstanceKey;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Searches an archive by QIDO-RS (PS3.18 section 10.6), page by page. Thread-safe. */
final class StudySearch {
    private static final String STUDY = "0020000D";
    private static final String SERIES = "0020000E";
    private static final String INSTANCE = "00080018";
    private static final String PATIENT = "00100020";
    private static final String INSTANCES_OF_STUDY = "00201208";
    private static final String INSTANCES_OF_SERIES = "00201209";
    private static final String JSON = "application/dicom+json";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

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
                    for (JsonNode one :
                            all(series ? "/series" : "/studies", keys.toString(), series ? SERIES : STUDY)) {
                        if (isOf(patient, one)) {
                            Retrieval retrieval = retrieval(one, series);
                            found.putIfAbsent(retrieval.uid(), retrieval);
                        }
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** The instances of a study or series; each once. */
    List<InstanceKey> instances(Retrieval retrieval) throws IOException {
        List<InstanceKey> keys = new ArrayList<>();
        for (JsonNode one : all(retrieval.resource() + "/instances", "", INSTANCE)) {
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
    private static boolean isOf(String patient, JsonNode one) {
        Optional<String> said = text(one, PATIENT);
        return patient.isEmpty() || said.isEmpty() || said.get().strip().equals(patient.strip());
    }

    private static Retrieval retrieval(JsonNode one, boolean series) throws ArchiveException {
        String count =
                text(one, series ? INSTANCES_OF_SERIES : INSTANCES_OF_STUDY).orElse("");
        int instances = count.matches("\\d{1,9}") ? Integer.parseInt(count) : -1;
        return new Retrieval(uid(one, STUDY), series ? uid(one, SERIES) : null, instances);
    }

    /** All pages. An archive may send fewer than asked for, so only a page without anything new is the last. */
    private Collection<JsonNode> all(String resource, String keys, String uidTag) throws IOException {
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (int offset = 0; ; ) {
            List<JsonNode> page =
                    http.get(resource + "?limit=" + pageSize + "&offset=" + offset + keys, JSON, this::parse);
            int before = found.size();
            for (JsonNode one : page) {
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
            offset += page.size();
        }
    }

    private List<JsonNode> parse(HttpResponse<InputStream> response) throws IOException {
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
        int limit = http.limits().answerBytes();
        byte[] bytes = response.body().readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new ArchiveException(Kind.TOO_LARGE, "the answer to a search is larger than " + limit + " bytes");
        }
        if (new String(bytes, StandardCharsets.UTF_8).isBlank()) {
            return List.of();
        }
        try {
            JsonNode root = MAPPER.readTree(bytes);
            if (!root.isArray()) {
                throw new ArchiveException(Kind.NOT_DICOMWEB, "a search was answered with JSON that is no list");
            }
            return List.copyOf(root.values());
        } catch (JacksonException e) {
            // Its message quotes the answer, which names patients.
            throw new ArchiveException(Kind.NOT_DICOMWEB, "a search was answered with broken JSON");
        }
    }

    private static String uid(JsonNode one, String tag) throws ArchiveException {
        String text = text(one, tag)
                .orElseThrow(
                        () -> new ArchiveException(Kind.NOT_DICOMWEB, "an entry of the archive's list has no " + tag));
        return ReceivedUid.checked(text, "entry " + tag + " of the archive's list");
    }

    private static Optional<String> text(JsonNode one, String tag) {
        @Nullable JsonNode value = one.path(tag).path("Value").path(0);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asString()) : Optional.empty();
    }
}
