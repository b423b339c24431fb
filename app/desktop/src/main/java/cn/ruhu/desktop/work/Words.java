package cn.ruhu.desktop.work;

import cn.ruhu.casefile.process.Hindrance;
import cn.ruhu.desktop.kit.Message;
import cn.ruhu.store.StoreException;

/// Codes of the rules as words of the window: what is wrong and what to do, in `work/text_*`.
public final class Words {
  private Words() {}

  /// A hindrance in words; its article stands in [#article].
  public static Message of(Hindrance hindrance) {
    return Message.of("work.hindrance." + hindrance.code(), hindrance.args().toArray());
  }

  /// Where the rule behind a hindrance is written, for a tooltip.
  public static Message article(Hindrance hindrance) {
    return Message.of("work.article", hindrance.article());
  }

  /// The code under which a failure of the machine is shown; words stand under `work.trouble.CODE`.
  public static String troubleCode(Throwable cause) {
    return cause instanceof StoreException s ? s.code().name() : "UNEXPECTED";
  }
}
