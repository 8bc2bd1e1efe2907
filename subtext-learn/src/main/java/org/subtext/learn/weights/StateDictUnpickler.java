package org.subtext.learn.weights;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;
import org.jspecify.annotations.Nullable;
import org.subtext.problems.InvalidInputException;

/**
 * Reads the pickle inside a PyTorch checkpoint. A pickle names functions to call; this reader knows the few that
 * rebuild a state dict, all of them ours, puts an empty thing in the place of what training scripts store beside it,
 * and refuses every other.
 */
final class StateDictUnpickler extends Unpickler {
    /** A storage by its key within the checkpoint. */
    record Storage(ElementType type, String key, long elements) {}

    /**
     * A tensor as a view of a storage.
     *
     * @param offset of the first element, in elements
     * @param strides in elements, one an axis
     */
    record View(Storage storage, long offset, List<Long> shape, List<Long> strides) {}

    /** A storage class stands on the stack as an argument and is never called. */
    private record StorageClass(ElementType type) implements IObjectConstructor {
        @Override
        public Object construct(Object[] arguments) {
            throw new PickleException("it calls a storage class");
        }
    }

    /**
     * What stands where a training script's object was: nothing of it is known here, and nothing is called. Equal to
     * itself alone, so that no content is walked through where it is a key.
     */
    private static final class Inert extends HashMap<Object, Object> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Longest number that is written in digits; turning digits into a number takes time that grows as their square. */
    private static final int LONGEST_NUMBER = 400;

    private static final int LONGEST_NAME = 200;

    private static final IObjectConstructor MAKES_INERT = arguments -> new Inert();

    /** Objects that training scripts store beside the weights and that need not be known: settings, paths, numbers. */
    private static final Pattern BESIDE_WEIGHTS = Pattern.compile("argparse\\.Namespace|pathlib\\.\\w+|datetime\\.\\w+"
            + "|collections\\.defaultdict|_codecs\\.encode|(?:builtins|__builtin__)\\.(?:set|frozenset|dict|list|int|float)"
            + "|numpy\\.(?:dtype|ndarray|(?:_?core\\.)?multiarray\\.(?:scalar|_reconstruct))"
            + "|torch\\.(?:device|Size|torch_version\\.TorchVersion|u?int\\d+|b?float\\d+)"
            + "|(?:lightning|pytorch_lightning|lightning_fabric|lightning_utilities|omegaconf)\\..+");

    private static final Map<String, IObjectConstructor> KNOWN = Map.ofEntries(
            Map.entry("collections.OrderedDict", arguments -> new LinkedHashMap<>()),
            Map.entry("torch._utils._rebuild_tensor_v2", StateDictUnpickler::view),
            Map.entry("torch._utils._rebuild_parameter", arguments -> arguments[0]),
            storage("DoubleStorage", ElementType.F64),
            storage("FloatStorage", ElementType.F32),
            storage("HalfStorage", ElementType.F16),
            storage("BFloat16Storage", ElementType.BF16),
            storage("LongStorage", ElementType.I64),
            storage("IntStorage", ElementType.I32),
            storage("ShortStorage", ElementType.I16),
            storage("CharStorage", ElementType.I8),
            storage("ByteStorage", ElementType.U8),
            storage("BoolStorage", ElementType.BOOL));

    private static final String MEND =
            " In Python store the weights alone: torch.save(model.state_dict(), \"new.pt\").";

    private final String file;

    /** @param file how messages name the checkpoint */
    StateDictUnpickler(String file) {
        this.file = file;
    }

