package org.subtext.audit;

import org.jspecify.annotations.Nullable;
import org.subtext.routes.OlderSettings;
import org.subtext.routes.contract.Mode;
import org.subtext.routes.contract.Setting;
import org.subtext.routes.contract.Subject;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes settings with their label and position for people and other programs; the subject is all that is read. */
final class SettingsAsJson extends SimpleModule {
    private static final long serialVersionUID = 1L;

    SettingsAsJson() {
        addSerializer(Setting.class, new Writer());
        addDeserializer(Setting.class, new Reader());
    }

    /** As it lies in a file; without a subject where a version wrote it that had none. */
    private record Written(
            String route,
            String label,
            Mode mode,
            @Nullable Double position,
            @Nullable Subject subject) {}

    private static final class Writer extends StdSerializer<Setting> {
        Writer() {
            super(Setting.class);
        }

        @Override
        public void serialize(Setting setting, JsonGenerator out, SerializationContext context) {
            context.writeValue(
                    out,
                    new Written(
                            setting.route(), setting.label(), setting.mode(), setting.position(), setting.subject()));
        }
    }

    private static final class Reader extends StdDeserializer<Setting> {
        Reader() {
            super(Setting.class);
        }

        @Override
        public Setting deserialize(JsonParser in, DeserializationContext context) {
            Written written = context.readValue(in, Written.class);
            Subject subject = written.subject();
            return new Setting(
                    written.route(),
                    subject == null ? OlderSettings.subject(written.label(), written.mode()) : subject,
                    written.mode());
        }
    }
}
