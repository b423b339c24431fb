package cn.ruhu.journeys;

import cn.ruhu.desktop.Screenshots;
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
    var plan =
        new Tour.Plan(
            EmbeddedServer.Config.standard(0),
            PasswordHash.Cost.STANDARD,
            password,
            folder.resolve("screens"),
            true);
    try (var tour = new Tour(folder, plan)) {
      new RoadInTheWindow(tour).walk();
      Screenshots.written();
      report = report(tour);
    } catch (Exception | AssertionError e) {
      e.printStackTrace();
      System.out.println(
          "{\"ok\":false,\"error\":\"the road was not walked to its end\",\"report\":\"\"}");
      System.exit(1);
      return;
    }
    System.out.printf("{\"ok\":true,\"report\":\"%s\"}%n", report);
    System.exit(0);
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
