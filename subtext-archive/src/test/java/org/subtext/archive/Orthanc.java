package org.subtext.archive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real archive for a test: Orthanc with its DICOMweb plugin on free ports, answering this machine only. A test that
 * needs it is skipped, with a plain word, where Orthanc is not installed.
 */
final class Orthanc implements AutoCloseable {
    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/sbin/Orthanc"), Path.of("/usr/local/sbin/Orthanc"));
    private static final Path PLUGIN = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");

    private final Process process;
    private final int port;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Orthanc(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Orthanc start(Path folder) throws Exception {
        Path program = PROGRAMS.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .or(Orthanc::onPath)
                .orElse(null);
        Assumptions.assumeTrue(
                program != null && Files.exists(PLUGIN),
                "Orthanc with its DICOMweb plugin is not installed (Debian: orthanc orthanc-dicomweb)");
        int http = freePort();
        int dicom = freePort();
        Files.createDirectories(folder.resolve("storage"));
        Path configuration = Files.writeString(folder.resolve("orthanc.json"), """
            {"Name": "test", "StorageDirectory": "%s", "IndexDirectory": "%s", "HttpPort": %d, "DicomPort": %d,
             "RemoteAccessAllowed": false, "AuthenticationEnabled": false, "HttpServerEnabled": true,
             "DicomServerEnabled": false, "Plugins": ["%s"], "SynchronousCMove": true, "StorageCompression": false,
             "HttpThreadsCount": 8, "DicomWeb": {"Enable": true, "Root": "/dicom-web/"}}
            """.formatted(
                        folder.resolve("storage"), folder.resolve("storage"), http, dicom, PLUGIN));
        Process process = new ProcessBuilder(String.valueOf(program), configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("orthanc.log").toFile())
                .start();
        Orthanc orthanc = new Orthanc(process, http);
        orthanc.awaitAnswer(folder.resolve("orthanc.log"));
        return orthanc;
    }

    private static java.util.Optional<Path> onPath() {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(":"))
                .map(folder -> Path.of(folder, "Orthanc"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer(Path log) throws Exception {
        for (int i = 0; i < 300 && process.isAlive(); i++) {
            try {
                if (get("/dicom-web/studies").statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // not yet
            }
            Thread.sleep(100);
        }
        close();
        throw new IllegalStateException("Orthanc did not start: " + Files.readString(log));
    }

    ArchiveAddress address() {
        return ArchiveAddress.parse("http://127.0.0.1:" + port + "/dicom-web");
    }

    void store(byte[] file) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri("/instances"))
                .POST(BodyPublishers.ofByteArray(file))
                .build();
        int status = client.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IllegalStateException("Orthanc answered " + status);
        }
    }

    /** Orthanc's own identifiers of all instances. */
    List<String> instances() throws Exception {
        JsonNode list = JsonMapper.builder()
                .build()
                .readTree(new String(get("/instances").body()));
        return list.values().stream().map(JsonNode::asString).toList();
    }

    /** A file as Orthanc holds it, by its own interface. */
    byte[] file(String instance) throws Exception {
        return get("/instances/" + instance + "/file").body();
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofByteArray());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
