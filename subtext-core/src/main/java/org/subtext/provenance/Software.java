package org.subtext.provenance;

import java.util.LinkedHashMap;
import java.util.Map;

/** What program on what machine; nothing that names a person or a host. */
public final class Software {
    private Software() {}

    /** Version of this build, "development" when run from classes without a manifest. */
    public static String version() {
        String version = Software.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** Name and value, in the order a provenance table prints. */
    public static Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Subtext", version());
        facts.put("Java", System.getProperty("java.vm.name") + " " + Runtime.version());
        facts.put("Operating system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put("Processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        return facts;
    }

    /** The same in a sentence. */
    public static String describe() {
        return "Subtext " + version() + ", Java " + Runtime.version() + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch");
    }
}
