package cn.ruhu.desktop.printing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Printers that keep what they are given; one out of paper refuses.
public final class InMemoryPrinters implements Printers {
  public final List<byte[]> printed = new ArrayList<>();
  public final List<String> installed = new ArrayList<>();
  public boolean outOfPaper;

  public InMemoryPrinters(String... names) {
    installed.addAll(List.of(names));
  }

  @Override
  public List<String> names() {
    return List.copyOf(installed);
  }

  @Override
  public void print(String printer, byte[] pdf, String title) throws IOException {
    if (outOfPaper || !installed.contains(printer)) throw new IOException("refused");
    printed.add(pdf);
  }
}
