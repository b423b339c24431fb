package cn.ruhu.desktop.kit;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a field's stored text looks while typed, and what typed text is worth.
enum Format {
  TEXT(false) {
    @Override
    Optional<String> parse(String typed) {
      return Optional.of(typed.strip());
    }
  },
  /// digits only
  DIGITS(true) {
    @Override
    Optional<String> parse(String typed) {
      String plain = typed.replace(" ", "").replace("-", "");
      return plain.matches("\\d*") ? Optional.of(plain) : Optional.empty();
    }
  },
  /// identity numbers: digits and X, shown in groups
  ID_NUMBER(true) {
    @Override
    Optional<String> parse(String typed) {
      String plain = typed.replace(" ", "").toUpperCase(Locale.ROOT);
      return plain.matches("[0-9A-Z()]*") ? Optional.of(plain) : Optional.empty();
    }

    @Override
    String show(String value) {
      return Show.grouped(value);
    }
  },
  /// stored as fen, typed as yuan
  MONEY(true) {
    @Override
    Optional<String> parse(String typed) {
      return typed.isBlank() ? Optional.of("") : Show.fen(typed);
    }

    @Override
    String show(String value) {
      return value.isEmpty() ? "" : Show.money(value);
    }
  },
  /// an amount kept as it is typed: the view model says what is wrong with it
  AMOUNT_TYPED(true) {
    @Override
    Optional<String> parse(String typed) {
      return Optional.of(typed.strip());
    }
  },
  /// stored ISO, typed as 20171117, 2017-11-17, 2017.11.17, 2017/11/17
  DATE(true) {
    @Override
    Optional<String> parse(String typed) {
      if (typed.isBlank()) return Optional.of("");
      Matcher m = DAY.matcher(typed.strip());
      if (!m.matches()) return Optional.empty();
      try {
        return Optional.of(
            LocalDate.of(
                    Integer.parseInt(m.group(1)),
                    Integer.parseInt(m.group(2)),
                    Integer.parseInt(m.group(3)))
                .toString());
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
  };

  private static final Pattern DAY =
      Pattern.compile("(\\d{4})[-./\u5e74 ]?(\\d{1,2})[-./\u6708 ]?(\\d{1,2})\u65e5?");

  private final boolean latin;

  Format(boolean latin) {
    this.latin = latin;
  }

  /// Stored text, or empty when the typed one is none of its kind.
  abstract Optional<String> parse(String typed);

  String show(String value) {
    return value;
  }

  /// Whether the input method must rest here.
  boolean latin() {
    return latin;
  }

  /// Text key of the problem with text that does not parse.
  String problemKey() {
    return "kit.field." + name().toLowerCase(Locale.ROOT).replace("_", "");
  }
}
