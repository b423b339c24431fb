package cn.ruhu.casefile;

import java.util.Optional;

/// An account as it stands on a card (DOMAIN §4.11): 16 to 19 digits, the last one the check digit
/// of Luhn. Stateless, thread-safe.
public final class BankAccount {
  public static final int DIGITS_MIN = 16;
  public static final int DIGITS_MAX = 19;

  /// Why a text is no card number. Names are stable.
  public enum Problem {
    /// something else than digits
    DIGITS,
    /// fewer than 16 or more than 19 digits
    LENGTH,
    /// the check digit does not fit: a digit is wrong or two are swapped
    CHECK;

    /// Stable code for messages and bundles, e.g. `ACCOUNT_CHECK`.
    public String code() {
      return "ACCOUNT_" + name();
    }
  }

  private BankAccount() {}

  /// As it is stored: digits alone, whatever was typed between them.
  public static String plain(String typed) {
    return Typed.narrow(typed).replace("-", "");
  }

  /// What is wrong with it; empty when nothing is.
  public static Optional<Problem> problem(String typed) {
    String digits = plain(typed);
    if (!Typed.digits(digits)) return Optional.of(Problem.DIGITS);
    if (digits.length() < DIGITS_MIN || digits.length() > DIGITS_MAX)
      return Optional.of(Problem.LENGTH);
    return luhn(digits) ? Optional.empty() : Optional.of(Problem.CHECK);
  }

  private static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int d = digits.charAt(digits.length() - 1 - i) - '0';
      int twice = i % 2 == 0 ? d : d * 2;
      sum += twice > 9 ? twice - 9 : twice;
    }
    return sum % 10 == 0;
  }
}
