package cn.ruhu.desktop.kit;

import java.util.Locale;
import java.util.Optional;

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
      return typed.isBlank() ? Optional.of("") : Show.isoDay(typed);
    }
  };

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
