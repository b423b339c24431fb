package cn.ruhu.desktop.counter;

import cn.ruhu.casefile.copying.CopyFault;
import cn.ruhu.desktop.kit.Text;

/// A fault of an order of fields in words: where, why, and what to do. Pure.
final class CopyFaultWords {
  private final Text text;

  CopyFaultWords(Text text) {
    this.text = text;
  }

  String of(CopyFault fault) {
    String why = text.of("counter.fault." + fault.what().name(), fault.detail());
    if (fault.line() == 0) return why;
    String line = String.valueOf(fault.line());
    return fault.column() == 0
        ? text.of("counter.fault.line", line, why)
        : text.of("counter.fault.at", line, String.valueOf(fault.column()), why);
  }
}
