package cn.ruhu.desktop.work;

import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.casefile.tables.CodeTables;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.store.StoreException;
import java.io.UncheckedIOException;

/// Codes of the rules as words of the window: what is wrong and what to do, in `work/text_*`.
public final class Words {
  private Words() {}

  /// A hindrance in words; its article stands in [#article].
  public static Message of(Hindrance hindrance) {
    return Message.of(
        "work.hindrance." + hindrance.code(), hindrance.args().stream().map(Words::word).toArray());
  }

  /// A street or a proof photo is named, not coded.
  private static Object word(String arg) {
    if (CodeTables.table("street").has(arg)) return CodeTables.label("street", arg);
    boolean photo = arg.equals("START") || arg.equals("END");
    return photo ? Message.of("work.notice.photo." + arg) : arg;
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
