package org.subtext.routes.contract;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * A plan of routes in JSON as it was before it had a section: one list of keys, in which no epochs were 0. Run folders
 * keep what was asked of them so. To be mixed in to {@link RoutesPlan}, and {@link Training} to {@link NewTraining}.
 */
public interface FlatRoutesPlan {
    @JsonUnwrapped
    NewTraining training();

    /** The keys of new trainings. */
    interface Training {
        @JsonSerialize(nullsUsing = NoneAsZero.class)
        @JsonDeserialize(using = ZeroAsNone.class)
        @Nullable Integer epochs();
    }

    /** Writes no number as 0. */
    final class NoneAsZero extends StdSerializer<Object> {
        NoneAsZero() {
            super(Object.class);
        }

        @Override
        public void serialize(@Nullable Object none, JsonGenerator out, SerializationContext context) {
            out.writeNumber(0);
        }
    }

    /** Reads 0 as no number. */
    final class ZeroAsNone extends StdDeserializer<Integer> {
        ZeroAsNone() {
            super(Integer.class);
        }

        @Override
        public @Nullable Integer deserialize(JsonParser in, DeserializationContext context) {
            int number = in.getIntValue();
            return number == 0 ? null : number;
        }
    }
}
