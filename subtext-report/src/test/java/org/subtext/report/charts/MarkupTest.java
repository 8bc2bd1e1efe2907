package org.subtext.report.charts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkupTest {
    @Test
    void textIsTextWhateverItHolds() {
        assertThat(Markup.escape("<script>alert('x')</script>&\"\n\tMüller"))
                .isEqualTo("&lt;script&gt;alert('x')&lt;/script&gt;&amp;&quot;\n\tMüller");
    }

    @Test
    void controlCharactersAndOverridesOfDirectionAreSeen() {
        assertThat(Markup.escape("a\u0000\u001b[31m\u009b\u202eb\ufffe"))
                .isEqualTo("a\\u0000\\u001b[31m\\u009b\\u202eb");
    }
}
