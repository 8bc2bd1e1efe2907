package org.subtext.learn.weights;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import net.razorvine.pickle.IObjectConstructor;
import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleException;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;
import org.subtext.problems.InvalidInputException;

/**
 * Reads the pickle inside a PyTorch checkpoint. A pickle names functions to call; this reader knows the few that
 * rebuild a state dict, all of them ours, puts an empty thing in the place of what training scripts store beside it, and
 * refuses every other.
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

    /** What stands where a training script's object was: nothing of it is known here, and nothing is called. */
    private static final class Inert extends HashMap<Object, Object> {
        private static final long serialVersionUID = 1L;
    }

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
    protected Object dispatch(short opcode) throws IOException {
        switch (opcode) {
            case Opcodes.GLOBAL -> {
                String module = PickleUtils.readline(input);
                stack.add(known(module, PickleUtils.readline(input)));
            }
            case Opcodes.STACK_GLOBAL -> {
                String name = String.valueOf(stack.pop());
                stack.add(known(String.valueOf(stack.pop()), name));
            }
            case Opcodes.BUILD -> ignoreAttributes();
            case Opcodes.NEWOBJ -> {
                stack.pop();
                requireInert(stack.pop());
                stack.add(new Inert());
            }
            case Opcodes.INST, Opcodes.OBJ, Opcodes.NEWOBJ_EX ->
                throw new PickleException("it makes an object of a class of its own");
            default -> {
                requireThere(lengthBytes(opcode));
                return super.dispatch(opcode);
            }
        }
        return NO_RETURN_VALUE;
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
