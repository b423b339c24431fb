package cn.ruhu.desktop.pages;

import cn.ruhu.casefile.record.CaseRecord;
import cn.ruhu.desktop.TestDesk;
import cn.ruhu.store.StoreException;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The district's end of a line that a test holds: it says what is asked for, and lets it come,
/// stall or go wrong when told to. What comes is kept by the real store.
public final class DistrictDouble implements PageFiles {
  private final TestDesk at;
  private final Map<String, Coming> states = new HashMap<>();
  private final List<Runnable> listeners = new ArrayList<>();
  public final List<CaseRecord> asked = new ArrayList<>();
  public final List<CaseRecord> left = new ArrayList<>();
  public List<CaseRecord> quietly = List.of();
  private Line line = Line.ANSWERS;

  public DistrictDouble(TestDesk at) {
    this.at = at;
  }

  @Override
  public void open(CaseRecord page) {
    asked.add(page);
    stands(
        page,
        switch (line) {
          case ANSWERS -> How.COMING;
          case SILENT -> How.OFFLINE;
          case UNTRUSTED -> How.UNTRUSTED;
        },
        0,
        0);
  }

  @Override
  public void leave(CaseRecord page) {
    left.add(page);
  }

  @Override
  public void quietly(List<CaseRecord> pages, long bytes) {
    quietly = pages;
  }

  @Override
  public Optional<Coming> of(String address) {
    return Optional.ofNullable(states.get(address));
  }

  @Override
  public Line line() {
    return line;
  }

  @Override
  public Runnable onChange(Runnable changed) {
    listeners.add(changed);
    return () -> listeners.remove(changed);
  }

  private void tell() {
    List.copyOf(listeners).forEach(Runnable::run);
  }

  public void line(boolean connected) {
    line(connected ? Line.ANSWERS : Line.SILENT);
  }

  public void line(Line now) {
    line = now;
    tell();
  }

  public void stands(CaseRecord page, How how, long bytes, long length) {
    states.put(page.text("file"), new Coming(how, bytes, length));
    tell();
  }

  /// The whole file is here.
  public void arrives(CaseRecord page, byte[] bytes) throws StoreException {
    at.store()
        .files()
        .fetched(
            new ByteArrayInputStream(bytes),
            page.text("file"),
            java.util.Objects.requireNonNull(page.caseId()),
            page.scope(),
            page.text("mime"));
    stands(page, How.HERE, 0, 0);
  }
}
