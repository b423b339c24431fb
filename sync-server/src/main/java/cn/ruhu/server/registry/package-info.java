/// The district's registry (people, households, benefits granted, officials) from files into the
/// tables behind the `registry_` views. Start at `RegistryImport`.
@NullMarked
package cn.ruhu.server.registry;

import org.jspecify.annotations.NullMarked;
