package cn.ruhu.server.accounts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which passwords are taken: long enough, not the login name, not one of those everybody tries
/// first (ASVS 6.2). No rule asks for odd characters: length does more. Thread-safe.
final class Passwords {
  private final Rules rules;
  private final Set<String> common;

  Passwords(Rules rules) {
    this.rules = rules;
    try (InputStream in = Passwords.class.getResourceAsStream("common-passwords.txt")) {
      if (in == null) throw new IllegalStateException("common-passwords.txt is missing");
      this.common =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(String::strip)
              .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Why not, as a code; empty when it may be used.
  Optional<String> problem(String login, char[] password) {
    int length = Character.codePointCount(password, 0, password.length);
    if (length < rules.passwordMin()) return Optional.of("PASSWORD_SHORT");
    if (length > rules.passwordMax()) return Optional.of("PASSWORD_LONG");
    String lower = new String(password).toLowerCase(Locale.ROOT);
    if (lower.contains(login.toLowerCase(Locale.ROOT))) return Optional.of("PASSWORD_HAS_LOGIN");
    boolean one = lower.chars().distinct().count() < 4;
    return one || common.contains(lower) ? Optional.of("PASSWORD_COMMON") : Optional.empty();
  }
}
