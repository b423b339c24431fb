package cn.ruhu.journeys;

import cn.ruhu.desktop.Screenshots;
import cn.ruhu.journeys.road.Place;
import cn.ruhu.server.EmbeddedServer;
import cn.ruhu.server.demo.DemoDistrict;
import cn.ruhu.wire.PasswordHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// `installer/try` without a display: people of the demonstration district sit down one after
/// another at the real window; leaves pictures and a one-page report, and ends by itself.
@SuppressWarnings("try") // what a closing interrupts is the tour itself
public final class TryMain {
  private TryMain() {}

  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]).toAbsolutePath();
    Path folder = home.resolve("walk");
    swept(folder); // every walk begins with a new district
    String password = DemoDistrict.accounts().getFirst().password();
    Path report;
    var plan =
        new Tour.Plan(
            EmbeddedServer.Config.standard(0),
            PasswordHash.Cost.STANDARD,
            password,
            home.resolve("screens"),
            true);
    try (var tour = new Tour(folder, plan)) {
      var pictures = new ArrayList<Path>();
      new RoadInTheWindow(tour).walk();
      new PapersInTheWindow(tour).walk();
      pictures.addAll(tour.pictures());
      var quick =
          new Tour.Plan(
              plan.server(), PasswordHash.Cost.TINY, Place.PASSWORD, plan.screens(), plan.looks());
      pictures.addAll(letters(folder.resolve("letters"), quick));
      pictures.addAll(
          office(
              folder.resolve("administration"),
              quick,
              office -> new AdministrationInTheWindow(office).walk()));
      Screenshots.written();
      report = report(plan.screens(), pictures);
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

  /// The last stretch needs years: a district of its own, whose time is told by a clock of its own.
  private static List<Path> letters(Path folder, Tour.Plan plan) throws Exception {
    try (var road = new LettersRoad(folder, plan)) {
      road.theDistrictDecides();
      road.theStreetDecides();
      return road.pictures();
    }
  }

  /// What offices do besides the road of a household, each in a district of its own.
  private static List<Path> office(Path folder, Tour.Plan plan, Walk walk) throws Exception {
    try (var tour = new Tour(folder, plan.at(InstantSource.system()))) {
      walk.of(tour);
      return List.copyOf(tour.pictures());
    }
  }

  /// One way through the window.
  private interface Walk {
    void of(Tour tour) throws Exception;
  }

  /// An earlier walk's district stands at the end of its road.
  private static void swept(Path folder) throws IOException {
    if (!Files.exists(folder)) return;
    try (var all = Files.walk(folder)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(p);
    }
  }

  /// One page: every screen of the road in its order, small and light, with the other three a press
  /// away.
  private static Path report(Path screens, List<Path> taken) throws IOException {
    String pictures =
        taken.stream()
            .map(p -> p.getFileName().toString())
            .filter(name -> name.endsWith("-1280-light.png"))
            .map(name -> name.replace("-1280-light.png", ""))
            .map(TryMain::figure)
            .collect(Collectors.joining("\n"));
    Path file = screens.resolveSibling("report.html");
    Files.writeString(
        file,
        """
        <!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>入户通 · 一户的路</title>
        <style>body{font:15px "Noto Sans SC",sans-serif;margin:2em auto;max-width:1320px;color:#1f2328}
        img{width:100%%;border:1px solid #d0d7de;border-radius:6px}figure{margin:2em 0}
        figcaption{margin:.6em 0;color:#57606a}</style>
        <h1>入户通 · 一户的路</h1>
        <p>从窗口读卡、两处改号、受理、派查、断网入户、退回、再访到审核意见；登记表印出、签字、扫描归位；再按 2012 年与 2021 年的规则公示、抽查、决定、送达；人员与机器的加入、挂失、清除和审计日志。真实窗口、真实服务器、读卡器按真实字节模拟。</p>
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
