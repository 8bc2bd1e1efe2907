package org.subtext.audit.yaml;

import java.util.regex.Pattern;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/** Quotes text that YAML would read as a number: a class named 1.50 would come back as 1.5. */
public final class TextStaysText extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1L;

    private static final YAMLMapper READER = new YAMLMapper();

    /** What may be a number; anything else is not worth reading. */
    private static final Pattern NUMBER_LIKE = Pattern.compile("[-+.\\d][-+.\\w:]*");

    @Override
    public boolean needToQuoteValue(String value) {
        return super.needToQuoteValue(value) || isNumber(value);
    }

    private static boolean isNumber(String value) {
        return NUMBER_LIKE.matcher(value).matches() && READER.readTree(value).isNumber();
    }
}
