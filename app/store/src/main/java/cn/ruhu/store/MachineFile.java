package cn.ruhu.store;

import java.util.UUID;

/// What lies in the machine's own file; nothing secret.
///
/// @param deviceKey raw Ed25519 public key, hex
/// @param secretCheck hash of the secret file, so that a foreign one is noticed
/// @param madeAt milliseconds since 1970
record MachineFile(int version, UUID device, String deviceKey, String secretCheck, long madeAt) {}
