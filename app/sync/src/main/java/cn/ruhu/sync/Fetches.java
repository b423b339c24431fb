package cn.ruhu.sync;

import cn.ruhu.store.StoreException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The files one round brings from the district, one after the other. A file that does not come, or
/// comes damaged, is left for the next round: nothing of it is kept and nothing waits for it.
final class Fetches {
  private final SyncStore store;
  private final Set<String> left = new HashSet<>();
  private @Nullable Trouble trouble;

  Fetches(SyncStore store) {
    this.store = store;
  }

  void begin() {
    left.clear();
    trouble = null;
  }

  /// Next file, or empty when every one had its turn.
  Optional<Step.Send> next() throws StoreException {
    return store.wanted().stream()
        .filter(f -> !left.contains(f.address()))
        .findFirst()
        .map(Step.FileGet::new);
  }

  /// The bytes came; they are kept only when they are the file.
  void got(Step.FileGet step, byte[] content) throws StoreException {
    if (store.fetched(step.file(), content)) left.add(step.file().address());
    else failed(step, "FILE_HASH");
  }

  /// No bytes that may be believed, or none for this person.
  void failed(Step.FileGet step, String code) {
    if (trouble == null) trouble = new Trouble(Trouble.Kind.FILE, code);
    left.add(step.file().address());
  }

  Optional<Trouble> trouble() {
    return Optional.ofNullable(trouble);
  }
}
