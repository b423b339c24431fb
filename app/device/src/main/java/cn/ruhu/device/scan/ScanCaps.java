package cn.ruhu.device.scan;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What a device can do.
///
/// @param model as it calls itself, may be `""`
/// @param serial its serial number or uuid, may be `""`
/// @param inputs by input, not empty
public record ScanCaps(String model, String serial, Map<ScanInput, InputCaps> inputs) {
  public ScanCaps {
    if (inputs.isEmpty()) throw new IllegalArgumentException("no input");
    inputs = Collections.unmodifiableMap(new EnumMap<>(inputs));
  }

  /// What this input can do; empty when there is none.
  public Optional<InputCaps> of(ScanInput input) {
    return Optional.ofNullable(inputs.get(input));
  }

  /// The input wished for, else the one that does nearly the same.
  public ScanInput near(ScanInput wished) {
    if (inputs.containsKey(wished)) return wished;
    if (wished.fed() && inputs.containsKey(ScanInput.FEEDER)) return ScanInput.FEEDER;
    return inputs.containsKey(ScanInput.PLATEN)
        ? ScanInput.PLATEN
        : Objects.requireNonNull(inputs.keySet().iterator().next());
  }
}
