package cn.ruhu.desktop;

import cn.ruhu.desktop.kit.Background;
import cn.ruhu.desktop.kit.Pixels;
import cn.ruhu.desktop.scanning.ScanDevice;
import cn.ruhu.desktop.settings.Scanners;
import cn.ruhu.desktop.shell.Session;
import cn.ruhu.device.DeviceTime;
import cn.ruhu.device.escl.EsclAddress;
import cn.ruhu.device.scan.FoundSource;
import cn.ruhu.device.scan.PageSink;
import cn.ruhu.device.scan.PageSource;
import cn.ruhu.device.scan.ScanCaps;
import cn.ruhu.device.scan.ScanColour;
import cn.ruhu.device.scan.ScanEnd;
import cn.ruhu.device.scan.ScanInput;
import cn.ruhu.device.scan.ScanSettings;
import cn.ruhu.device.scan.ScanSize;
import cn.ruhu.device.scan.ScanSources;
import cn.ruhu.device.scan.ScanStop;
import cn.ruhu.device.scan.ScannedPage;
import cn.ruhu.device.scan.SourceLook;
import cn.ruhu.imaging.Fitted;
import cn.ruhu.imaging.page.PageFile;
import cn.ruhu.imaging.page.PageImage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The scanner of this machine: the one the settings name, opened anew for each call, so that it
/// may be switched off, moved or exchanged at any time. Choices are kept with the machine. Looking,
/// searching and scanning work on the caller's thread, the rest on the window's.
final class ScannerDesk implements ScanDevice, Scanners, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ScannerDesk.class);
  private static final String ADDRESS = "scanner";
  private static final String NAME = "scannerName";
  private static final String ID = "scannerId";
  private static final String INPUT = "scanInput";
  private static final String DPI = "scanDpi";
  private static final String COLOUR = "scanColour";
  private static final String SIZE = "scanSize";

  /// Devices answer within two; some sleep and need a second question.
  static final Duration SEARCH = Duration.ofSeconds(5);

  private static final int SMALL = 360;
  private static final int TRY_DPI = 150;

  private final Choices choices;
  private final ScanSources sources;
  private final DeviceTime time;
  private final Duration search;
  private final Background background;
  private final List<Consumer<String>> states = new CopyOnWriteArrayList<>();
  private String state = "NONE";
  private final AtomicReference<@Nullable ScanStop> running = new AtomicReference<>();

  /// @param search how long devices are looked for
  ScannerDesk(
      Choices choices,
      ScanSources sources,
      DeviceTime time,
      Duration search,
      Background background) {
    this.search = search;
    this.background = background;
    this.choices = choices;
    this.sources = sources;
    this.time = time;
  }

  /// Somebody is signed in: the lamp tells how the scanner stands before anybody scans.
  void open() {
    if (address().isEmpty()) stands("NONE");
    else
      background.run(
          this::look, _ -> {}, e -> LOG.warn("the scanner is not asked: {}", e.toString()));
  }

  /// Calls back on the window's thread, now and after each change: `NONE` without a scanner,
  /// `CLOSED` while nobody asked, `READY`, `TROUBLE`. Run the result to stop.
  Runnable onState(Consumer<String> changed) {
    states.add(changed);
    changed.accept(state);
    return () -> states.remove(changed);
  }

  /// The lamp of the status strip; nothing for a machine without a scanner.
  static List<Session.Lamp> lamps(String state) {
    return switch (state) {
      case "NONE", "CLOSED" -> List.of();
      case "READY" ->
          List.of(new Session.Lamp("scanner", "shell.device.scanner.READY", true, false));
      default -> List.of(new Session.Lamp("scanner", "shell.device.scanner.TROUBLE", false, true));
    };
  }

  private void stands(String now) {
    background.window(() -> {
      if (now.equals(state)) return;
      state = now;
      states.forEach(s -> s.accept(now));
    });
  }

  private SourceLook told(SourceLook look) {
    boolean fine =
        look instanceof SourceLook.Known(var _, var how)
            && switch (how) {
              case READY, LOADED, FEEDER_EMPTY, BUSY -> true;
              case JAM, COVER_OPEN, STOPPED -> false;
            };
    stands(fine ? "READY" : "TROUBLE");
    return look;
  }

  // ---- the tray

  @Override
  public String name() {
    String at = address();
    if (at.isEmpty()) return "";
    String known = choices.get(NAME, "");
    return known.isEmpty() ? at.replaceFirst("\\?.*$", "") : known;
  }

  @Override
  public ScanSettings settings() {
    ScanSettings usual = ScanSettings.USUAL;
    return new ScanSettings(
        read(ScanInput.values(), INPUT, usual.input()),
        dpi(usual.dpi()),
        read(ScanColour.values(), COLOUR, usual.colour()),
        read(ScanSize.values(), SIZE, usual.size()));
  }

  private int dpi(int usual) {
    String kept = choices.get(DPI, "");
    return kept.matches("\\d{2,4}") ? Integer.parseInt(kept) : usual;
  }

  private <E extends Enum<E>> E read(E[] all, String key, E usual) {
    String kept = choices.get(key, "");
    for (E e : all) if (e.name().equals(kept)) return e;
    return usual;
  }

  @Override
  public void keep(ScanSettings settings) {
    choices.put(INPUT, settings.input().name());
    choices.put(DPI, Integer.toString(settings.dpi()));
    choices.put(COLOUR, settings.colour().name());
    choices.put(SIZE, settings.size().name());
  }

  @Override
  public SourceLook look() {
    SourceLook look = look(address());
    boolean away = look instanceof SourceLook.Not(var why, var _) && why == ScanEnd.Why.ABSENT;
    return told(away && moved() ? look(address()) : look);
  }

  /// A scanner that is not where it was may have another address since: it is known by what it is.
  ///
  /// @return whether it was found elsewhere, where it is looked for from now on
  private boolean moved() {
    String id = choices.get(ID, "");
    if (id.isEmpty()) return false;
    String was = address();
    for (FoundSource f : search())
      if (plain(f.id()).equals(id) && !f.address().equals(was)) {
        String pin = EsclAddress.parse(was).map(EsclAddress::pin).orElse("");
        String now = pin.isEmpty() ? f.address() : trusting(f.address(), pin);
        // whoever was trusted by a certificate is not taken for somebody without
        boolean kept = pin.isEmpty() || now.startsWith(EsclAddress.SECURE + ":");
        if (now.equals(was) || !kept) continue;
        choices.put(ADDRESS, now);
        return true;
      }
    return false;
  }

  private static String plain(String id) {
    return id.strip().toLowerCase(Locale.ROOT).replaceFirst("^urn:uuid:", "");
  }

  @Override
  public ScanEnd scan(ScanSettings settings, PageSink sink, ScanStop stop) {
    if (!running.compareAndSet(null, stop)) return ScanEnd.of(ScanEnd.Why.BUSY, 0);
    try {
      ScanEnd end = scanAt(settings, sink, stop);
      boolean away = end.why() == ScanEnd.Why.ABSENT && end.pages() == 0;
      return away && moved() ? scanAt(settings, sink, stop) : end;
    } finally {
      running.set(null);
    }
  }

  private ScanEnd scanAt(ScanSettings settings, PageSink sink, ScanStop stop) {
    try (PageSource source = sources.open(address()).orElse(null)) {
      return source == null ? ScanEnd.of(ScanEnd.Why.ABSENT, 0) : source.scan(settings, sink, stop);
    }
  }

  // ---- the settings

  @Override
  public String address() {
    return choices.get(ADDRESS, "");
  }

  @Override
  public Optional<String> address(String typed) {
    String text = typed.strip();
    if (text.isEmpty()) return Optional.of("");
    String lower = text.toLowerCase(Locale.ROOT);
    String full =
        lower.startsWith("http://") || lower.startsWith("https://")
            ? "escl+" + text
            : lower.matches("[a-z0-9.-]+(:\\d+)?(/.*)?") ? EsclAddress.PLAIN + "://" + text : text;
    return opens(full) ? Optional.of(full) : Optional.empty();
  }

  private boolean opens(String address) {
    try (PageSource source = sources.open(address).orElse(null)) {
      return source != null;
    }
  }

  @Override
  public void use(String address) {
    if (!address.equals(address())) {
      choices.put(NAME, "");
      choices.put(ID, "");
    }
    choices.put(ADDRESS, address);
    stands(address.isEmpty() ? "NONE" : "CLOSED");
  }

  @Override
  public void named(String model, String id) {
    choices.put(NAME, model.strip());
    choices.put(ID, plain(id));
  }

  @Override
  public String trusting(String address, String fingerprint) {
    return EsclAddress.parse(address).map(a -> a.pinned(fingerprint).toString()).orElse(address);
  }

  @Override
  public List<FoundSource> search() {
    return sources.find(search, new ScanStop());
  }

  @Override
  public SourceLook look(String address) {
    try (PageSource source = sources.open(address).orElse(null)) {
      SourceLook look = source == null ? new SourceLook.Not(ScanEnd.Why.ABSENT) : source.look();
      return address.equals(address()) ? told(look) : look;
    }
  }

  @Override
  public Tried tryPage(String address, boolean feeder) {
    long start = time.millis();
    var page = new AtomicReference<@Nullable ScannedPage>();
    var stop = new ScanStop();
    if (!running.compareAndSet(null, stop)) return failed(ScanEnd.Why.BUSY);
    try (PageSource source = sources.open(address).orElse(null)) {
      if (source == null) return failed(ScanEnd.Why.ABSENT);
      if (!(source.look() instanceof SourceLook.Known(ScanCaps caps, var _)))
        return failed(ScanEnd.Why.ABSENT);
      var wish =
          new ScanSettings(
              feeder ? ScanInput.FEEDER : ScanInput.PLATEN,
              TRY_DPI,
              ScanColour.COLOUR,
              ScanSize.A4);
      ScanEnd end =
          source.scan(
              wish.fitting(caps),
              p -> {
                page.set(p);
                stop.stop();
                return true;
              },
              stop);
      ScannedPage came = page.get();
      if (came == null) return failed(end.why());
      int bytes = came.bytes().length;
      return new Tried(ScanEnd.Why.DONE, small(came.bytes()), bytes, time.millis() - start);
    } finally {
      running.set(null);
    }
  }

  private static Tried failed(ScanEnd.Why why) {
    return new Tried(why, Optional.empty(), 0, 0);
  }

  private static Optional<Pixels> small(byte[] page) {
    if (!(PageFile.open(page) instanceof PageFile.Pages pages)) return Optional.empty();
    try (pages) {
      return pages.page(0) instanceof PageImage image
          ? Optional.of(Pixels.of(Fitted.of(image.colour(), SMALL)))
          : Optional.empty();
    }
  }

  /// Nobody is signed in any more: a job ends where it is, its pages are kept.
  @Override
  public void close() {
    ScanStop stop = running.get();
    if (stop != null) stop.stop();
  }
}
