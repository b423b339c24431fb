package cn.ruhu.survey;

import java.util.Optional;

/// Where files of a form come from that are not in its package: the folder beside it, a server.
@FunctionalInterface
public interface MediaSource {
  /// No files.
  MediaSource NONE = _ -> Optional.empty();

  /// A file's bytes, or empty when it is not there.
  ///
  /// @param name the file's name without any folder, as the form calls it
  Optional<byte[]> find(String name);
}
