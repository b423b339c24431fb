package cn.ruhu.server.config;

import cn.ruhu.server.config.Problem.Code;
import cn.ruhu.server.config.ServerConfig.FilesChoice;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The keys that say where files of cases lie.
final class FilesReader {
  /// keys that mean nothing without a store
  private static final List<Key> OF_S3 =
      List.of(
          Key.FILES_ENDPOINT,
          Key.FILES_REGION,
          Key.FILES_BUCKET,
          Key.FILES_BUCKET_IN_HOST,
          Key.FILES_PREFIX,
          Key.FILES_ACCESS_KEY,
          Key.FILES_SECRET_FILE);

  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  private final ConfigReader in;

  FilesReader(ConfigReader in) {
    this.in = in;
  }

  FilesChoice files() {
    switch (in.text(Key.FILES)) {
      case "folder" -> {
        for (Key key : OF_S3) if (in.isGiven(key)) in.refuse(key, Code.NEEDS_S3);
      }
      case "s3" -> {
        return s3();
      }
      default -> in.refuse(Key.FILES, Code.FILES, in.text(Key.FILES));
    }
    return new FilesChoice.Folder();
  }

  private FilesChoice s3() {
    for (Key needed :
        List.of(Key.FILES_ENDPOINT, Key.FILES_BUCKET, Key.FILES_ACCESS_KEY, Key.FILES_SECRET_FILE))
      if (!in.isGiven(needed)) in.missing(needed);
    Optional<Path> secret = in.secret(Key.FILES_SECRET_FILE);
    String prefix = name(Key.FILES_PREFIX, "([A-Za-z0-9._-]{1,60}/?){0,4}", "ruhu/haidian");
    return new FilesChoice.S3(
        endpoint(),
        name(Key.FILES_REGION, "[A-Za-z0-9-]{1,60}", "us-east-1"),
        name(Key.FILES_BUCKET, "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]", "ruhu-files"),
        isYes(Key.FILES_BUCKET_IN_HOST),
        prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/",
        name(Key.FILES_ACCESS_KEY, "[\\x21-\\x7e&&[^,/=]]{1,128}", "AKIAEXAMPLE"),
        secret.orElse(Path.of("")));
  }

  /// @param example offered when it is none
  private String name(Key key, String pattern, String example) {
    String text = in.text(key);
    if (in.isGiven(key) && !text.matches(pattern)) in.refuse(key, Code.STORE_NAME, text, example);
    return text;
  }

  private boolean isYes(Key key) {
    String text = in.text(key);
    if (!text.equals("yes") && !text.equals("no")) in.refuse(key, Code.YES_NO, text);
    return text.equals("yes");
  }

  /// Pages of people go there: nobody on the way may read them.
  private URI endpoint() {
    String text = in.text(Key.FILES_ENDPOINT);
    try {
      URI at = new URI(text);
      boolean bare =
          at.getHost() != null
              && at.getUserInfo() == null
              && at.getQuery() == null
              && at.getFragment() == null
              && (at.getPath().isEmpty() || at.getPath().equals("/"));
      boolean closed =
          "https".equals(at.getScheme())
              || ("http".equals(at.getScheme()) && THIS_MACHINE.contains(at.getHost()));
      if (bare && closed) return at;
    } catch (URISyntaxException e) {
      // refused below
    }
    // not told: a mistyped address may hold a secret
    if (in.isGiven(Key.FILES_ENDPOINT)) in.refuse(Key.FILES_ENDPOINT, Code.ENDPOINT);
    return URI.create("https://localhost");
  }
}
