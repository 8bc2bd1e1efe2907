package org.subtext.jpeg2000;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The native library taken out of its jar, into a temporary file that goes with this process. Thread-safe. */
final class NativeFile {
    private static final String FOLDER = "/org/bytedeco/leptonica/";
    private static final List<String> NAMES = List.of(
            "linux-x86_64/libleptonica.so.6",
            "linux-arm64/libleptonica.so.6",
            "macosx-arm64/libleptonica.6.dylib",
            "macosx-x86_64/libleptonica.6.dylib",
            "windows-x86_64/libleptonica-6.dll");

    private @Nullable Path file;

    synchronized Path extracted() throws IOException {
        if (file == null || !Files.exists(file)) {
            file = write();
        }
        return file;
    }

    private static Path write() throws IOException {
        for (String name : NAMES) {
            try (InputStream in = NativeFile.class.getResourceAsStream(FOLDER + name)) {
                if (in != null) {
                    Path folder = Path.of(System.getProperty("java.io.tmpdir")); // Java itself has read it too early
                    Path file =
                            Files.createTempFile(folder, "subtext-openjpeg", name.substring(name.lastIndexOf('/') + 1));
                    file.toFile().deleteOnExit();
                    Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
                    return file;
                }
            }
        }
        throw new IOException("no native library for this platform on the class path");
    }
}
