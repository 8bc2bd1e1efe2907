package org.subtext.perturbation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The perturbation that CONTRIBUTING prints whole. */
class WorkedExampleTest {
    private static final Path GUIDE = Path.of("../CONTRIBUTING.md");
    private static final Path INVERSION = Path.of("src/main/java/org/subtext/perturbation/Inversion.java");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);

    @Test
    void whatIsPrintedCompiles(@TempDir Path folder) throws IOException {
        Path source = Files.writeString(folder.resolve("Inversion.java"), printed());
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();

        boolean compiles = compiler.getTask(
                        said,
                        null,
                        null,
                        List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", folder.toString()),
                        null,
                        compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
                .call();

        assertThat(compiles).as(said.toString()).isTrue();
    }

    @Test
    void whatIsPrintedIsTheClassItself() throws IOException {
        assertThat(withoutComments(printed())).isEqualTo(withoutComments(Files.readString(INVERSION)));
    }

    private static String printed() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(GUIDE));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static String withoutComments(String java) {
        return COMMENT.matcher(java).replaceAll("").replaceAll("\\s+", "");
    }
}
