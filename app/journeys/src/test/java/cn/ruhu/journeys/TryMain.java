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

  /// One page: every screen of the road in its order, small and light, with the other three a press
  /// away.
  private static Path report(Tour tour) throws IOException {
    String pictures =
        tour.pictures().stream()
            .map(p -> p.getFileName().toString())
            .filter(name -> name.endsWith("-1280-light.png"))
            .map(name -> name.replace("-1280-light.png", ""))
            .map(TryMain::figure)
            .collect(Collectors.joining("\n"));
    Path file = tour.screens().resolveSibling("report.html");
    Files.writeString(
        file,
        """
        <!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>入户通 · 一户的路</title>
        <style>body{font:15px "Noto Sans SC",sans-serif;margin:2em auto;max-width:1320px;color:#1f2328}
        img{width:100%%;border:1px solid #d0d7de;border-radius:6px}figure{margin:2em 0}
        figcaption{margin:.6em 0;color:#57606a}</style>
        <h1>入户通 · 一户的路</h1>
        <p>从窗口读卡、两处改号、受理、派查、断网入户、退回、再访到审核意见，真实窗口、真实服务器、读卡器按真实字节模拟。</p>
        %s
        </html>
        """
            .formatted(pictures));
    return file;
  }

  private static String figure(String name) {
    return """
    <figure><img src="screens/%1$s-1280-light.png" alt="%1$s"><figcaption>%1$s ·
    <a href="screens/%1$s-1280-dark.png">1280 dark</a> · <a href="screens/%1$s-1920-light.png">1920 light</a> ·
    <a href="screens/%1$s-1920-dark.png">1920 dark</a></figcaption></figure>\
    """
        .formatted(name);
  }
}