    /** The object that the pickle describes: maps, lists, numbers, texts and {@link View}s. */
    Object read(byte[] pickle) {
        try {
            return load(new ByteArrayInputStream(pickle));
        } catch (InvalidInputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new InvalidInputException(
                    file + " holds a pickle that cannot be read (" + e.getMessage() + ")." + MEND);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // containers of a pickle hold anything
    protected Object dispatch(short opcode) throws IOException {
        switch (opcode) {
            case Opcodes.GLOBAL -> {
                String module = PickleUtils.readline(input);
                stack.add(known(module, PickleUtils.readline(input)));
            }
            case Opcodes.STACK_GLOBAL -> {
                String name = text(stack.pop());
                stack.add(known(text(stack.pop()), name));
            }
            case Opcodes.BUILD -> ignoreAttributes();
            case Opcodes.NEWOBJ -> {
                stack.pop();
                requireInert(stack.pop());
                stack.add(new Inert());
            }
            case Opcodes.INST, Opcodes.OBJ, Opcodes.NEWOBJ_EX ->
                throw new PickleException("it makes an object of a class of its own");
            case Opcodes.SETITEM -> {
                Object value = stack.pop();
                put(stack.pop(), value);
            }
            case Opcodes.SETITEMS -> putAll(stack.pop_all_since_marker());
            case Opcodes.DICT -> {
                List<Object> items = stack.pop_all_since_marker();
                stack.add(new HashMap<>());
                putAll(items);
            }
            case Opcodes.ADDITEMS -> {
                List<Object> items = stack.pop_all_since_marker();
                items.forEach(StateDictUnpickler::requireHashable);
                if (!(stack.peek() instanceof Set)) {
                    throw new PickleException("it adds members to something other than a set");
                }
                items.forEach(((Set<Object>) stack.peek())::add);
            }
            case Opcodes.FROZENSET -> {
                List<Object> items = stack.pop_all_since_marker();
                items.forEach(StateDictUnpickler::requireHashable);
                stack.add(new HashSet<>(items));
            }
            default -> {
                requireThere(lengthBytes(opcode));
                requireShortNumber(opcode);
                return super.dispatch(opcode);
            }
        }
        return NO_RETURN_VALUE;
    }

    @SuppressWarnings("unchecked")
    private void put(Object key, Object value) {
        requireHashable(key);
        if (!(stack.peek() instanceof Map)) {
            throw new PickleException("it sets items of something other than a dictionary");
        }
        ((Map<Object, Object>) stack.peek()).put(key, value);
    }

    private void putAll(List<Object> keysAndValues) {
        if (keysAndValues.size() % 2 != 0) {
            throw new PickleException("it has a key without a value");
        }
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            put(keysAndValues.get(i), keysAndValues.get(i + 1));
        }
    }

    /**
     * Refuses what Python refuses as a key as well, and tensors: to hash a list in a list in a list takes time that
     * doubles with each, or never ends.
     */
    private static void requireHashable(@Nullable Object key) {
        boolean isContainer = key instanceof Collection || key instanceof Map && !(key instanceof Inert);
        if (isContainer || key instanceof View || key instanceof Storage) {
            throw new PickleException("it has a list, a dictionary, a set or a tensor for a key");
        }
    }

    private static String text(Object name) {
        if (name instanceof String text) {
            return text;
        }
        throw new PickleException("it names a function by something other than text");
    }

    /** Refuses numbers in digits that nobody writes. */
    private void requireShortNumber(short opcode) throws IOException {
        if (opcode != Opcodes.LONG && opcode != Opcodes.INT && opcode != Opcodes.FLOAT) {
            return;
        }
        input.mark(LONGEST_NUMBER + 1);
        boolean ends = false;
        for (int i = 0; i <= LONGEST_NUMBER && !ends; i++) {
            int next = input.read();
            ends = next < 0 || next == '\n';
        }
        input.reset();
        if (!ends) {
            throw new PickleException("a number of more than " + LONGEST_NUMBER + " digits");
        }
    }

    /** A state dict carries its modules' versions as attributes, of no use here. */
    private void ignoreAttributes() {
        stack.pop();
        if (!(stack.peek() instanceof Map)) {
            throw new PickleException("it sets attributes of something other than a dictionary");
        }
    }

    private static void requireInert(Object made) {
        if (made != MAKES_INERT) {
            throw new PickleException("it makes an object of a class of its own");
        }
    }

    /** How many bytes hold the length that follows an opcode, 0 where none does. */
    private static int lengthBytes(short opcode) {
        return switch (opcode) {
            case Opcodes.BINUNICODE, Opcodes.BINBYTES, Opcodes.BINSTRING, Opcodes.LONG4 -> Integer.BYTES;
            case Opcodes.BINUNICODE8, Opcodes.BINBYTES8, Opcodes.BYTEARRAY8 -> Long.BYTES;
            default -> 0;
        };
    }

    /** Refuses a text that claims to be longer than the rest of the pickle, before memory is taken for it. */
    private void requireThere(int lengthBytes) throws IOException {
        if (lengthBytes == 0) {
            return;
        }
        input.mark(lengthBytes);
        byte[] little = input.readNBytes(lengthBytes);
        int rest = input.available();
        input.reset();
        long length = 0;
        for (int i = little.length - 1; i >= 0; i--) {
            length = length << Byte.SIZE | Byte.toUnsignedInt(little[i]);
        }
        if (length < 0 || length > rest) {
            throw new PickleException("a text of " + length + " bytes where " + rest + " are left");
        }
    }

    private IObjectConstructor known(String module, String name) {
        String asked = module + "." + name;
        if (asked.length() > LONGEST_NAME) {
            throw new PickleException("it names a function by " + asked.length() + " letters");
        }
        IObjectConstructor constructor = KNOWN.get(asked);
        if (constructor == null && BESIDE_WEIGHTS.matcher(asked).matches()) {
            return MAKES_INERT;
        }
        if (constructor == null) {
            throw new InvalidInputException(file + " holds more than a state dict: it asks for Python's " + asked
                    + ", which is not run here." + MEND);
        }
        return constructor;
    }

    /** The persistent id of a tensor's data: ("storage", class, key, location, number of elements). */
    @Override
    protected Object persistentLoad(Object id) {
        if (id instanceof Object[] parts
                && parts.length >= 5
                && parts[1] instanceof StorageClass storageClass
                && parts[2] instanceof String key
                && parts[4] instanceof Number elements) {
            return new Storage(storageClass.type(), key, elements.longValue());
        }
        throw new PickleException("it refers to data in an unknown way");
    }

    /** (storage, offset, shape, strides, ...); what follows concerns gradients. */
    private static Object view(Object[] arguments) {
        if (arguments.length >= 4
                && arguments[0] instanceof Storage storage
                && arguments[1] instanceof Number offset
                && arguments[2] instanceof Object[] shape
                && arguments[3] instanceof Object[] strides
                && shape.length == strides.length) {
            return new View(storage, offset.longValue(), longs(shape), longs(strides));
        }
        throw new PickleException("it rebuilds a tensor in an unknown way");
    }

    private static List<Long> longs(Object[] numbers) {
        return Arrays.stream(numbers).map(n -> ((Number) n).longValue()).toList();
    }

    private static Map.Entry<String, IObjectConstructor> storage(String name, ElementType type) {
        return Map.entry("torch." + name, new StorageClass(type));
    }
}
