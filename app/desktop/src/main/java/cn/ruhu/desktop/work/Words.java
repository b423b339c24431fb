package cn.ruhu.desktop.work;

import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.process.HindranceArgs;
import cn.ruhu.casefile.process.HindranceArgs.Kind;
import cn.ruhu.casefile.record.Texts;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.store.StoreException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/// Codes of the rules as words of the window: what is wrong and what to do, in `work/text_*`.
public final class Words {
  private Words() {}

  /// A hindrance in words, without names; its article stands in [#article].
  public static Message of(Hindrance hindrance) {
    return of(hindrance, _ -> "");
  }

  /// A hindrance in words: the field, why, and what to do next.
  ///
  /// @param nameOf name of a member, a supporter or somebody who works here, by the id of the
  ///   record; empty where it is not known here
  public static Message of(Hindrance hindrance, Function<UUID, String> nameOf) {
    List<Kind> kinds = HindranceArgs.of(hindrance.code());
    if (!HindranceArgs.codes().contains(hindrance.code()))
      return Message.of("work.hindrance.other", hindrance.code());
    var args = new ArrayList<Object>();
    for (int i = 0; i < kinds.size(); i++)
      args.add(
          i < hindrance.args().size() ? word(kinds.get(i), hindrance.args().get(i), nameOf) : "");
    return Message.of("work.hindrance." + hindrance.code(), args.toArray());
  }

  private static Object word(Kind kind, String arg, Function<UUID, String> nameOf) {
    return switch (kind) {
      case ACT -> label("act", arg);
      case STAGE -> arg.isEmpty() ? Message.of("work.stage.none") : label("stage", arg);
      case ROLE -> label("role", arg);
      case SCHEME -> label("scheme", arg);
      case STREET -> label("street", arg);
      case PAPER_KIND -> label("docType", arg);
      case PAPER -> label("paper", arg);
      case REJECT -> label("reject", arg);
      case STOP -> label("stop", arg);
      case FLAG -> doubt(arg, nameOf);
      case MEANS -> Message.of("work.missing." + arg);
      case PROPERTY -> Message.of("work.missing." + arg.substring(arg.indexOf('.') + 1));
      case PHOTO -> Message.of("work.notice.photo." + arg);
      case PERSON, RECORD -> Texts.uuid(arg).map(nameOf).orElse("");
      case MONEY ->
          arg.equals("-") ? Message.of("work.money.none") : Message.of("work.value.yuan", arg);
      case COUNT, DATE, MONTH, WORDS, PLAIN -> arg;
    };
  }

  private static String label(String table, String code) {
    return CodeTables.table(table).has(code) ? CodeTables.label(table, code) : code;
  }

  private static String doubt(String key, Function<UUID, String> nameOf) {
    int colon = key.indexOf(':');
    String rule = label("flag", colon < 0 ? key : key.substring(0, colon));
    String who =
        colon < 0 ? "" : Texts.uuid(key.substring(colon + 1)).map(nameOf).orElse("").strip();
    return who.isEmpty() ? rule : who + " " + rule;
  }

  /// Where the rule behind a hindrance is written, for a tooltip.
  public static Message article(Hindrance hindrance) {
    return Message.of("work.article", hindrance.article());
  }

  /// The code under which a failure of the machine is shown; words stand under `work.trouble.CODE`.
  /// What a list reads on its way fails wrapped into something unchecked.
  public static String troubleCode(Throwable cause) {
    for (Throwable c = cause; c != null; c = c.getCause())
      if (c instanceof StoreException s) return s.code().name();
    return cause instanceof UncheckedIOException ? StoreException.Code.IO.name() : "UNEXPECTED";
  }
}
