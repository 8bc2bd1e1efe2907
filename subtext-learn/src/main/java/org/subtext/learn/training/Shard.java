package org.subtext.learn.training;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorList;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;
import org.subtext.recognition.TrainingPlan;

/**
 * The parameters that one worker updates: sums their gradients over all workers, in the workers' order, and applies
 * libtorch's fused update rule to them.
 *
 * <p>AdamW and Adam with β 0.9 and 0.999, ε 1e-8 (Kingma and Ba 2015, arXiv:1412.6980; Loshchilov and Hutter 2019,
 * arXiv:1711.05101); SGD with momentum 0.9, no dampening, as in torch.optim. Checked against torch.optim in
 * {@code ShardTest}.
 */
final class Shard implements AutoCloseable {
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;
    private static final double MOMENTUM = 0.9;

    /**
     * One parameter: the shared weight, each worker's view of it (whose gradients differ), its running average, and
     * where it is pulled to.
     */
    record Parameter(
            String name,
            Tensor weight,
            List<Tensor> views,
            @Nullable Tensor average,
            @Nullable Tensor anchor) {
        Parameter(String name, Tensor weight, List<Tensor> views, @Nullable Tensor average) {
            this(name, weight, views, average, null);
        }
    }

    private final TrainingPlan plan;
    private final List<Parameter> parameters;
    private final double pull;
    private final Map<String, Tensor> firstMoments = new LinkedHashMap<>();
    private final Map<String, Tensor> secondMoments = new LinkedHashMap<>();
    private final OperatorHandle rule;

    Shard(TrainingPlan plan, List<Parameter> parameters) {
        this(plan, parameters, 0);
    }

    /** @param pull how strongly each parameter is drawn to its anchor; 0 without */
    Shard(TrainingPlan plan, List<Parameter> parameters, double pull) {
        this.plan = plan;
        this.parameters = parameters;
        this.pull = pull;
        try (PointerScope scope = new PointerScope()) {
            for (Parameter parameter : parameters) {
                firstMoments.put(parameter.name(), zerosLike(parameter.weight()));
                if (plan.optimisation().optimiser() != TrainingPlan.Optimiser.SGD) {
                    secondMoments.put(parameter.name(), zerosLike(parameter.weight()));
                }
            }
            rule = Dispatcher.singleton()
                    .findSchemaOrThrow(operator(plan.optimisation().optimiser()), "");
            rule.retainReference();
        }
    }

    private static Tensor zerosLike(Tensor weight) {
        Tensor zeros = torch.zeros_like(weight.detach()); // keeps the memory order, which the fused rules rely on
        zeros.retainReference();
        return zeros;
    }

    private static String operator(TrainingPlan.Optimiser optimiser) {
        return switch (optimiser) {
            case ADAMW -> "aten::_fused_adamw_";
            case ADAM -> "aten::_fused_adam_";
            case SGD -> "aten::_fused_sgd_";
        };
    }

    /** Adds the other workers' gradients and the pull to the first one's; returns the sum of squares of the result. */
    double sumGradients(boolean wantSquares) {
        double squares = 0;
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            for (Parameter parameter : parameters) {
                Tensor sum = parameter.views().get(0).grad();
                for (int worker = 1; worker < parameter.views().size(); worker++) {
                    Tensor view = parameter.views().get(worker);
                    sum.add_(view.grad());
                    view.mutable_grad().reset();
                }
                if (parameter.anchor() != null) {
                    sum.add_(parameter.weight().sub(parameter.anchor()), new Scalar(pull));
                }
                if (wantSquares) {
                    double norm = sum.norm().item_double();
                    squares += norm * norm;
                }
            }
        }
        return squares;
    }

    /**
     * Updates the weights and their running averages, and forgets the gradients.
     *
     * @param step counted from 1 over the whole training
     * @param gradientFactor 1, or what clips the norm
     */
    void update(long step, double rate, double gradientFactor) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            List<Tensor> gradients = new ArrayList<>();
            for (Parameter parameter : parameters) {
                Tensor gradient = parameter.views().get(0).grad();
                gradients.add(gradientFactor == 1 ? gradient : gradient.mul_(new Scalar(gradientFactor)));
            }
            rule.callBoxed(arguments(gradients, step, rate));
            double decay = averageDecay(plan, step);
            for (Parameter parameter : parameters) {
                parameter.views().get(0).mutable_grad().reset();
                if (parameter.average() != null) {
                    parameter.average().lerp_(parameter.weight(), new Scalar(1 - decay));
                }
            }
        }
    }

    private IValueVector arguments(List<Tensor> gradients, long step, double rate) {
        IValue weights = list(parameters.stream().map(Parameter::weight).toList());
        if (plan.optimisation().optimiser() == TrainingPlan.Optimiser.SGD) {
            return new IValueVector(
                    weights,
                    list(gradients),
                    list(firstMoments.values()),
                    new IValue(plan.regularisation().weightDecay()),
                    new IValue(MOMENTUM),
                    new IValue(rate),
                    new IValue(0.0),
                    new IValue(false),
                    new IValue(false),
                    new IValue(false),
                    new IValue(),
                    new IValue());
        }
        Tensor count = torch.full(new long[0], new Scalar((double) step))
                .to(gradients.get(0).device(), torch.ScalarType.Float);
        return new IValueVector(
                weights,
                list(gradients),
                list(firstMoments.values()),
                list(secondMoments.values()),
                list(List.of()),
                list(parameters.stream().map(p -> count).toList()),
                new IValue(rate),
                new IValue(BETA_1),
                new IValue(BETA_2),
                new IValue(plan.regularisation().weightDecay()),
                new IValue(EPSILON),
                new IValue(false),
                new IValue(false),
                new IValue(),
                new IValue());
    }

    private static IValue list(Collection<Tensor> tensors) {
        return new IValue(new GenericList((Pointer) new TensorList(new TensorVector(tensors.toArray(Tensor[]::new)))));
    }

    /**
     * How much of the running average stays at a step; less in the beginning, so that it does not cling to the start.
     */
    static double averageDecay(TrainingPlan plan, long step) {
        return Math.min(plan.regularisation().weightAverage(), (1.0 + step) / (10.0 + step));
    }

    /** What the rule remembers, by name, to be stored in a checkpoint or filled from one. */
    Map<String, Tensor> memory() {
        Map<String, Tensor> memory = new LinkedHashMap<>();
        firstMoments.forEach((name, tensor) -> memory.put("first." + name, tensor));
        secondMoments.forEach((name, tensor) -> memory.put("second." + name, tensor));
        return memory;
    }

    @Override
    public void close() {
        firstMoments.values().forEach(Tensor::close);
        secondMoments.values().forEach(Tensor::close);
        rule.close();
    }
}
