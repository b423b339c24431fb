package cn.ruhu.desktop.work;

import cn.ruhu.casefile.Fen;
import cn.ruhu.desktop.kit.Message;
import java.util.Optional;

/// Amounts as people type them. Stateless.
public final class Amounts {
  /// Above this a monthly amount is asked about, never refused: 100,000 yuan, over sixty times the
  /// minimum wage [D].
  private static final Fen UNUSUAL = Fen.ofYuan(100_000);

  private Amounts() {}

  /// Fen text of a typed amount; `""` for nothing typed; empty when it is no amount.
  public static Optional<String> stored(String typed) {
    if (typed.isBlank()) return Optional.of("");
    return Fen.parse(typed) instanceof Fen.Valid(Fen amount)
        ? Optional.of(amount.text())
        : Optional.empty();
  }

  /// What is wrong with a typed amount, in words that say what to do.
  public static Optional<Message> problem(String typed) {
    if (typed.isBlank()) return Optional.empty();
    return Fen.parse(typed) instanceof Fen.Invalid(Fen.Problem problem)
        ? Optional.of(Message.of("work.amount." + problem.name()))
        : Optional.empty();
  }

  /// Whether a monthly amount is so large that it is asked about.
  public static boolean unusual(String fen) {
    return fen.matches("\\d{1,18}") && new Fen(Long.parseLong(fen)).compareTo(UNUSUAL) > 0;
  }

  /// Yuan with thousands, as it is shown in a field.
  public static String shown(String fen) {
    return fen.matches("\\d{1,18}") ? new Fen(Long.parseLong(fen)).grouped() : fen;
  }
}
