package org.subtext.archive;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.subtext.archive.ArchiveException.Kind;

/**
 * Retrieves instances by WADO-RS (PS3.18 section 10.4) into a store, in whatever transfer syntax the archive holds
 * them: what is audited must be what is stored, not what the archive made of it. Thread-safe.
 */
final class WadoRetrieve {
    private static final String ACCEPT = "multipart/related; type=\"application/dicom\"; transfer-syntax=*";

    private final ArchiveHttp http;
    private final InstanceStore store;
    private final LongAdder bytes = new LongAdder();
    private final LongAdder kept = new LongAdder();
    private final LongAdder unasked = new LongAdder();

    WadoRetrieve(ArchiveHttp http, InstanceStore store) {
        this.http = http;
        this.store = store;
    }

    /**
     * Asks once and keeps what came whole and was asked for, also when the answer breaks off behind it.
     *
     * @param wanted SOP Instance UIDs asked for
     */
    void once(String resource, String studyUid, Set<String> wanted) throws IOException {
        http.getOnce(resource, ACCEPT, response -> read(response, studyUid, wanted));
    }

    /** Bytes that were kept. */
    long bytes() {
        return bytes.sum();
    }

    /** Instances that were not in the folder before. */
    long kept() {
        return kept.sum();
    }

    /** Instances that came without having been asked for, and were dropped. */
    long unasked() {
        return unasked.sum();
    }

    private long read(HttpResponse<InputStream> response, String studyUid, Set<String> wanted) throws IOException {
        ContentType type =
                ContentType.parse(response.headers().firstValue("Content-Type").orElse(""));
        long limit = http.limits().instanceBytes();
        Wanted still = new Wanted(studyUid, wanted, limit);
        if (type.type().equals("application/dicom")) {
            // One instance, as some archives send it where one is asked for.
            keep(new BoundedInput(response.body(), limit, "an instance")::transferTo, still);
        } else if (type.type().equals("multipart/related")
                && type.parameter("boundary").isPresent()) {
            MultipartReader parts = new MultipartReader(
                    response.body(), type.parameter("boundary").get(), limit);
            while (parts.next()) {
                keep(parts::copyTo, still);
            }
        } else {
            throw new ArchiveException(Kind.NOT_DICOMWEB, "a retrieval was not answered with multipart/related");
        }
        if (still.came() == 0) {
            throw new ArchiveException(Kind.WRONG_CONTENT, "the archive sent nothing of what was asked for");
        }
        return still.came();
    }

    @FunctionalInterface
    private interface Source {
        long copyTo(OutputStream out) throws IOException;
    }

    private void keep(Source source, Wanted still) throws IOException {
        Path part = store.partial();
        try {
            long size;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part), 1 << 16)) {
                size = source.copyTo(out);
            }
            InstanceHeader header = InstanceHeader.read(part);
            switch (still.take(header, size)) {
                case UNASKED -> unasked.increment();
                case AGAIN -> {}
                case FIRST -> {
                    if (store.keep(part, header)) {
                        kept.increment();
                        bytes.add(size);
                    }
                }
            }
            still.refuseEndless();
        } finally {
            store.discard(part);
        }
    }
}
