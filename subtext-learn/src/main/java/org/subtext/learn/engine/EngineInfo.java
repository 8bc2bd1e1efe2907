package org.subtext.learn.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * What was found of the engine on this machine; printed by {@code subtext doctor} and kept in a run's manifest.
 *
 * @param libtorch version of libtorch
 * @param javacpp version of the bridge to it
 * @param nativeCache folder that holds the unpacked native libraries
 * @param cpuCapability widest instruction set that libtorch's kernels use here, such as {@code AVX512}
 * @param bfloat16 whether the processor computes bfloat16 in hardware, so that mixed precision is faster than float32
 * @param threads threads that one operation may use
 * @param cudaDevices names of the CUDA devices, by index; empty on a processor-only build or machine
 */
public record EngineInfo(
        String libtorch,
        String javacpp,
        String nativeCache,
        String cpuCapability,
        boolean bfloat16,
        int threads,
        List<String> cudaDevices) {
    public EngineInfo {
        cudaDevices = List.copyOf(cudaDevices);
    }

    public boolean cuda() {
        return !cudaDevices.isEmpty();
    }

    /** The devices that can be asked for, the processor first. */
    public List<Device> devices() {
        List<Device> devices = new ArrayList<>(List.of(Device.CPU));
        for (int i = 0; i < cudaDevices.size(); i++) {
            devices.add(Device.cuda(i));
        }
        return List.copyOf(devices);
    }
}
