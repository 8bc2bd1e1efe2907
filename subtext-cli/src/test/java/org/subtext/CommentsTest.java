package org.subtext;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The formatter wraps code and leaves comments as they are. */
class CommentsTest {
    private static final int LONGEST = 120;

    private static final Pattern COMMENT = Pattern.compile("\\s*(/\\*|\\*|//).*");

    @Test
    void commentsAreNoLongerThanLinesOfCode() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : SourceFiles.all()) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (isTooLong(lines.get(i))) {
                    tooLong.add(file + ":" + (i + 1));
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void aLongCommentIsFoundAndALongTextIsNot() {
        assertThat(isTooLong("    // " + "word ".repeat(23))).isTrue();
        assertThat(isTooLong("    // " + "word ".repeat(20))).isFalse();
        assertThat(isTooLong("    \"" + "word ".repeat(30) + "\"")).isFalse();
    }

    private static boolean isTooLong(String line) {
        return line.length() > LONGEST && COMMENT.matcher(line).matches();
    }
}
