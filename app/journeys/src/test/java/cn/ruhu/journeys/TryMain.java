package cn.ruhu.journeys;

import cn.ruhu.desktop.DesktopTest;
import cn.ruhu.desktop.shell.ShellPage;
import cn.ruhu.server.EmbeddedServer;
import cn.ruhu.server.demo.DemoDistrict;
import cn.ruhu.wire.PasswordHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/// `installer/try` without a display: people of the demonstration district sit down one after
/// another at the real window; leaves pictures and a one-page report, and ends by itself.
@SuppressWarnings("try") // what a closing interrupts is the tour itself
public final class TryMain {
  private TryMain() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]).toAbsolutePath();
    String password = DemoDistrict.accounts().getFirst().password();
    Path report;
    try (var tour =
        new Tour(folder, EmbeddedServer.Config.standard(0), PasswordHash.Cost.STANDARD, password)) {
      walk(tour);
      report = report(tour);
    } catch (Exception | AssertionError e) {
      System.err.println(e);
      System.out.println("{\"ok\":false,\"error\":\"the tour stopped\",\"report\":\"\"}");
      System.exit(1);
      return;
    }
    System.out.printf("{\"ok\":true,\"report\":\"%s\"}%n", report);
    System.exit(0);
  }

  static void walk(Tour tour) throws Exception {
    ShellPage clerk = tour.sit("chuangkou");
    tour.picture("clerk-today");
    tour.layCard(1);
    clerk.waitFor("#rail-intake").goTo("intake");
    DesktopTest.until(
        "the card opened a case", () -> tour.robot().lookup("#intake-live").tryQuery().isPresent());
    tour.picture("clerk-intake");
    tour.removeCard();
    clerk.goTo("journal");
    tour.picture("clerk-journal");
    tour.leave();

    ShellPage reviewer = tour.sit("shenhe");
    reviewer.goTo("dispatch");
    tour.picture("reviewer-dispatch");
    reviewer.goTo("conflicts");
    tour.picture("reviewer-conflicts");
    tour.leave();
  }

  private static Path report(Tour tour) throws IOException {
    String pictures =
        tour.pictures().stream()
            .filter(p -> p.toString().endsWith("1280.png"))
            .map(p ->
                "<figure><img src=\"screens/%s\"><figcaption>%s</figcaption></figure>"
                    .formatted(
                        p.getFileName(), p.getFileName().toString().replace("-1280.png", "")))
            .collect(Collectors.joining("\n"));
    Path file = tour.screens().resolveSibling("report.html");
    Files.writeString(
        file,
        """
        <!doctype html><meta charset="utf-8"><title>入户通</title>
        <style>body{font:15px sans-serif;margin:2em;max-width:1320px}img{width:100%%;border:1px solid #ccc}</style>
        <h1>入户通 · 演示</h1>
        %s
        """
            .formatted(pictures));
    return file;
  }
}
