package org.subtext.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Whether copies of a record that differ in one component differ in that one: each {@code withX} of a record, and of
 * the records that it holds, is called with the value that another one has.
 */
public final class Copies {
    private final List<String> proved = new ArrayList<>();

    private Copies() {}

    /**
     * The withers that were proved, as {@code Passes.withEpochs}.
     *
     * @param one a record
     * @param other of the same class; what is equal in both proves nothing and is left out
     */
    public static List<String> proved(Record one, Record other) {
        Copies copies = new Copies();
        copies.prove(one, other);
        return copies.proved;
    }

    private void prove(Record one, Record other) {
        for (RecordComponent component : one.getClass().getRecordComponents()) {
            Object then = value(one, component);
            Object now = value(other, component);
            if (then instanceof Record before
                    && now instanceof Record after
                    && before.getClass().equals(after.getClass())) {
                prove(before, after);
            }
            Optional<Method> wither = wither(one, component);
            if (wither.isPresent() && now != null && !now.equals(then)) {
                proveOne(one, component, wither.get(), now);
            }
        }
    }

    private void proveOne(Record one, RecordComponent changed, Method wither, Object now) {
        UnaryOperator<Object> change = before -> now;
        boolean isChange = wither.getParameterTypes()[0].equals(UnaryOperator.class);
        Record copy = (Record) Objects.requireNonNull(called(wither, one, isChange ? change : now));
        String name = one.getClass().getSimpleName() + "." + wither.getName();
        for (RecordComponent component : one.getClass().getRecordComponents()) {
            Object expected = component.getName().equals(changed.getName()) ? now : value(one, component);
            assertEquals(expected, value(copy, component), name + " and " + component.getName());
        }
        proved.add(name);
    }

    private static Optional<Method> wither(Record one, RecordComponent component) {
        String name = component.getName();
        String wither = "with" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        for (Method method : one.getClass().getDeclaredMethods()) {
            if (method.getName().equals(wither)
                    && method.getParameterCount() == 1
                    && (method.getParameterTypes()[0].equals(component.getType())
                            || method.getParameterTypes()[0].equals(UnaryOperator.class))) {
                return Optional.of(method);
            }
        }
        return Optional.empty();
    }

    private static @Nullable Object value(Record one, RecordComponent component) {
        return called(component.getAccessor(), one);
    }

    private static @Nullable Object called(Method method, Record one, Object... arguments) {
        try {
            method.setAccessible(true);
            return method.invoke(one, arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(method + " cannot be called", e);
        }
    }
}
