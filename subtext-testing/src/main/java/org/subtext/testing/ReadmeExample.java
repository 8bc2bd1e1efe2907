package org.subtext.testing;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A program in a module's {@code examples} folder that the module's README prints in part, with all its output. The
 * program is run as a reader would run it, in a Java of its own, so that neither page nor program can drift from the
 * module.
 *
 * @param program the program's file
 * @param page the text of README.md
 */
public record ReadmeExample(Path program, String page) {
    /** The example of the module whose folder is the working directory. */
    public static ReadmeExample named(String name) throws IOException {
        return new ReadmeExample(Path.of("examples", name + ".java"), Files.readString(Path.of("README.md")));
    }

    /** The program's lines, without what they are indented by. */
    public List<String> source() throws IOException {
        return lines(Files.readString(program));
    }

    /** The lines of the page's first block in Java, a part of the program, without what they are indented by. */
    public List<String> printedSource() {
        return lines(block("java"));
    }

    /** The page's first block of plain text. */
    public String printedOutput() {
        return block("text");
    }

    /**
     * Compiles and runs the program.
     *
     * @param libraries a class of each library that may be on its class path; nothing else is
     * @return what it writes to its standard output
     */
    public String output(Class<?>... libraries) throws IOException, InterruptedException {
        String classPath = Arrays.stream(libraries)
                .map(ReadmeExample::place)
                .distinct()
                .collect(Collectors.joining(System.getProperty("path.separator")));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        program.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new AssertionError(program + " ended with code " + code + " after: " + output);
        }
        return output;
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).toList();
    }

    private static String place(Class<?> library) {
        try {
            return Path.of(library.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError("the place of " + library + " is no path", e);
        }
    }

    private String block(String language) {
        String opening = "```" + language + "\n";
        int start = page.indexOf(opening);
        if (start < 0) {
            throw new AssertionError("README.md has no block of " + language);
        }
        return page.substring(start + opening.length(), page.indexOf("```", start + opening.length()));
    }
}
